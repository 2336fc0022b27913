import '../../ui/page.js';
import { enterPage } from '../../people/index.js';

void enterPage('advisor', () => import('./advisor-page.js'));
