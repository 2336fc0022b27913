import '../../ui/strict-policy.js';
import '../../ui/page.js';
import './start-page.js';
