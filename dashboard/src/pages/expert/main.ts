import '../../ui/page.js';
import { enterPage } from '../../people/index.js';

void enterPage('expert', () => import('./expert-page.js'));
