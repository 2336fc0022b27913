import '../../ui/strict-policy.js';
import '../../ui/page.js';
import './expert-page.js';
