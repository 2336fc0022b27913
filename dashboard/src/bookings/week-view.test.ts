import type { Booking, ClosedTime, FreeTime, Hold } from '@etapiste/protocol';
import { describe, expect, it } from 'vitest';
import { daysShown, viewedWeek, type Block } from './week-view.js';

const now = new Date('2026-11-24T08:10:00.000Z');
const column = { day: '2026-11-24', roomId: 'porvoo-1' };
const at = (clock: string) => `2026-11-24T${clock}:00.000Z`;
const booking = (clock: string, slots: 1 | 2, roomId = 'porvoo-1') => ({ from: at(clock), slots, roomId }) as Booking;
const known = (some: { bookings?: Booking[]; holds?: Hold[]; closed?: ClosedTime[]; free?: FreeTime[] } = {}) => {
  const { bookings = [], holds = [], closed = [], free = [] } = some;
  return { timetable: { bookings, holds, closed }, free, timeZone: 'Europe/Helsinki', now };
};
const blocks = (some: Parameters<typeof known>[0]): readonly Block[] =>
  viewedWeek([column], known(some)).columns[0]?.blocks ?? [];
const told = (some: Parameters<typeof known>[0]) => blocks(some).map(({ kind, row, rows }) => `${kind} ${row}+${rows}`);

describe('a day of a room', () => {
  it('shows the usual hours in the zone of the point, past ones as past', () => {
    expect(viewedWeek([column], known()).hours).toEqual(expect.arrayContaining(['09:00', '14:30']));
    const past = blocks({}).filter((block) => block.kind === 'empty' && block.isPast);
    expect(past.map(({ from }) => from)).toEqual(
      [at('07:00'), at('07:30'), at('08:00')].map((each) => new Date(each).toISOString()),
    );
  });

  it('a double booking takes two half hours, and only in its own room', () => {
    expect(told({ bookings: [booking('10:00', 2)] })).toContain('booking 6+2');
    expect(told({ bookings: [booking('10:00', 2, 'porvoo-2')] })).not.toContain('booking 6+2');
  });

  it('a closure is one block around the booking that stands in it', () => {
    const why = { code: 'closure', reason: null, roomId: null } as const;
    const closed = [{ from: at('07:00'), to: at('09:30'), roomId: null, why }];
    expect(told({ closed, bookings: [booking('08:00', 1)] }).slice(0, 4)).toEqual([
      'closed 0+2',
      'booking 2+1',
      'closed 3+2',
      'empty 5+1',
    ]);
  });

  it('grows with what is before nine or after three', () => {
    const { hours } = viewedWeek([column], known({ bookings: [booking('06:30', 1), booking('13:00', 2)] }));
    expect([hours[0], hours.at(-1)]).toEqual(['08:30', '15:30']);
  });

  it('a time that is free in another room only is not free here', () => {
    const free = [{ from: at('11:00'), roomIds: ['porvoo-2'] }];
    expect(told({ free })).not.toContain('free 8+1');
    expect(told({ free: [{ from: at('11:00'), roomIds: ['porvoo-1'] }] })).toContain('free 8+1');
  });
});

describe('a week', () => {
  it('has no weekend unless something is on it', () => {
    expect(daysShown('2026-11-23', known())).toHaveLength(5);
    const saturday = { from: '2026-11-28T10:00:00.000Z', roomIds: ['porvoo-1'] };
    expect(daysShown('2026-11-23', known({ free: [saturday] }))).toContain('2026-11-28');
  });
});
