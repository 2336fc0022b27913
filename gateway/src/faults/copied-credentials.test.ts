import { minutes } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditEntryEntity } from '../audit/index.js';
import { BrokerWorld } from '../broker/testing/broker-world.js';
import { Mosquitto } from '../broker/testing/mosquitto.js';
import { roomEntities, RoomsWorld, type TestController } from '../rooms/rooms.world.test-kit.js';
import { soon } from '../testing/soon.js';
import { onBothStores } from '../testing/test-stores.js';

const rooms = ['porvoo-1', 'imatra-1'];

describe('a credential that two machines use', () => {
  onBothStores(roomEntities, (store) => {
    const worlds: RoomsWorld[] = [];
    let mosquitto: Mosquitto | undefined;
    let tracesBefore: number;

    beforeEach(async () => {
      tracesBefore = (await allTraces()).length;
    });
    afterEach(async () => {
      for (const world of worlds.splice(0)) await world.stop();
      await mosquitto?.remove();
      mosquitto = undefined;
      await store().write(async ({ manager }) => {
        for (const table of ['vacancy', 'device_event', 'device']) await manager.query(`DELETE FROM "${table}"`);
      });
    });

    const open = async (wire?: BrokerWorld) => {
      const world = await RoomsWorld.make(store(), wire);
      worlds.push(world);
      return world;
    };
    const allTraces = () =>
      store().read((manager) => manager.find(AuditEntryEntity, { where: { what: 'device.copied' }, order: { number: 'ASC' } }));
    const traces = async () => (await allTraces()).slice(tracesBefore);
    const faultsOf = (world: RoomsWorld) => world.rooms.one('porvoo-1')?.faults.map(({ code }) => code);
    const takeTurns = async (...turns: readonly TestController[]) => {
      for (const controller of turns) await controller.comeOnline();
    };

    it('is a fault, an event with the addresses, and one trace, however often they take turns', async () => {
      const world = await open();
      const [one, other] = [world.controller(), world.controller()];
      await takeTurns(one, other, one);
      expect(faultsOf(world)).toEqual([]);
      await takeTurns(other);
      await soon(() => expect(faultsOf(world)).toEqual(['credential-copied']));
      await soon(() => expect(world.happenings()).toContain('fault-opened: credential-copied: 127.0.0.1'));
      await takeTurns(one, other, one);

      expect(world.rooms.one('imatra-1')?.faults).toEqual([]);
      expect(await traces()).toMatchObject([{ actorKind: 'system', subjectKind: 'room', subjectId: 'porvoo-1' }]);
      expect(JSON.parse((await traces())[0]?.details ?? '')).toEqual({
        bootIds: [one.bootId, other.bootId].toSorted(),
        addresses: ['127.0.0.1'],
      });
    });

    it('is none when a controller restarts again and again, or its line breaks', async () => {
      const world = await open();
      const last = world.controller();
      await takeTurns(world.controller(), world.controller(), world.controller(), last, last, last, world.controller());
      expect(world.happenings()).toContain('restarted');
      expect(faultsOf(world)).toEqual([]);
      expect(await traces()).toEqual([]);
    });

    it('is none when an old birth comes late, once', async () => {
      const world = await open();
      const [one, other] = [world.controller(), world.controller()];
      await takeTurns(one, other, one);
      world.clock.pass(minutes(11));
      await takeTurns(other);
      expect(faultsOf(world)).toEqual([]);
    });

    it('is seen also while the store is slow, and the line breaks before it has caught up', async () => {
      const world = await open();
      const [one, other] = [world.controller(), world.controller()];
      await one.comeOnline();
      let free = (): void => undefined;
      const freed = new Promise<void>((resolve) => (free = resolve));
      const slow = store().write(async ({ manager }) => {
        await manager.query(`UPDATE "device" SET "state" = "state"`);
        await freed;
      });
      for (const turn of [other, one, other]) {
        // The broker takes a birth when it is stored: a machine whose place was taken before that never hears of it.
        turn.comeOnline().catch(() => undefined);
        await soon(() => expect(world.devices.view('porvoo-1').bootId).toBe(turn.bootId));
      }
      other.breakLine();
      await soon(() => expect(world.presenceOf()).toBe('lost'));
      free();
      await slow;
      await soon(async () => expect(await traces()).toHaveLength(1));
      expect(faultsOf(world)).toEqual(['credential-copied']);
    });

    it('is told of once by two hubs on one Mosquitto', async () => {
      mosquitto = await Mosquitto.start();
      const external = { url: mosquitto.url };
      const [here, there] = [
        await open(BrokerWorld.with(rooms, { external, hubName: 'hub-2' })),
        await open(BrokerWorld.with(rooms, { external })),
      ];
      await soon(() => expect([here, there].map(({ wire }) => wire.broker.isConnected)).toEqual([true, true]));
      const [one, other] = [here.controller(), here.controller()];
      for (const turn of [one, other, one, other, one]) {
        await turn.comeOnline();
        // Mosquitto acknowledges before hubs have heard.
        await soon(() =>
          expect([here, there].map(({ devices }) => devices.view('porvoo-1').bootId)).toEqual([turn.bootId, turn.bootId]),
        );
      }
      await soon(() => expect([here, there].map(faultsOf)).toEqual([['credential-copied'], ['credential-copied']]));
      await soon(async () => expect(await traces()).toHaveLength(1));
      const events = await store().read((manager) =>
        manager.query(
          `SELECT "what", "detail", "id" FROM "device_event" WHERE "what" = 'fault-opened' AND "detail" LIKE 'credential-copied%'`,
        ),
      );
      expect(events).toMatchObject([{ what: 'fault-opened' }]);
    });
  });
});
