import '../../ui/page.js';
import { enterStart } from '../../people/index.js';

void enterStart(() => import('./start-page.js'));
