import { allProblems, type ProblemCode } from '@etapiste/protocol';

/** A rule said no. Becomes problem details (RFC 9457) in the reader's language. */
export class Refused extends Error {
  constructor(
    readonly code: ProblemCode,
    /** What a page needs to say more, for instance who was first. Nothing personal about customers. */
    readonly extra?: Record<string, unknown>,
    readonly errors?: { field: string; message: string }[],
  ) {
    super(allProblems[code].title.en);
    this.name = 'Refused';
  }
}
