import '../../ui/page.js';
import './kiosk-page.js';
