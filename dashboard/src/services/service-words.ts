import type { Service } from '@etapiste/protocol';
import { msg } from '../i18n/index.js';

/** How one gets a service. */
export const accessWords: Record<Service['access'], () => string> = {
  booking: () => msg('Vain ajanvarauksella'),
  'walk-in': () => msg('Vain ilman ajanvarausta'),
  both: () => msg('Ajanvarauksella tai ilman'),
};

export const slotWords = (slots: Service['slots']): string => (slots === 1 ? msg('30 min') : msg('60 min'));
