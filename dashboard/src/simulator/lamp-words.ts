import type { LampPattern } from '@etapiste/protocol';
import { msg } from '../i18n/index.js';

/** What a lamp does and what that means: the pattern in words, for everybody who cannot see or must not see it blink. */
export interface LampWords {
  readonly pattern: string;
  readonly meaning: string;
}

export const lampWords = (lamp: LampPattern): LampWords =>
  ({
    dark: { pattern: msg('Lamppu on pimeä'), meaning: msg('Ei kutsua') },
    sending: { pattern: msg('Lamppu vilkkuu nopeasti'), meaning: msg('Kutsua lähetetään') },
    stored: { pattern: msg('Lamppu vilkkuu hitaasti'), meaning: msg('Kutsu on tallessa') },
    shown: { pattern: msg('Lamppu palaa'), meaning: msg('Neuvoja näkee kutsun') },
    'on-the-way': { pattern: msg('Lamppu palaa kaksi sekuntia ja on sekunnin pimeä'), meaning: msg('Neuvoja on tulossa') },
    'not-reached': { pattern: msg('Lamppu välähtää kahdesti ja on sitten pimeä'), meaning: msg('Neuvojaa ei ole tavoitettu') },
    'announced-test': { pattern: msg('Lamppu palaa ja räpäyttää kahdesti'), meaning: msg('Dokumenttikamera on auki') },
    fault: { pattern: msg('Lamppu välähtää kerran ja on sitten pimeä'), meaning: msg('Huoneessa on vika') },
    identify: { pattern: msg('Lamppu välähtää kolmesti yhä uudelleen'), meaning: msg('Ylläpito etsii huonetta') },
  })[lamp];
