import '../../ui/page.js';
import { enterPage } from '../../people/index.js';

void enterPage('maintainer', () => import('./maintainer-page.js'));
