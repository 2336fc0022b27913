import { idOf, minutes, type BookingChannel, type CancelReason, type Customer, type SlotCount } from '@etapiste/protocol';
import { Temporal } from 'temporal-polyfill';
import { demoCustomers } from './demo-customers.js';

/** What somebody does with a booking that was made before. */
export type DemoDeed = { readonly at: Date } & (
  | { readonly what: 'arrives' }
  | { readonly what: 'no-show' }
  | { readonly what: 'cancels'; readonly reason: CancelReason }
  | { readonly what: 'moves'; readonly to: Date }
);

/** One customer's story: a booking, and what becomes of it. */
export interface DemoVisit {
  readonly id: string;
  readonly pointId: string;
  readonly serviceId: string;
  readonly slots: SlotCount;
  readonly channel: BookingChannel;
  readonly customer: Customer;
  readonly bookedAt: Date;
  readonly from: Date;
  /** In their order; each is done to the version that the one before has made. */
  readonly deeds: readonly DemoDeed[];
}

type Story = 'comes' | 'comes late' | 'never comes' | 'falls ill' | { readonly movesTo: string };
type Row = readonly [from: string, serviceId: string, slots: SlotCount, channel: BookingChannel, story: Story];
type Programme = readonly Row[];

/** Mondays, Wednesdays and Fridays; the other working days. Experts whom points share are at one of them at a time. */
const programmes: Readonly<Record<string, readonly [Programme, Programme]>> = {
  porvoo: [
    [
      ['09:00', 'kela-neuvonta', 1, 'point-phone', 'comes'],
      ['09:30', 'vero-perinto', 2, 'authority-phone', 'comes'],
      ['10:30', 'dvv-muutto', 1, 'on-site', 'never comes'],
      ['11:00', 'kela-opinto', 1, 'point-phone', 'falls ill'],
      ['12:00', 'dvv-holhous', 2, 'authority-phone', 'comes'],
      ['13:30', 'vero-henkilo', 1, 'service-number', 'comes late'],
      ['14:30', 'kela-neuvonta', 1, 'on-site', 'comes'],
    ],
    [
      ['09:30', 'dvv-neuvonta', 1, 'on-site', 'comes'],
      ['10:00', 'kela-kuntoutus', 2, 'authority-phone', 'comes'],
      ['11:00', 'vero-kotitalous', 1, 'point-phone', 'comes late'],
      ['12:30', 'kela-neuvonta', 1, 'service-number', 'comes'],
      ['13:00', 'vero-perinto', 2, 'on-site', 'comes'],
    ],
  ],
  imatra: [
    [
      ['09:00', 'poliisi-passi', 1, 'on-site', 'comes'],
      ['10:00', 'kela-kuntoutus', 2, 'point-phone', 'comes'],
      ['11:00', 'vero-henkilo', 1, 'point-phone', 'comes late'],
      ['12:30', 'dvv-neuvonta', 1, 'on-site', 'comes'],
      ['13:30', 'kela-neuvonta', 1, 'authority-phone', 'comes'],
    ],
    [
      ['09:30', 'kela-opinto', 1, 'service-number', 'comes'],
      ['10:00', 'dvv-holhous', 2, 'authority-phone', 'comes'],
      ['11:00', 'poliisi-luvat', 1, 'point-phone', 'comes'],
      ['12:00', 'vero-kotitalous', 1, 'point-phone', 'never comes'],
      ['13:00', 'kela-neuvonta', 1, 'on-site', 'comes late'],
    ],
  ],
  nurmes: [
    [
      ['09:30', 'dvv-neuvonta', 1, 'point-phone', { movesTo: '12:30' }],
      ['10:30', 'vero-henkilo', 1, 'service-number', 'comes'],
      ['11:00', 'kela-neuvonta', 1, 'on-site', 'comes'],
      ['13:00', 'vero-kotitalous', 1, 'point-phone', 'comes late'],
    ],
    [
      ['09:00', 'vero-perinto', 2, 'authority-phone', 'comes'],
      ['10:30', 'kela-opinto', 1, 'point-phone', 'never comes'],
      ['12:00', 'kela-neuvonta', 1, 'on-site', 'comes'],
      ['14:00', 'dvv-muutto', 1, 'on-site', 'falls ill'],
    ],
  ],
};

/** On Wednesdays somebody works on the room at Nurmes: over a booking, which is moved only on the day before. */
export const demoMaintenance = {
  pointId: 'nurmes',
  roomId: 'nurmes-1',
  dayOfWeek: 3,
  from: '09:00',
  to: '10:30',
  reason: { fi: 'Dokumenttikameran huolto', sv: 'Service av dokumentkameran', en: 'Service of the document camera' },
} as const;

/** Which points the demo fills. */
export const demoPointIds: readonly string[] = Object.keys(programmes);

const longestDay = Math.max(...Object.values(programmes).flatMap((both) => both.map(({ length }) => length)));

/** A time on the wall of a zone. */
export const wallTime = (day: string, time: string, timeZone: string): Date =>
  new Date(Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone).epochMilliseconds);

/** Some days before and after one, both included. */
export const daysAround = (day: string, before: number, after: number): string[] =>
  Array.from({ length: before + 1 + after }, (_, index) => dayAfter(day, index - before));

export const dayOfWeek = (day: string): number => Temporal.PlainDate.from(day).dayOfWeek;

/** Who comes to a point on a day: always the same, whenever it is asked. */
export function demoVisits(pointId: string, day: string, timeZone: string): DemoVisit[] {
  const weekday = dayOfWeek(day);
  if (weekday > 5) return [];
  const week = Temporal.PlainDate.from(day).weekOfYear ?? 0;
  const rows = programmes[pointId]?.[weekday % 2 === 1 ? 0 : 1] ?? [];
  return rows.map(([time, serviceId, slots, channel, story], index) => {
    const from = wallTime(day, time, timeZone);
    // Nobody comes twice on a day.
    const turn = index + longestDay * demoPointIds.indexOf(pointId) + weekday * 5 + week;
    return {
      id: idOf('demo booking', pointId, day, time),
      pointId,
      serviceId,
      slots,
      channel,
      from,
      customer: demoCustomers[turn % demoCustomers.length] as Customer,
      bookedAt: wallTime(dayAfter(day, -2 - (turn % 4)), '10:15', timeZone),
      deeds: deedsOf(story, { from, turn, wall: (other, days) => wallTime(dayAfter(day, days), other, timeZone) }),
    };
  });
}

interface Told {
  readonly from: Date;
  readonly turn: number;
  readonly wall: (time: string, days: number) => Date;
}

function deedsOf(story: Story, { from, turn, wall }: Told): DemoDeed[] {
  if (story === 'comes') return [{ what: 'arrives', at: minutesAfter(from, (turn % 8) - 6) }];
  if (story === 'comes late') return [{ what: 'arrives', at: minutesAfter(from, 12) }];
  if (story === 'never comes') return [{ what: 'no-show', at: minutesAfter(from, 17) }];
  if (story === 'falls ill') return [{ what: 'cancels', reason: 'customer-ill', at: wall('09:05', -1) }];
  const to = wall(story.movesTo, 0);
  return [
    { what: 'moves', to, at: wall('14:00', -1) },
    { what: 'arrives', at: minutesAfter(to, -3) },
  ];
}

const dayAfter = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

const minutesAfter = (at: Date, count: number): Date => new Date(at.getTime() + minutes(count));
