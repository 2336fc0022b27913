import '../../ui/page.js';
import './start-page.js';
