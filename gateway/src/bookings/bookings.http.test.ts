import { bookingOperations, newId, pointOperations } from '@etapiste/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEntryEntity } from '../audit/index.js';
import { Store } from '../database/store.js';
import { ask } from '../testing/ask.js';
import { soon } from '../testing/soon.js';
import { hubsOnBothStores, onOnePostgres } from '../testing/test-stores.js';
import { LiveReader, startTestHub } from '../testing/test-hub.js';
import { at, authorityScope, BookingsWorld, pointScope, somebody } from './bookings.world.test-kit.js';
import { ClaimEntity } from './claim.entity.js';

const wednesday = '2026-11-25';
const thursday = '2026-11-26';
const friday = '2026-11-27';
const monday = '2026-11-30';
const nextTuesday = '2026-12-01';

const nearestIn = (extra: Record<string, unknown> | undefined) =>
  ((extra?.['nearest'] ?? []) as { from: string }[]).map(({ from }) => from);

describe('bookings over HTTP', () => {
  hubsOnBothStores((settings) => {
    let world: BookingsWorld;
    const claimsOf = (ownerId: string) => world.hub.hub.get(Store).read((manager) => manager.countBy(ClaimEntity, { ownerId }));
    const changesOf = async (bookingId: string) =>
      (await ask(world.hub, await world.as(), bookingOperations.listBookingChanges, { parameters: { bookingId } })).body;
    beforeAll(async () => {
      world = await BookingsWorld.start(settings());
    });
    afterAll(() => world.remove());

    it('a free time is held, booked, and told with its history; nothing in the trail names the customer', async () => {
      const time = at(wednesday, '10:00');
      expect(await world.roomsFreeAt(time)).toBe(2);
      const id = newId();
      const hold = await world.hold(time, {}, id);
      expect(hold).toMatchObject({ status: 200, body: { id, heldBy: 'Testi advisor', roomId: 'porvoo-1', authorityId: 'kela' } });
      expect(await world.roomsFreeAt(time)).toBe(1);
      const booking = await world.book(time, {}, id);
      expect(booking).toMatchObject({ status: 200, body: { id, version: 0, state: 'booked', roomId: 'porvoo-1' } });
      expect(booking.body.code).toMatch(/^\d{4}$/);
      expect(await claimsOf(id)).toBe(2);
      expect(await changesOf(id)).toMatchObject([
        { what: 'booked', who: 'Testi advisor', to: { roomId: 'porvoo-1', from: time, slots: 1 }, before: null },
      ]);
      const traces = await world.hub.hub
        .get(Store)
        .read((manager) => manager.findBy(AuditEntryEntity, { what: 'booking.made', subjectId: id }));
      expect(traces).toHaveLength(1);
      expect(JSON.stringify(traces)).not.toContain(somebody.name);
    });

    it('of twenty who want the last expert at once one has the time, and the others learn of the nearest three', async () => {
      const time = at(wednesday, '11:00');
      const answers = await Promise.all(Array.from({ length: 20 }, () => world.book(time, { serviceId: 'vero-henkilo' })));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const refused = answers.filter(({ status }) => status !== 200);
      expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['time-taken']));
      for (const { extra } of refused) {
        expect(nearestIn(extra)).toEqual([at(wednesday, '10:30'), at(wednesday, '11:30'), at(wednesday, '10:00')]);
        expect(extra?.['whyNot']).toMatchObject([{ code: 'experts-taken' }]);
      }
    });

    it('twenty who want two rooms with three experts have both rooms, each with an expert of their own', async () => {
      const time = at(wednesday, '12:00');
      const answers = await Promise.all(Array.from({ length: 20 }, () => world.book(time, { slots: 2 })));
      const made = answers.filter(({ status }) => status === 200);
      expect(made.map(({ body }) => body.roomId).toSorted()).toEqual(['porvoo-1', 'porvoo-2']);
      expect(await Promise.all(made.map(({ body }) => claimsOf(body.id)))).toEqual([4, 4]);
      expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([undefined, 'time-taken']));
    });

    it('a repeat makes nothing and answers the same; the same id for something else is refused', async () => {
      const id = newId();
      const [first, ...others] = await Promise.all([1, 2, 3].map(() => world.book(at(thursday, '09:00'), {}, id)));
      for (const each of others) expect(each).toEqual(first);
      expect(await changesOf(id)).toHaveLength(1);
      expect(await world.book(at(thursday, '09:30'), {}, id)).toMatchObject({ status: 409, code: 'booking-id-reused' });
      expect(await world.hold(at(thursday, '09:30'), {}, id)).toMatchObject({ status: 409, code: 'booking-exists' });
    });

    it('a time outside the rules is refused with the reason and with the nearest free times', async () => {
      const answer = await world.book(at(thursday, '15:00'));
      expect(answer).toMatchObject({ status: 409, code: 'time-not-free' });
      expect(answer.extra?.['whyNot']).toContainEqual({ code: 'outside-service-hours', reason: null, roomId: null });
      expect(answer.extra?.['nearest']).toMatchObject([{ from: at(thursday, '14:30') }, { from: at(thursday, '14:00') }, {}]);
      const { pointId, serviceId, slots, channel, from } = world.wish(at(thursday, '15:00'));
      const asked = { pointId, serviceId, slots, channel, from };
      const explained = await ask(world.hub, await world.as(), bookingOperations.explainTime, { query: asked });
      expect(explained.body).toEqual(answer.extra?.['whyNot']);
    });

    it.each([
      ['name', { name: '131052-308T' }],
      ['name within other words', { name: 'Testi 131052-308T' }],
      ['phone', { phone: '010190-9090' }],
      ['e-mail', { email: '131052-308t@example.org' }],
    ])('an identity code in the %s is refused, when booked and when changed', async (_, changes) => {
      const customer = { ...somebody, ...changes };
      const made = await world.booked(at(nextTuesday, '09:00'));
      const parameters = { bookingId: made.id };
      const changed = await ask(world.hub, await world.as(), bookingOperations.changeCustomer, {
        parameters,
        version: made.version,
        body: customer,
      });
      const booked = await world.book(at(nextTuesday, '09:30'), { customer });
      await world.cancel(made);
      expect([changed.code, booked.code]).toEqual(['request-malformed', 'request-malformed']);
    });

    it('a held time is others’ again once it lapses, pages are told, and whoever held it may still book if nobody did', async () => {
      const reader = new LiveReader(world.hub.url, await world.as());
      const time = at(thursday, '10:00');
      const [lost, kept] = [newId(), newId()];
      await world.hold(time, { serviceId: 'vero-henkilo' }, lost);
      expect(await world.book(time, { serviceId: 'vero-henkilo' })).toMatchObject({ code: 'time-taken' });
      world.clock.pass(100_000);
      const parameters = { bookingId: lost };
      expect(await ask(world.hub, await world.as(), bookingOperations.keepHold, { parameters })).toMatchObject({ status: 200 });
      world.clock.pass(100_000);
      expect(await world.book(time, { serviceId: 'vero-henkilo' })).toMatchObject({ code: 'time-taken' });
      await world.hold(at(thursday, '11:00'), {}, kept);
      await soon(() => expect(reader.events.map(({ event }) => event)).toContain('snapshot'));
      const told = () => reader.events.filter(({ data }) => data['id'] === `porvoo/vero/${thursday}`).length;
      const before = told();
      world.clock.pass(121_000);
      await soon(() => expect(told()).toBeGreaterThan(before));
      reader.close();
      expect(await ask(world.hub, await world.as(), bookingOperations.keepHold, { parameters })).toMatchObject({
        status: 410,
        code: 'hold-lapsed',
      });
      expect(await world.book(time, { serviceId: 'vero-henkilo' })).toMatchObject({ status: 200 });
      expect(await world.book(time, { serviceId: 'vero-henkilo' }, lost)).toMatchObject({ code: 'time-taken' });
      expect(await world.book(at(thursday, '11:00'), {}, kept)).toMatchObject({ status: 200 });
    });

    it('a hold moves to another time, a repeat answers the same one, and given up it is free at once', async () => {
      const id = newId();
      const first = await world.hold(at(thursday, '12:00'), { serviceId: 'vero-henkilo' }, id);
      expect(await world.hold(at(thursday, '12:00'), { serviceId: 'vero-henkilo' }, id)).toEqual(first);
      await world.hold(at(thursday, '12:30'), { serviceId: 'vero-henkilo' }, id);
      expect(await world.roomsFreeAt(at(thursday, '12:00'), { serviceId: 'vero-henkilo' })).toBe(2);
      expect(await world.roomsFreeAt(at(thursday, '12:30'), { serviceId: 'vero-henkilo' })).toBe(0);
      const giveUp = async () =>
        ask(world.hub, await world.as(), bookingOperations.giveUpHold, { parameters: { bookingId: id } });
      expect([(await giveUp()).status, (await giveUp()).status]).toEqual([204, 204]);
      expect(await world.roomsFreeAt(at(thursday, '12:30'), { serviceId: 'vero-henkilo' })).toBe(2);
    });

    it('what one form holds, nobody else books', async () => {
      const id = newId();
      await world.hold(at(thursday, '13:00'), {}, id);
      const other = world.as('lead');
      expect(await world.book(at(thursday, '13:00'), {}, id, other)).toMatchObject({ status: 404, code: 'booking-unknown' });
      expect(await world.book(at(thursday, '13:00'), {}, id)).toMatchObject({ status: 200 });
    });

    it('a booking moves into a time that overlaps its own, with its history; of two who move it one is told', async () => {
      const made = await world.booked(at(friday, '09:00'), { slots: 2, serviceId: 'vero-henkilo' });
      const moved = await world.move(made, { from: at(friday, '09:30') });
      expect(moved).toMatchObject({ status: 200, body: { version: 1, from: at(friday, '09:30'), code: made.code } });
      expect(await world.roomsFreeAt(at(friday, '09:00'), { serviceId: 'vero-henkilo' })).toBe(2);
      expect(await claimsOf(made.id)).toBe(4);
      expect(await changesOf(made.id)).toMatchObject([
        { what: 'booked' },
        { what: 'moved', before: { from: at(friday, '09:00') }, to: { from: at(friday, '09:30') } },
      ]);
      const both = await Promise.all(['11:00', '13:00'].map((hour) => world.move(moved.body, { from: at(friday, hour) })));
      expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
      expect(await claimsOf(made.id)).toBe(4);
    });

    it('a move that does not succeed leaves the booking where it is', async () => {
      const made = await world.booked(at(monday, '09:00'), { serviceId: 'vero-henkilo' });
      await world.booked(at(monday, '10:00'), { serviceId: 'vero-henkilo' });
      expect(await world.move(made, { from: at(monday, '10:00') })).toMatchObject({ code: 'time-taken' });
      expect((await world.show(made.id)).body).toEqual(made);
      expect(await claimsOf(made.id)).toBe(2);
    });

    it('a cancelled time is free, and a cancelled booking stays so', async () => {
      const made = await world.booked(at(monday, '11:00'), { serviceId: 'vero-henkilo' });
      const { body } = await world.cancel(made);
      expect(body).toMatchObject({ state: 'cancelled', cancelReason: 'customer-asked', version: 1 });
      expect(await world.roomsFreeAt(at(monday, '11:00'), { serviceId: 'vero-henkilo' })).toBe(2);
      expect(await world.move(body, { from: at(monday, '12:00') })).toMatchObject({ code: 'booking-ended' });
      expect(await world.arrive(body)).toMatchObject({ code: 'booking-ended' });
    });

    it('nobody of another authority or point meets a booking, word for word as one that is none', async () => {
      const { id } = await world.booked(at(monday, '13:00'));
      const strangers = [
        world.as('expert', authorityScope('vero')),
        world.as('booking-agent', authorityScope('vero')),
        world.as('advisor', pointScope('imatra')),
      ];
      for (const stranger of strangers) {
        expect(await world.show(id, stranger)).toEqual(await world.show(newId(), stranger));
        const query = { from: wednesday, days: 14 };
        const { body } = await ask(world.hub, await stranger, bookingOperations.listBookings, { query });
        expect(body.filter(({ authorityId, pointId }) => authorityId === 'kela' && pointId === 'porvoo')).toEqual([]);
      }
      expect(await world.show(id, world.as('expert', authorityScope('kela')))).toMatchObject({ status: 200 });
    });

    it('an authority’s page is told of its own days only, and the point’s timetable shows what is held', async () => {
      const reader = new LiveReader(world.hub.url, await world.as('expert', authorityScope('vero')));
      await soon(() => expect(reader.events.map(({ event }) => event)).toContain('snapshot'));
      const held = (await world.hold(at(nextTuesday, '13:00'))).body;
      await world.hold(at(nextTuesday, '13:00'), { serviceId: 'vero-henkilo' });
      const told = () => reader.events.map(({ data }) => data['id']);
      await soon(() => expect(told()).toContain(`porvoo/vero/${nextTuesday}`));
      expect(told()).not.toContain(`porvoo/kela/${nextTuesday}`);
      reader.close();
      const asked = { parameters: { pointId: 'porvoo' }, query: { from: nextTuesday, days: 1 } };
      const { body } = await ask(world.hub, await world.as(), bookingOperations.showTimetable, asked);
      expect(body.holds).toContainEqual(held);
    });

    it('an authority’s agent books only what is the authority’s own', async () => {
      const agent = world.as('booking-agent', authorityScope('vero'));
      expect(await world.book(at(monday, '14:00'), {}, newId(), agent)).toMatchObject({ status: 404 });
      const own = { serviceId: 'vero-henkilo', channel: 'authority-phone' as const };
      expect(await world.book(at(monday, '14:00'), own, newId(), agent)).toMatchObject({ status: 200 });
    });

    it('a closure over bookings says whom it hits, and they stay until a person moves them', async () => {
      const made = await world.booked(at(nextTuesday, '11:00'));
      const span = { from: at(nextTuesday, '10:00'), to: at(nextTuesday, '12:00') };
      const parameters = { pointId: 'porvoo' };
      const hit = async () =>
        (await ask(world.hub, await world.as(), bookingOperations.listHitBookings, { parameters, query: span })).body;
      expect((await hit()).map(({ id, isClosedOver }) => [id, isClosedOver])).toEqual([[made.id, false]]);
      const reason = { fi: 'Remontti', sv: 'Renovering', en: 'Renovation' };
      await ask(world.hub, await world.as('lead'), pointOperations.addClosure, {
        parameters,
        body: { id: newId(), roomId: null, kind: 'closure', reason, ...span },
      });
      expect((await hit()).map(({ isClosedOver }) => isClosedOver)).toEqual([true]);
      const query = { from: nextTuesday, days: 1 };
      const { body } = await ask(world.hub, await world.as(), bookingOperations.showTimetable, { parameters, query });
      expect(body.bookings.map(({ id }) => id)).toContain(made.id);
      expect(body.closed.find(({ why }) => why.code === 'closure')).toMatchObject({ ...span, roomId: null, why: { reason } });
      expect((await world.move(made, { from: at(nextTuesday, '12:00') })).body.isClosedOver).toBe(false);
    });
  });

  it('two hubs on one store give one time to one customer, and a page of either hub is told', async () => {
    await onOnePostgres(async (settings) => {
      const first = await BookingsWorld.start(settings);
      const second = await startTestHub(settings, first.clock);
      try {
        const advisor = await first.as();
        const reader = new LiveReader(second.url, advisor);
        await soon(() => expect(reader.events.map(({ event }) => event)).toContain('snapshot'));
        const body = first.wish(at(wednesday, '10:00'), { serviceId: 'vero-henkilo' });
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, index) =>
            ask(index % 2 === 0 ? first.hub : second, advisor, bookingOperations.book, {
              parameters: { bookingId: newId() },
              body,
            }),
          ),
        );
        expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
        expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([undefined, 'time-taken']));
        await soon(() => expect(reader.events.map(({ data }) => data['id'])).toContain(`porvoo/vero/${wednesday}`));
        reader.close();
      } finally {
        await second.remove();
        await first.remove();
      }
    });
  });
});
