import { bookingOperations, newId } from '@etapiste/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../testing/ask.js';
import { hubsOnBothStores } from '../testing/test-stores.js';
import { at, authorityScope, BookingsWorld, pointScope, somebody } from './bookings.world.test-kit.js';

const wednesday = '2026-11-25';
const vero = { serviceId: 'vero-henkilo' };

describe('the day of the visit', () => {
  hubsOnBothStores((settings) => {
    let world: BookingsWorld;
    beforeAll(async () => {
      world = await BookingsWorld.start(settings());
    });
    afterAll(() => world.remove());

    const serve = async (changes = {}, bookingId = newId()) => {
      const body = { pointId: 'porvoo', serviceId: 'vero-henkilo', slots: 1 as const, customer: somebody, ...changes };
      return ask(world.hub, await world.as(), bookingOperations.serveNow, { parameters: { bookingId }, body });
    };
    const join = async (queueId = newId(), serviceId = 'vero-henkilo') => {
      const body = { pointId: 'porvoo', serviceId, customer: somebody };
      return ask(world.hub, await world.as(), bookingOperations.joinQueue, { parameters: { queueId }, body });
    };
    const parameters = { pointId: 'porvoo' };
    const queue = async () => (await ask(world.hub, await world.as(), bookingOperations.listQueue, { parameters })).body;
    const atHand = async () => {
      const { body } = await ask(world.hub, await world.as(), bookingOperations.listAtHand, { parameters });
      return body.find(({ serviceId }) => serviceId === 'vero-henkilo');
    };
    const leave = async (queueId: string) =>
      ask(world.hub, await world.as(), bookingOperations.leaveQueue, { parameters: { queueId } });

    it('a customer comes, and nothing is left to cancel', async () => {
      world.passTo(at(wednesday, '08:50'));
      const made = await world.booked(at(wednesday, '09:00'), vero);
      expect(await world.miss(made)).toMatchObject({ status: 409, code: 'booking-not-begun' });
      const arrived = await world.arrive(made);
      expect(arrived).toMatchObject({ status: 200, body: { state: 'arrived', arrivedAt: at(wednesday, '08:50'), version: 1 } });
      expect(await world.arrive(made)).toMatchObject({ status: 412, code: 'version-differs' });
      expect(await world.cancel(arrived.body)).toMatchObject({ code: 'booking-ended' });
      expect(await world.miss(arrived.body)).toMatchObject({ code: 'booking-ended' });
    });

    it('of a customer who did not come the rest of the time is free, and theirs again if they come and nobody has it', async () => {
      const made = await world.booked(at(wednesday, '09:30'), { ...vero, slots: 2 });
      world.passTo(at(wednesday, '09:46'));
      const missed = await world.miss(made);
      expect(missed).toMatchObject({ status: 200, body: { state: 'no-show' } });
      expect(await world.roomsFreeAt(at(wednesday, '10:00'), vero)).toBe(2);
      const back = await world.arrive(missed.body);
      expect(back).toMatchObject({ status: 200, body: { state: 'arrived', endedAt: null } });
      expect(await world.roomsFreeAt(at(wednesday, '10:00'), vero)).toBe(0);
    });

    it('who comes when somebody else has the time is told so, with the nearest free times', async () => {
      const made = await world.booked(at(wednesday, '10:30'), { ...vero, slots: 2 });
      world.passTo(at(wednesday, '10:50'));
      const { body } = await world.miss(made);
      await world.booked(at(wednesday, '11:00'), vero);
      const answer = await world.arrive(body);
      expect(answer).toMatchObject({ status: 409, code: 'time-taken' });
      expect(answer.extra?.['nearest']).toHaveLength(3);
      expect((await world.show(made.id)).body).toEqual(body);
    });

    it('whoever is here is served in the running half hour; a repeat, also later, answers the same', async () => {
      world.passTo(at(wednesday, '11:40'));
      expect(await atHand()).toMatchObject({ isAtHand: true, waiting: 0, expectedAt: at(wednesday, '11:40') });
      const id = newId();
      const served = await serve({}, id);
      expect(served).toMatchObject({
        status: 200,
        body: { state: 'arrived', channel: 'walk-in', from: at(wednesday, '11:30'), arrivedAt: at(wednesday, '11:40') },
      });
      const refused = await serve();
      expect(refused).toMatchObject({ status: 409, code: 'time-taken' });
      expect(refused.extra?.['nearest']).toMatchObject([{ from: at(wednesday, '12:00') }, {}, {}]);
      world.passTo(at(wednesday, '11:59'));
      expect(await serve({}, id)).toEqual(served);
      expect(await serve({ slots: 2 }, id)).toMatchObject({ code: 'booking-id-reused' });
    });

    it('those who wait learn when their turn comes, in order, around what is booked', async () => {
      world.passTo(at(wednesday, '12:05'));
      await serve();
      await world.booked(at(wednesday, '13:00'), vero);
      const [first, second] = [newId(), newId()];
      expect(await join(first)).toMatchObject({ status: 200, body: { expectedAt: at(wednesday, '12:30') } });
      world.clock.pass(1_000);
      expect(await join(second)).toMatchObject({ status: 200, body: { expectedAt: at(wednesday, '13:30') } });
      expect((await queue()).map(({ id }) => id)).toEqual([first, second]);
      expect(await join(first)).toMatchObject({ status: 200, body: { id: first } });
      expect(await atHand()).toMatchObject({
        isAtHand: false,
        waiting: 2,
        expectedAt: at(wednesday, '14:00'),
        nextFree: at(wednesday, '12:30'),
      });
      expect((await leave(first)).status).toBe(204);
      expect(await leave(first)).toMatchObject({ status: 404, code: 'queue-left' });
      expect(await join(first)).toMatchObject({ status: 404, code: 'queue-left' });
      expect((await queue()).map(({ id, expectedAt }) => [id, expectedAt])).toEqual([[second, at(wednesday, '12:30')]]);
    });

    it('whoever is served leaves the queue, and stays in it when that does not succeed', async () => {
      const [waiting] = await queue();
      const queueId = waiting?.id ?? '';
      expect(await serve({ queueId })).toMatchObject({ code: 'time-taken' });
      expect(await queue()).toHaveLength(1);
      world.passTo(at(wednesday, '12:31'));
      expect(await serve({ queueId })).toMatchObject({ status: 200 });
      expect(await queue()).toEqual([]);
      expect(await serve({ queueId })).toMatchObject({ code: 'queue-left' });
    });

    it('nobody waits for what needs a booking, nor is promised a turn that does not come today', async () => {
      expect(await join(newId(), 'kela-kuntoutus')).toMatchObject({ status: 409, code: 'service-not-without-booking' });
      world.passTo(at(wednesday, '14:40'));
      await serve();
      const queueId = newId();
      expect(await join(queueId)).toMatchObject({ status: 200, body: { expectedAt: null } });
      await leave(queueId);
    });

    it('those of elsewhere see no queue and end no waiting', async () => {
      const queueId = newId();
      await join(queueId);
      const stranger = await world.as('advisor', pointScope('imatra'));
      const answer = await ask(world.hub, stranger, bookingOperations.listQueue, { parameters });
      expect(answer.code).toBe('point-unknown');
      for (const id of [queueId, newId()]) {
        const left = await ask(world.hub, stranger, bookingOperations.leaveQueue, { parameters: { queueId: id } });
        expect(left).toMatchObject({ status: 404, code: 'queue-left' });
      }
      const expert = await world.as('expert', authorityScope('vero'));
      expect((await ask(world.hub, expert, bookingOperations.listQueue, { parameters })).code).toBe('not-allowed');
      expect(await queue()).toHaveLength(1);
    });
  });
});
