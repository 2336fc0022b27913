import '../../ui/page.js';
import './expert-page.js';
