import { bookingChannel, bookingOperations, minutes, newId, pointOperations, type Booking } from '@etapiste/protocol';
import { describe, expect, it } from 'vitest';
import { insertRow } from '../database/insert-row.js';
import { Store } from '../database/store.js';
import { CalendarEntity } from '../services/index.js';
import { ask } from '../testing/ask.js';
import { signInAs, type Browser } from '../testing/sign-in.js';
import { TestClock } from '../testing/test-clock.js';
import { startTestHub, type TestHub } from '../testing/test-hub.js';
import { hubsOnBothStores } from '../testing/test-stores.js';
import { demoCustomers } from './demo-customers.js';
import { demoPointIds, demoVisits } from './demo-week.js';

const zone = 'Europe/Helsinki';
const demo = { ETAPISTE_DEMO: '1' };
/** The test's clock begins on this Tuesday at 9:52. */
const today = '2026-11-24';

const leadOfAll = (hub: TestHub): Promise<Browser> =>
  signInAs(hub.hub, 'Maija Malli', { role: 'lead', scope: { kind: 'points', pointIds: ['porvoo', 'imatra', 'nurmes'] } });

async function bookingsOf(hub: TestHub, from = '2026-11-16', days = 28): Promise<Booking[]> {
  const answer = await ask(hub, await leadOfAll(hub), bookingOperations.listBookings, { query: { from, days } });
  expect(answer.status).toBe(200);
  return answer.body;
}

async function during<T>(hub: TestHub, work: (hub: TestHub) => Promise<T>): Promise<T> {
  try {
    return await work(hub);
  } finally {
    await hub.remove();
  }
}

async function giveExpert({ hub }: TestHub): Promise<void> {
  const always = { pointIds: null, exceptionalHours: [], validFrom: null, validTo: null, version: 1 };
  const hours = [{ dayFrom: 'MON', dayTo: 'FRI', from: '09:00', to: '15:00' }] as const;
  const whom = { authorityId: 'kela', name: 'Testi', serviceIds: ['kela-neuvonta'], channels: bookingChannel.options, seats: 1 };
  const calendar: CalendarEntity = { ...always, ...whom, hours: [...hours], id: newId() };
  await hub.get(Store).write(({ manager }) => insertRow(manager, CalendarEntity, calendar));
}

const at = (bookings: readonly Booking[], roomId: string, from: string): Booking | undefined =>
  bookings.find((each) => each.roomId === roomId && each.from === `${from}.000Z`);
const wordsOf = <T>(bookings: readonly Booking[], word: (each: Booking) => T): Set<T> => new Set(bookings.map(word));

describe('the filled week of the demo', () => {
  hubsOnBothStores((settings) => {
    it('has nobody in a real installation, although its experts have time', async () => {
      await during(await startTestHub(settings(), new TestClock()), giveExpert);
      await during(await startTestHub(settings(), new TestClock()), async (hub) => {
        expect(await bookingsOf(hub)).toEqual([]);
        const closures = { parameters: { pointId: 'nurmes' }, query: { from: today, to: '2026-12-24' } };
        expect((await ask(hub, await leadOfAll(hub), pointOperations.listClosures, closures)).body).toEqual([]);
      });
    });
  });

  hubsOnBothStores((settings) => {
    const clock = new TestClock();

    it('shows a week of customers in each room: who came, came late, did not come, fell ill, moved, and who is still to come', async () => {
      await during(await startTestHub({ ...settings(), ...demo }, clock), async (hub) => {
        const bookings = await bookingsOf(hub);
        for (const pointId of demoPointIds)
          expect(bookings.filter((each) => each.pointId === pointId).length).toBeGreaterThan(25);
        expect(wordsOf(bookings, ({ state }) => state)).toEqual(new Set(['arrived', 'booked', 'cancelled', 'no-show']));
        expect(wordsOf(bookings, ({ authorityId }) => authorityId)).toEqual(new Set(['dvv', 'kela', 'poliisi', 'vero']));
        expect(wordsOf(bookings, ({ slots }) => slots)).toEqual(new Set([1, 2]));
        expect(wordsOf(bookings, ({ channel }) => channel)).toEqual(
          new Set(['authority-phone', 'on-site', 'point-phone', 'service-number']),
        );
        const now = clock.now();
        for (const { arrivedAt, endedAt, createdAt } of bookings)
          for (const moment of [arrivedAt, endedAt, createdAt]) expect(new Date(moment ?? 0) <= now).toBe(true);
        // On Monday at 11:00 the customer of Imatra was late; at 10:30 nobody came to Porvoo.
        expect(at(bookings, 'imatra-1', '2026-11-23T09:00:00')).toMatchObject({ arrivedAt: '2026-11-23T09:12:00.000Z' });
        expect(at(bookings, 'porvoo-1', '2026-11-23T08:30:00')).toMatchObject({ state: 'no-show' });
        expect(at(bookings, 'imatra-1', '2026-11-24T11:00:00')).toMatchObject({ state: 'booked', version: 0 });
      });
    });

    it('keeps the history of who moved, by people of the demo', async () => {
      await during(await startTestHub({ ...settings(), ...demo }, clock), async (hub) => {
        const moved = at(await bookingsOf(hub), 'nurmes-1', '2026-11-23T10:30:00');
        const parameters = { bookingId: moved?.id ?? '' };
        const { body } = await ask(hub, await leadOfAll(hub), bookingOperations.listBookingChanges, { parameters });
        expect(body.map(({ what, who, at: when }) => [what, who, when])).toEqual([
          ['booked', 'Liisa Malli', expect.stringMatching(/^2026-11-(1|20)/) as string],
          ['moved', 'Liisa Malli', '2026-11-22T12:00:00.000Z'],
          ['arrived', 'Liisa Malli', '2026-11-23T10:27:00.000Z'],
        ]);
      });
    });

    it('has maintenance on Wednesday morning over a booking that somebody must move', async () => {
      await during(await startTestHub({ ...settings(), ...demo }, clock), async (hub) => {
        const closedOver = (await bookingsOf(hub)).filter(({ isClosedOver }) => isClosedOver);
        expect(closedOver).toMatchObject([{ roomId: 'nurmes-1', from: '2026-11-25T07:30:00.000Z', state: 'booked' }]);
      });
    });

    it('changes nothing when it is started again, and leaves alone what a visitor has changed', async () => {
      const before = await during(await startTestHub({ ...settings(), ...demo }, clock), async (hub) => {
        const late = at(await bookingsOf(hub), 'porvoo-1', '2026-11-24T09:00:00');
        const parameters = { bookingId: late?.id ?? '' };
        const body = { reason: 'customer-asked' as const };
        await ask(hub, await leadOfAll(hub), bookingOperations.cancelBooking, { parameters, version: 0, body });
        return bookingsOf(hub);
      });
      await during(await startTestHub({ ...settings(), ...demo }, clock), async (hub) => {
        expect(await bookingsOf(hub)).toEqual(before);
      });
    });

    it('goes on a day later: today has become yesterday, and one more day is filled', async () => {
      clock.pass(minutes(24 * 60));
      await during(await startTestHub({ ...settings(), ...demo }, clock), async (hub) => {
        const bookings = await bookingsOf(hub);
        expect(at(bookings, 'imatra-1', '2026-11-24T11:00:00')).toMatchObject({ state: 'arrived', version: 1 });
        expect(at(bookings, 'porvoo-1', '2026-11-24T09:00:00')).toMatchObject({ state: 'cancelled', version: 1 });
        expect(at(bookings, 'nurmes-1', '2026-11-25T07:30:00')).toBeUndefined();
        expect(at(bookings, 'nurmes-1', '2026-11-25T10:30:00')).toMatchObject({ state: 'booked', version: 1 });
        expect(bookings.some(({ from }) => from.startsWith('2026-12-02'))).toBe(true);
      });
    });
  });

  it('is the same whenever it is asked, and nobody comes twice on a day', () => {
    for (const day of ['2026-11-23', today, '2026-11-25', '2026-11-26', '2026-11-27']) {
      const visits = demoPointIds.flatMap((pointId) => demoVisits(pointId, day, zone));
      expect(visits).toEqual(demoPointIds.flatMap((pointId) => demoVisits(pointId, day, zone)));
      expect(new Set(visits.map(({ customer }) => customer.name)).size).toBe(visits.length);
    }
    expect(demoVisits('porvoo', '2026-11-28', zone)).toEqual([]);
  });

  it('invents people whom nobody can ring or write to', () => {
    for (const { phone, email } of demoCustomers) {
      expect(phone ?? '+358 00 000').toMatch(/^\+358 00 000/);
      expect(email ?? 'x.example').toMatch(/\.example$/);
    }
  });
});
