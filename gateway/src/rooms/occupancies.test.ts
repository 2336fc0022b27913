import { minutes, roomStateMessages, seconds, type PayloadOf } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onBothStores } from '../testing/test-stores.js';
import { soon } from '../testing/soon.js';
import { Occupancies } from './occupancies.service.js';
import { roomEntities, RoomsWorld, type TestController } from './rooms.world.test-kit.js';

type Told = PayloadOf<typeof roomStateMessages.occupancy>;

const roomId = 'porvoo-1';
const occupied: Told = { state: 'occupied', confidence: 'sensed', ageSeconds: 0, signAgeSeconds: 0, lastVacant: null };
const vacantFor = (ageSeconds: number): Told => ({
  state: 'vacant',
  confidence: 'sensed',
  ageSeconds,
  signAgeSeconds: ageSeconds + 180,
  lastVacant: { fromAgeSeconds: ageSeconds, untilAgeSeconds: 0 },
});

describe('who is in a room', () => {
  onBothStores(roomEntities, (store) => {
    let world: RoomsWorld;
    let controller: TestController;
    beforeEach(async () => {
      world = await RoomsWorld.make(store());
      controller = world.controller();
      await controller.comeOnline();
    });
    afterEach(async () => {
      await world.stop();
      await world.forgetEverything();
    });

    const now = () => world.clock.now().toISOString();
    const ago = (duration: number) => new Date(world.clock.now().getTime() - duration).toISOString();
    const tell = (told: Told) => controller.say(roomStateMessages.occupancy, told);
    const shown = () => world.rooms.one(roomId)?.occupancy;
    const boot = async () => {
      controller = world.controller();
      await controller.comeOnline();
    };

    it('is shown since when by the hub’s clock; the same again is no news, however late it comes', async () => {
      await tell({ ...vacantFor(60), confidence: 'suspect', lastVacant: null });
      const since = ago(seconds(60));
      const first = { state: 'vacant', confidence: 'suspect', since, signAt: ago(seconds(240)), lastVacant: null };
      expect(shown()).toEqual(first);
      const version = world.rooms.one(roomId)?.version;
      world.clock.pass(seconds(63));
      await tell({ ...vacantFor(120), confidence: 'suspect', lastVacant: null });
      expect(shown()).toEqual(first);
      expect(world.rooms.one(roomId)?.version).toBe(version);
      // Another stretch of the same state, begun while the line was away.
      world.clock.pass(minutes(10));
      await tell({ ...vacantFor(30), confidence: 'suspect', lastVacant: null });
      expect(shown()?.since).toBe(ago(seconds(30)));
    });

    it('is unknown while the room is away, and since nobody knows when while only the broker told it', async () => {
      const unknown = { state: 'unknown', confidence: 'none', since: null, signAt: null, lastVacant: null };
      await tell(occupied);
      await controller.stop();
      expect(shown()).toEqual(unknown);
      await boot();
      expect(shown()).toEqual(unknown);
      await world.rooms.noteOccupancy(roomId, vacantFor(5), true);
      expect(shown()).toEqual({ ...unknown, state: 'vacant', confidence: 'sensed' });
    });

    it('was last vacant until somebody came, also when that happened while the line was away', async () => {
      const from = ago(minutes(10));
      await tell(vacantFor(600));
      expect(shown()?.lastVacant).toEqual({ from, until: null });
      world.clock.pass(minutes(5));
      await tell({ ...occupied, ageSeconds: 60, lastVacant: { fromAgeSeconds: 900, untilAgeSeconds: 60 } });
      expect(shown()?.lastVacant).toEqual({ from, until: ago(minutes(1)) });
      world.clock.pass(minutes(60));
      await tell({ ...occupied, ageSeconds: 60, lastVacant: { fromAgeSeconds: 1_800, untilAgeSeconds: 60 } });
      expect(shown()?.lastVacant).toEqual({ from: ago(minutes(30)), until: ago(minutes(1)) });
    });

    it('was vacant since the earliest beginning and until the latest end that the room vouched for in one stretch', async () => {
      const from = ago(minutes(10));
      await tell(vacantFor(600));
      world.clock.pass(minutes(1));
      // A controller that was restarted in the vacant room knows of its own time only.
      await tell({ ...vacantFor(90), ageSeconds: 660 });
      expect(shown()?.lastVacant).toEqual({ from, until: null });
      await tell({ ...occupied, ageSeconds: 30, lastVacant: { fromAgeSeconds: 660, untilAgeSeconds: 30 } });
      expect(shown()?.lastVacant).toEqual({ from, until: now() });
    });

    it('was last vacant as long as the room vouched for it, whatever is restarted', async () => {
      const from = ago(minutes(10));
      await tell(vacantFor(600));
      world.clock.pass(minutes(1));
      await tell(vacantFor(660));
      const until = now();
      world.clock.pass(minutes(2));
      await controller.stop();
      await boot();
      await tell({ ...occupied, state: 'unknown', confidence: 'none', signAgeSeconds: null });
      expect(shown()?.lastVacant).toEqual({ from, until });

      world = await world.restart();
      await boot();
      await tell(occupied);
      expect(shown()?.lastVacant).toEqual({ from, until });
    });

    it('was vacant for less than was true after a crash of the hub, until the room speaks', async () => {
      const from = ago(minutes(10));
      await tell(vacantFor(600));
      world.clock.pass(minutes(1));
      await tell(vacantFor(660));
      const next = new Occupancies(store(), world.clock, world.wire.log);
      await next.start();
      expect(next.view(roomId, true).lastVacant).toEqual({ from, until: ago(minutes(1)) });
      await next.note(roomId, { ...occupied, lastVacant: { fromAgeSeconds: 660, untilAgeSeconds: 1 } }, false);
      expect(next.view(roomId, true).lastVacant).toEqual({ from, until: ago(seconds(1)) });
    });

    it('is judged in the room by the hold of its point', async () => {
      const holds: number[] = [];
      await controller.listen(roomStateMessages['occupancy-policy'], ({ holdSeconds }) => holds.push(holdSeconds));
      await soon(() => expect(holds).toEqual([180]));
    });

    it('is told to the room when its terminal is touched, and kept for no room that is away', async () => {
      const touches: string[] = [];
      await controller.listen(roomStateMessages.touched, () => touches.push('before'));
      await world.mqtt.touched(roomId);
      await soon(() => expect(touches).toEqual(['before']));
      await controller.stop();
      await world.mqtt.touched(roomId);
      await boot();
      await controller.listen(roomStateMessages.touched, () => touches.push('after'));
      await world.mqtt.touched(roomId);
      await soon(() => expect(touches).toEqual(['before', 'after']));
      await expect(world.mqtt.touched('espoo-1')).rejects.toMatchObject({ code: 'room-unknown' });
    });
  });
});
