import { Refused } from '../http/refused.js';

/** From a day to a day, both included; where there is none, since ever or for ever. */
interface Days {
  readonly validFrom?: string | null | undefined;
  readonly validTo?: string | null | undefined;
}

const first = ({ validFrom }: Days) => validFrom ?? '0000-01-01';
const last = ({ validTo }: Days) => validTo ?? '9999-12-31';

/** Whether something is valid on a day. */
export const holdsOn = (days: Days, day: string): boolean => first(days) <= day && day <= last(days);

/** Whether two have a day in common. */
export const overlap = (one: Days, other: Days): boolean => first(one) <= last(other) && first(other) <= last(one);

/** @throws Refused `dates-reversed` */
export function refuseReversed(...spans: readonly Days[]): void {
  if (spans.some((days) => first(days) > last(days))) throw new Refused('dates-reversed');
}
