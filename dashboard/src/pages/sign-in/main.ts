import '../../ui/strict-policy.js';
import '../../ui/page.js';
import './sign-in-page.js';
