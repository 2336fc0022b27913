import { bookingPolicies, type Booking, type Policy } from '@etapiste/protocol';

const minuteMs = 60_000;
const defaults = bookingPolicies.parse({});

/** How a visit stands by the clock; that somebody did not come is only ever proposed. */
export type Visit = 'ahead' | 'now' | 'late' | 'missing' | 'here' | 'no-show' | 'over';

/** The rule of a point on a day: the point's own before the one for all, the newest version of each. */
export function minutesBy(
  policies: readonly Policy[],
  name: 'bookingLateMinutes' | 'bookingNoShowMinutes',
  { pointId, day }: { readonly pointId: string; readonly day: string },
): number {
  const valid = policies
    .filter((each) => each.name === name && each.validFrom <= day && day <= (each.validTo ?? day))
    .toSorted((a, b) => b.version - a.version);
  const value = (valid.find((each) => each.pointId === pointId) ?? valid.find((each) => each.pointId === null))?.value;
  return typeof value === 'number' ? value : defaults[name];
}

/** How a booking stands now. */
export function visitOf(
  { state, from, slots }: Pick<Booking, 'state' | 'from' | 'slots'>,
  now: Date,
  { late, noShow }: { readonly late: number; readonly noShow: number },
): Visit {
  const sinceMs = now.getTime() - new Date(from).getTime();
  const isOver = sinceMs >= slots * 30 * minuteMs;
  if (state === 'no-show') return 'no-show';
  if (state === 'cancelled') return 'over';
  if (state === 'arrived') return isOver ? 'over' : 'here';
  if (sinceMs < 0) return 'ahead';
  if (sinceMs >= noShow * minuteMs) return 'missing';
  return sinceMs >= late * minuteMs ? 'late' : 'now';
}
