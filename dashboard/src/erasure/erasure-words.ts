import type { ErasureRuleName } from '@etapiste/protocol';
import { msg } from '../i18n/index.js';

/** What one rule erases. */
export const ruleWords = (rule: ErasureRuleName): string =>
  ({
    'audit-details': msg('Lokin tekijät ja tiedot'),
    calls: msg('Neuvojien nimet kutsuista'),
    shifts: msg('Vuorot'),
    mails: msg('Sähköpostit'),
    viewers: msg('Kuvakokeiden katsojat'),
    'sign-ins': msg('Päättyneet kirjautumiset'),
    accounts: msg('Käytöstä poistetut käyttäjät'),
    credentials: msg('Laitteen liittäjän nimi'),
    'service-cards': msg('Palvelukortin julkaisijan nimi'),
    'booking-customers': msg('Varausten ja jonon asiakkaat'),
    'booking-changes': msg('Varausten tekijöiden nimet'),
  })[rule];
