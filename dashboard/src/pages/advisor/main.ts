import '../../ui/strict-policy.js';
import '../../ui/page.js';
import './advisor-page.js';
