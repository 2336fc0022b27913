import '../../ui/page.js';
import './advisor-page.js';
