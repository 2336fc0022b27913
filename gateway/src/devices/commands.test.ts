import { deviceMessages, newId, seconds } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditEntryEntity, type Deed } from '../audit/index.js';
import type { Actor } from '../rights/index.js';
import { roomEntities, RoomsWorld, type TestController } from '../rooms/rooms.world.test-kit.js';
import { onBothStores } from '../testing/test-stores.js';
import { soon } from '../testing/soon.js';

const { command } = deviceMessages;
const by: Actor = { kind: 'person', id: newId(), name: 'Ylläpitäjä', signInId: newId(), grants: [] };
const maintainer: Deed = { by, from: '192.0.2.5' };

describe('a command to a controller', () => {
  onBothStores(roomEntities, (store) => {
    let world: RoomsWorld;
    let controller: TestController;
    let heard: string[];

    beforeEach(async () => {
      world = await RoomsWorld.make(store());
      heard = [];
      controller = world.controller();
      await controller.comeOnline();
      await controller.listen(command, ({ id }) => heard.push(id));
    });
    afterEach(async () => {
      await world.stop();
      await world.forgetEverything();
    });

    const answer = (id: string, outcome: 'done' | 'failed', detail?: string) =>
      controller.say(deviceMessages['command-result'], { id, outcome, detail });

    it('is carried out and answered', async () => {
      const id = newId();
      const asked = world.commands.send('porvoo-1', id, 'identify', maintainer);
      await soon(() => expect(heard).toEqual([id]));
      await answer(id, 'done');
      expect(await asked).toEqual({ id, outcome: 'done', detail: null });
      expect(world.happenings()).toEqual(['command-done: identify', 'command-sent: identify', 'online']);
    });

    it('leaves one trace of who asked, however often it is asked for', async () => {
      const id = newId();
      const asked = [1, 2].map(() => world.commands.send('porvoo-1', id, 'identify', maintainer));
      await soon(() => expect(heard).toEqual([id]));
      await answer(id, 'done');
      await Promise.all(asked);
      const traces = await store().read((manager) => manager.findBy(AuditEntryEntity, { what: 'command.sent' }));
      const told = traces.filter(({ details }) => details?.includes(id));
      const { name: actorName, id: actorId } = by;
      expect(told).toMatchObject([{ actorId, actorName, from: '192.0.2.5', subjectKind: 'room', subjectId: 'porvoo-1' }]);
    });

    it('may fail, with a reason for the maintainer', async () => {
      const id = newId();
      const asked = world.commands.send('porvoo-1', id, 'identify', maintainer);
      await soon(() => expect(heard).toEqual([id]));
      await answer(id, 'failed', 'the lamp is broken');
      expect(await asked).toEqual({ id, outcome: 'failed', detail: 'the lamp is broken' });
      expect(world.happenings()[0]).toBe('command-failed: the lamp is broken');
    });

    it('is answered by the hub after 5 s when the controller says nothing', async () => {
      const id = newId();
      const asked = world.commands.send('porvoo-1', id, 'identify', maintainer);
      await soon(() => expect(heard).toEqual([id]));
      world.clock.pass(seconds(5));
      expect(await asked).toEqual({ id, outcome: 'timed-out', detail: null });
      await answer(id, 'done');
      expect(world.happenings()[0]).toBe('command-timed-out: identify');
    });

    it('is sent once and answered the same however often it is asked for', async () => {
      const id = newId();
      const asked = [
        world.commands.send('porvoo-1', id, 'identify', maintainer),
        world.commands.send('porvoo-1', id, 'identify', maintainer),
      ];
      await soon(() => expect(heard).toEqual([id]));
      await answer(id, 'done');
      asked.push(world.commands.send('porvoo-1', id, 'identify', maintainer));
      expect(new Set((await Promise.all(asked)).map(({ outcome }) => outcome))).toEqual(new Set(['done']));
      expect(heard).toEqual([id]);
      expect(world.happenings().filter((what) => what.startsWith('command-sent'))).toHaveLength(1);
    });

    it('cannot be answered by another room', async () => {
      const other = world.controller('imatra-1');
      await other.comeOnline();
      const id = newId();
      const asked = world.commands.send('porvoo-1', id, 'identify', maintainer);
      await soon(() => expect(heard).toEqual([id]));
      await other.say(deviceMessages['command-result'], { id, outcome: 'failed' });
      await answer(id, 'done');
      expect(await asked).toMatchObject({ outcome: 'done' });
    });

    it('is refused at once when the controller is away, and may be tried again', async () => {
      const id = newId();
      await controller.stop();
      await expect(world.commands.send('porvoo-1', id, 'identify', maintainer)).rejects.toMatchObject({
        code: 'device-unreachable',
      });
      await controller.comeOnline();
      await controller.listen(command, (payload) => heard.push(payload.id));
      const asked = world.commands.send('porvoo-1', id, 'identify', maintainer);
      await soon(() => expect(heard).toEqual([id]));
      await answer(id, 'done');
      expect(await asked).toMatchObject({ outcome: 'done' });
    });

    it('is refused for a room that does not exist', async () => {
      await expect(world.commands.send('espoo-1', newId(), 'identify', maintainer)).rejects.toMatchObject({
        code: 'room-unknown',
      });
    });
  });
});
