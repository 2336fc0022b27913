import '../../ui/page.js';
import './maintainer-page.js';
