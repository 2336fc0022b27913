import { faultMessages, meetingMessages, minutes, roomStateMessages, type PayloadOf } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onBothStores } from '../testing/test-stores.js';
import { roomEntities, RoomsWorld, type TestController } from './rooms.world.test-kit.js';
import { soon } from '../testing/soon.js';

type SelfCheck = PayloadOf<(typeof faultMessages)['self-check']>;

const since = '2026-11-24T07:49:10.000Z';
const occupied = { state: 'occupied', confidence: 'sensed', ageSeconds: 0, signAgeSeconds: 0, lastVacant: null } as const;
const camera = { state: 'live' as const, mountpointId: null, width: 1280, height: 720, framesPerSecond: 30 };

describe('a room', () => {
  onBothStores(roomEntities, (store) => {
    let world: RoomsWorld;
    let controller: TestController;

    beforeEach(async () => {
      world = await RoomsWorld.make(store());
      controller = world.controller();
    });
    afterEach(async () => {
      await world.stop();
      await world.forgetEverything();
    });

    const check = (...faults: SelfCheck['faults']) => controller.say(faultMessages['self-check'], { faults });
    const faultsNow = () => world.rooms.one('porvoo-1')?.faults.map(({ code }) => code);

    it('is known from the register, though its controller has never been there', () => {
      expect(world.rooms.one('porvoo-1')).toEqual({
        id: 'porvoo-1',
        version: 0,
        pointId: 'porvoo',
        kind: 'room',
        number: 1,
        presence: { state: 'never-seen', since: null },
        occupancy: { state: 'unknown', confidence: 'none', since: null, signAt: null, lastVacant: null },
        documentCamera: { state: 'unknown', testEndsAt: null },
        faults: [],
      });
      expect(world.rooms.all()).toHaveLength(3);
      expect(world.rooms.one('espoo-1')).toBeNull();
    });

    it('shows who is in it and what its camera does, each change with a newer version', async () => {
      const versions: number[] = [];
      world.rooms.onChange((roomId) => versions.push(world.rooms.one(roomId)?.version ?? -1));
      await controller.comeOnline();
      await controller.say(roomStateMessages.occupancy, occupied);
      await controller.say(meetingMessages['document-camera'], camera);
      expect(world.rooms.one('porvoo-1')).toMatchObject({
        presence: { state: 'online' },
        occupancy: { state: 'occupied', since: world.clock.now().toISOString() },
        documentCamera: { state: 'live' },
      });
      expect(versions).toEqual([1, 2, 3]);
    });

    it('says nothing when the same is said again', async () => {
      await controller.comeOnline();
      await controller.say(roomStateMessages.occupancy, occupied);
      const version = world.rooms.one('porvoo-1')?.version;
      await controller.say(roomStateMessages.occupancy, occupied);
      expect(world.rooms.one('porvoo-1')?.version).toBe(version);
    });

    it('claims to know nothing of what a controller said that is away', async () => {
      await controller.comeOnline();
      await controller.say(roomStateMessages.occupancy, { ...occupied, state: 'vacant' });
      await controller.say(meetingMessages['document-camera'], camera);
      await controller.stop();
      expect(world.rooms.one('porvoo-1')).toMatchObject({
        presence: { state: 'stopped' },
        occupancy: { state: 'unknown', since: null },
        documentCamera: { state: 'unknown' },
      });
    });

    it('shows a fault from the moment it is found until it is not found any more', async () => {
      await controller.comeOnline();
      await check({ code: 'button-stuck', since });
      world.clock.pass(1_000);
      await check({ code: 'outbox-not-writable', since, detail: 'ENOSPC' }, { code: 'button-stuck', since });
      expect(faultsNow()).toEqual(['button-stuck', 'outbox-not-writable']);
      await check({ code: 'outbox-not-writable', since });
      expect(faultsNow()).toEqual(['outbox-not-writable']);
      await check();
      expect(faultsNow()).toEqual([]);
      expect(world.happenings()).toEqual([
        'fault-closed: outbox-not-writable',
        'fault-closed: button-stuck',
        'fault-opened: outbox-not-writable: ENOSPC',
        'fault-opened: button-stuck',
        'online',
      ]);
    });

    it('keeps its open faults, and when they began, through a restart of the hub', async () => {
      await controller.comeOnline();
      await check({ code: 'button-stuck', since }, { code: 'driver-failed', since, detail: 'gpiochip: gone' });
      await check({ code: 'driver-failed', since });
      const before = world.rooms.one('porvoo-1')?.faults;
      world = await world.restart();
      expect(world.rooms.one('porvoo-1')?.faults).toEqual(before);
      expect(before).toHaveLength(1);
    });

    it('says on lamp and page that a test of the camera runs, and until when', async () => {
      await controller.comeOnline();
      const lamps: string[] = [];
      await controller.listen(roomStateMessages.display, ({ lamp }) => lamps.push(lamp));
      await soon(() => expect(lamps).toEqual(['quiet']));
      const endsAt = new Date(world.clock.now().getTime() + minutes(5));
      await world.rooms.setTest('porvoo-1', endsAt);
      await soon(() => expect(lamps).toEqual(['quiet', 'announced-test']));
      expect(world.rooms.one('porvoo-1')?.documentCamera.testEndsAt).toBe(endsAt.toISOString());
      await world.rooms.setTest('porvoo-1', null);
      await soon(() => expect(lamps.at(-1)).toBe('quiet'));
      expect(world.rooms.one('porvoo-1')?.documentCamera.testEndsAt).toBeNull();
    });

    it('is told that the test is over when its time is up, though nobody ended it', async () => {
      await world.rooms.setTest('porvoo-1', new Date(world.clock.now().getTime() + minutes(5)));
      world.clock.pass(minutes(5));
      await world.wire.reconciler.reconcile();
      const held = world.wire.broker.heldPayload(roomStateMessages.display.topic('porvoo-1')) ?? '{}';
      expect(roomStateMessages.display.schema.parse(JSON.parse(held)).lamp).toBe('quiet');
      expect(world.rooms.one('porvoo-1')?.documentCamera.testEndsAt).toBeNull();
    });
  });
});
