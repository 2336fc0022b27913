import { deviceMessages, newId, seconds, type PayloadOf } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { roomEntities, RoomsWorld, type TestController } from '../rooms/rooms.world.test-kit.js';
import { onBothStores } from '../testing/test-stores.js';
import { DeviceBook } from './device-book.js';
import { DeviceEventEntity } from './device-event.entity.js';
import { Devices, silenceMs } from './devices.service.js';
import { soon } from '../testing/soon.js';

const health: PayloadOf<typeof deviceMessages.health> = deviceMessages.health.payload.parse(deviceMessages.health.example);

describe('controllers', () => {
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

    /** Time goes on, and the hub looks who has fallen silent. */
    const pass = async (ms: number) => {
      world.clock.pass(ms);
      await world.devices.findSilent();
    };
    const stored = () => store().read((manager) => manager.find(DeviceEventEntity, { order: { at: 'ASC', id: 'ASC' } }));

    it('have never been seen before their first word', () => {
      expect(world.devices.view('porvoo-1')).toMatchObject({ presence: { state: 'never-seen', since: null }, events: [] });
      expect(world.devices.all().map(({ id }) => id)).toEqual(['imatra-1', 'nurmes-1', 'porvoo-1']);
    });

    it('are online from their birth, with the hub’s own time', async () => {
      await controller.comeOnline();
      const since = world.clock.now().toISOString();
      expect(world.devices.view('porvoo-1')).toMatchObject({ presence: { state: 'online', since }, bootId: controller.bootId });
      expect(world.happenings()).toEqual(['online']);
      expect(world.presenceOf('imatra-1')).toBe('never-seen');
    });

    it('are lost when their line breaks, and come back on the next connection', async () => {
      await controller.comeOnline();
      controller.breakLine();
      await soon(() => expect(world.presenceOf()).toBe('lost'));
      await controller.comeOnline();
      expect(world.happenings()).toEqual(['online', 'lost: connection-lost', 'online']);
    });

    it('are stopped, not lost, when they say goodbye', async () => {
      await controller.comeOnline();
      await controller.stop();
      expect(world.happenings()).toEqual(['stopped', 'online']);
    });

    it('stay online when a second connection takes the place of the first', async () => {
      await controller.comeOnline();
      await controller.comeOnline();
      await controller.say(deviceMessages.health, health);
      expect(world.presenceOf()).toBe('online');
    });

    it('are seen to have restarted', async () => {
      await controller.comeOnline();
      controller.breakLine();
      await soon(() => expect(world.presenceOf()).toBe('lost'));
      const reborn = world.controller();
      await reborn.comeOnline();
      expect(world.happenings()).toEqual(['restarted', 'lost: connection-lost', 'online']);
      expect(world.devices.view('porvoo-1').bootId).toBe(reborn.bootId);
    });

    it('are lost after 75 s of silence although the line stands, and back with the next heartbeat', async () => {
      await controller.comeOnline();
      await pass(silenceMs - 1);
      expect(world.presenceOf()).toBe('online');
      await pass(1);
      expect(world.presenceOf()).toBe('lost');
      await controller.say(deviceMessages.health, health);
      expect(world.presenceOf()).toBe('online');
      expect(world.happenings()).toEqual(['online: heard-again', 'lost: not-heard', 'online']);
    });

    it('are not lost while they send their health', async () => {
      await controller.comeOnline();
      for (let beats = 0; beats < 5; beats += 1) {
        await pass(seconds(30));
        await controller.say(deviceMessages.health, health);
      }
      expect(world.happenings()).toEqual(['online']);
    });

    it('are not lost because somebody sets the clock', async () => {
      await controller.comeOnline();
      world.clock.jump(silenceMs * 100);
      await world.devices.findSilent();
      expect(world.presenceOf()).toBe('online');
    });

    it('get the same grace after the hub has restarted, and are lost when it is over', async () => {
      await controller.comeOnline();
      await controller.say(deviceMessages.health, health);
      const before = world.devices.view('porvoo-1');
      world = await world.restart();
      expect(world.devices.view('porvoo-1')).toMatchObject({
        presence: before.presence,
        bootId: before.bootId,
        events: before.events,
      });
      await pass(silenceMs - 1);
      expect(world.presenceOf()).toBe('online');
      await pass(1);
      expect(world.happenings()).toEqual(['lost: not-heard', 'online']);
    });

    it('are not said to have come when they connect again to a hub that has restarted', async () => {
      await controller.comeOnline();
      world = await world.restart();
      await pass(seconds(10));
      const word = { state: 'online' as const, bootId: controller.bootId, connection: 2, seq: 40 };
      await world.devices.said('porvoo-1', word);
      await pass(silenceMs - 1);
      expect(world.happenings()).toEqual(['online']);
    });

    it('show their last health, which is stored with transitions only', async () => {
      await controller.comeOnline();
      await controller.say(deviceMessages.health, { ...health, memoryUsedMb: 77 });
      const [row] = await new DeviceBook(store()).devices();
      expect(row?.health).toBeNull();
      expect(world.devices.view('porvoo-1').health?.memoryUsedMb).toBe(77);
      await controller.stop();
      world = await world.restart();
      expect(world.devices.view('porvoo-1')).toMatchObject({ health: { memoryUsedMb: 77 }, presence: { state: 'stopped' } });
    });

    it('are shown anew at each change', async () => {
      const told: [string, number][] = [];
      world.devices.onChange((roomId) => told.push([roomId, world.devices.view(roomId).version]));
      await controller.comeOnline();
      await controller.say(deviceMessages.health, health);
      expect(told).toEqual([
        ['porvoo-1', 1],
        ['porvoo-1', 2],
      ]);
    });

    it('have one row for each thing that happened, though two hubs hear it', async () => {
      const second = new Devices(
        new DeviceBook(store()),
        // Only the names of rooms are asked for, and not by what this test does.
        undefined as never,
        world.clock,
        world.wire.log,
      );
      const word = { state: 'online' as const, bootId: controller.bootId, connection: 1, seq: 1 };
      const end = { ...word, state: 'stopped' as const, seq: 2 };
      for (const each of [word, end]) for (const hub of [world.devices, second]) await hub.said('porvoo-1', each);
      expect((await stored()).map(({ what }) => what)).toEqual(['online', 'stopped']);
    });

    it('show their newest 20 events, and the store keeps 500', async () => {
      const at = world.clock.now();
      const earlier = Array.from({ length: 499 }, (_, index) => ({
        id: newId(),
        deviceId: 'porvoo-1',
        at: new Date(at.getTime() + index),
        what: 'fault-opened' as const,
        detail: `earlier ${index}`,
      }));
      await store().write(({ manager }) => manager.insert(DeviceEventEntity, earlier));
      for (let count = 0; count < 21; count += 1) {
        world.clock.pass(seconds(1));
        await world.devices.addEvent('porvoo-1', 'fault-opened', `new ${count}`);
      }
      expect(world.happenings()).toHaveLength(20);
      expect(world.happenings()[0]).toBe('fault-opened: new 20');
      const rows = await stored();
      expect(rows).toHaveLength(500);
      expect(rows[0]?.detail).toBe('earlier 20');
    });
  });
});
