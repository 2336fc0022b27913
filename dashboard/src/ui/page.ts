/** What every page starts with: values, fonts, icons, languages. Import it first in the page's `main.ts`. */
import './base.css';
import { startLanguages } from '../i18n/index.js';
import { registerIcons } from './icons/index.js';
import { followContrast } from './theme.js';

registerIcons();
followContrast();
void startLanguages();
