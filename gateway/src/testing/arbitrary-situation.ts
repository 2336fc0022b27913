import { bookingChannel, bookingPolicies, type OpeningHours, weekday } from '@etapiste/protocol';
import fc from 'fast-check';
import type { Situation, WantedDays } from '../bookings/availability/situation.js';
import { dayAfter, publicHolidays } from './slow-availability.js';

const dayMs = 24 * 60 * 60_000;
const reason = { fi: 'syy', sv: 'orsak', en: 'reason' };
/** Nights on which clocks are changed here and across the sea, and the eves. */
const oddDays = [
  '2027-03-14 2027-03-28 2027-10-31 2027-11-07 2028-03-12 2028-03-26 2028-10-29 2028-11-05'.split(' '),
  '2027-06-25 2027-12-24 2027-12-31 2028-06-23 2028-12-24'.split(' '),
  publicHolidays.filter((day) => day < '2028-12-25'),
].flat();

/** Days of 2027 and 2028, half of them near one on which something is different. */
const someDay = fc.oneof(
  fc.integer({ min: 0, max: 720 }).map((days) => dayAfter('2027-01-02', days)),
  fc.tuple(fc.constantFrom(...oddDays), fc.integer({ min: -1, max: 1 })).map(([day, days]) => dayAfter(day, days)),
);

const twoDigits = (number: number): string => String(number).padStart(2, '0');
const wallTime = fc.oneof(
  fc.constantFrom('00:00', '24:00', '03:00', '03:30', '04:00', '09:00', '15:00', '16:30'),
  fc.integer({ min: 0, max: 287 }).map((step) => `${twoDigits(Math.floor(step / 12))}:${twoDigits((step % 12) * 5)}`),
);
const arbitrarySpan = fc.record({ from: wallTime, to: wallTime });
const longSpan = fc.constantFrom(
  { from: '09:00', to: '15:00' },
  { from: '00:00', to: '24:00' },
  { from: '08:10', to: '16:25' },
  { from: '20:00', to: '02:00' },
);
const span = fc.oneof(longSpan, arbitrarySpan);
const rarely = <Value, Else>(value: fc.Arbitrary<Value>, otherwise: Else): fc.Arbitrary<Value | Else> =>
  fc.oneof({ weight: 1, arbitrary: value }, { weight: 6, arbitrary: fc.constant(otherwise) });

const someOf = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> =>
  fc.oneof(fc.constant<Value[]>([]), fc.array(value, { maxLength: 3 }));

/** A service at a point, with whatever can be odd about it, around the days that are asked about. */
export const situationAndDays: fc.Arbitrary<{ situation: Situation; wanted: WantedDays }> = someDay.chain((from) => {
  const nearDay = fc.integer({ min: -2, max: 3 }).map((days) => dayAfter(from, days));
  const dates = { validFrom: rarely(nearDay, null), validTo: rarely(nearDay, null) };
  const hours = fc
    .tuple(
      fc.constantFrom(...weekday.options),
      fc.constantFrom(...weekday.options),
      span,
      rarely(nearDay, undefined),
      fc.boolean(),
    )
    .map(([dayFrom, dayTo, { from: start, to: end }, day, isLast]) => ({
      dayFrom,
      dayTo,
      from: start,
      to: end,
      ...(day && (isLast ? { validTo: day } : { validFrom: day })),
    }));
  const allDay: OpeningHours = { dayFrom: 'MON', dayTo: 'SUN', from: '00:00', to: '24:00' };
  const weekly: fc.Arbitrary<OpeningHours[]> = fc.oneof(
    { weight: 2, arbitrary: fc.constant<OpeningHours[]>([allDay]) },
    { weight: 3, arbitrary: fc.array(hours, { minLength: 1, maxLength: 3 }) },
  );
  const exceptional = someOf(
    fc
      .record({ first: nearDay, days: fc.integer({ min: 0, max: 3 }), spans: fc.array(span, { maxLength: 2 }) })
      .map(({ first, days, spans }) => ({ from: first, to: dayAfter(first, days), spans, reason })),
  );
  const near = fc.integer({ min: -288, max: 864 }).map((steps) => Date.parse(from) + steps * 5 * 60_000);
  const closure = fc
    .record({ start: near, steps: fc.integer({ min: 0, max: 100 }), roomId: fc.constantFrom(null, 'room-1', 'room-2') })
    .map(({ start, steps, roomId }) => ({ from: new Date(start), to: new Date(start + steps * 5 * 60_000), roomId, reason }));
  const rules = fc.record({
    serviceHours: weekly,
    closedEves: fc.subarray(bookingPolicies.shape.closedEves.unwrap().element.options),
  });

  return fc.record({
    situation: fc
      .record({
        timeZone: fc.constantFrom('Europe/Helsinki', 'Europe/Helsinki', 'Europe/Helsinki', 'Asia/Kathmandu', 'America/St_Johns'),
        now: fc.oneof(
          near.map((instant) => new Date(instant)),
          fc.constant(new Date(Date.parse(from) - dayMs)),
          fc.integer({ min: 1, max: 200 }).map((days) => new Date(Date.parse(from) - days * dayMs)),
        ),
        rules: fc.tuple(rules, rules, nearDay),
        maxSlots: fc.constantFrom(1, 2, 2, 2),
        horizonDays: fc.constantFrom(1, 3, 180, 180, 180),
        openingHours: weekly,
        exceptionalHours: exceptional,
        closures: someOf(closure),
        rooms: fc.tuple(fc.record({ id: fc.constant('room-1'), ...dates }), fc.record({ id: fc.constant('room-2'), ...dates })),
        service: fc.record({ ...dates, access: fc.constantFrom('both', 'both', 'both', 'booking', 'walk-in') }),
        agreements: fc.array(fc.record({ validFrom: nearDay.map((day) => dayAfter(day, -2)), validTo: rarely(nearDay, null) }), {
          minLength: 1,
          maxLength: 2,
        }),
        calendars: fc.array(
          fc.record({
            ...dates,
            id: fc.uuid(),
            seats: fc.integer({ min: 1, max: 3 }),
            hours: weekly,
            exceptionalHours: exceptional,
            channels: fc.subarray([...bookingChannel.options], { minLength: 3 }),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        taken: fc.record({ percent: fc.constantFrom(0, 30, 80), salt: fc.nat() }),
      })
      .map(({ rules: [earlier, later, change], taken, ...rest }) => ({
        ...rest,
        rulesOn: (day: string) => (day < change ? earlier : later),
        isTaken: (resource: string, slot: number) => fc.hash(`${taken.salt} ${resource} ${slot}`) % 100 < taken.percent,
      })),
    wanted: fc.record({
      from: fc.constant(from),
      days: fc.integer({ min: 1, max: 3 }),
      slots: fc.constantFrom(1, 2),
      channel: fc.constantFrom('on-site', 'on-site', 'authority-phone', 'walk-in'),
    }),
  });
});
