import { allProblems, problemDetails, type ProblemCode, type ProblemDetails } from '@etapiste/protocol';
import { inLanguage, msg } from '../i18n/index.js';

/** Why a request did not succeed: a code of protocol, or nobody answered. */
export type FailureCode = ProblemCode | 'unreachable';

/** A request that was refused or reached nobody. `code` decides what the page does, `inWords` what the person reads. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';

  constructor(
    readonly code: FailureCode,
    readonly details: ProblemDetails | undefined,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }

  /** What happened, in the language of the page now. */
  get inWords(): string {
    if (this.code === 'unreachable') return msg('Palveluun ei saada yhteyttä. Yritä hetken päästä uudelleen.');
    return inLanguage(allProblems[this.code].title);
  }

  /** A field of the problem's `extra`, when it is a text: who was first, and when. */
  extraText(field: string): string | undefined {
    const value = this.details?.extra?.[field];
    return typeof value === 'string' ? value : undefined;
  }
}

/** An answer that is no success, as a failure. A body that is not problem details still says its status. */
export async function failureOf(response: Response): Promise<RequestFailure> {
  const read = problemDetails.safeParse(await response.json().catch(() => undefined));
  if (read.success && read.data.code in allProblems) return new RequestFailure(read.data.code as ProblemCode, read.data);
  return new RequestFailure(response.status >= 500 ? 'not-available' : 'request-malformed', read.data);
}
