import { seconds } from '@etapiste/protocol';
import { RequestFailure } from '../api/index.js';
import { duration, msg, str } from '../i18n/index.js';

/** What went wrong, and for how long to wait where the hub says so. Anything but a refusal is thrown on. */
export function inWordsWithWait(failure: unknown): string {
  if (!(failure instanceof RequestFailure)) throw failure;
  const wait = failure.details?.extra?.['retryAfterSeconds'];
  if (typeof wait !== 'number') return failure.inWords;
  return `${failure.inWords} ${msg(str`Seuraava yritys: ${duration(seconds(wait))} kuluttua.`)}`;
}
