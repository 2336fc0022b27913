import '../../ui/page.js';
import './kiosk.css';
import './kiosk-page.js';

// All languages at once: when the hub is gone, or has been renewed, they cannot be fetched any more.
for (const load of Object.values(import.meta.glob('../../i18n/generated/*.ts'))) void load();
