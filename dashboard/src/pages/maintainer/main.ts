import '../../ui/strict-policy.js';
import '../../ui/page.js';
import './maintainer-page.js';
