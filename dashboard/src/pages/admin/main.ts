import '../../ui/page.js';
import { enterPage } from '../../people/index.js';

void enterPage('admin', () => import('./admin-page.js'));
