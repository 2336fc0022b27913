import '../../ui/page.js';
import './sign-in-page.js';
