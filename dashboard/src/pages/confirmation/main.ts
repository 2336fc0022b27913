import '../../ui/page.js';
import { enterPage } from '../../people/index.js';

void enterPage('confirmation', () => import('./confirmation-page.js'));
