import { newId } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onBothStores } from '../testing/test-stores.js';
import { callEntities, CallsWorld } from './calls.world.test-kit.js';

describe('a call', () => {
  onBothStores(callEntities, (store) => {
    let world: CallsWorld;
    let maija: string;
    let esko: string;
    let callId: string;
    beforeEach(async () => {
      world = await CallsWorld.make(store());
      await world.quieten();
      [maija, esko] = [await world.advisor('Maija Malli'), await world.advisor('Esko Esimerkki')];
      callId = (await world.presses.raise('porvoo-1', world.press())).callId ?? '';
    });
    afterEach(() => world.rest());

    it('answered by two together is won by one, and the other learns who', async () => {
      const results = await Promise.allSettled([world.calls.acknowledge(callId, maija), world.calls.acknowledge(callId, esko)]);
      const [won] = results.filter(({ status }) => status === 'fulfilled') as PromiseFulfilledResult<{
        acknowledgedBy: { name: string };
      }>[];
      const [lost] = results.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
      expect(lost?.reason).toMatchObject({ code: 'call-already-acknowledged', extra: { name: won?.value.acknowledgedBy.name } });
    });

    it('answered twice by the same advisor stays answered', async () => {
      const first = await world.calls.acknowledge(callId, maija);
      expect((await world.calls.acknowledge(callId, maija)).version).toBe(first.version);
    });

    it('goes open, acknowledged, on the way, done, and every step is kept', async () => {
      await world.calls.receive(callId, maija, 'seen');
      await world.calls.acknowledge(callId, maija);
      await world.calls.goToRoom(callId, esko);
      const done = await world.calls.endInRoom(callId, 'porvoo-1');
      expect(done).toMatchObject({
        state: 'done',
        acknowledgedBy: { name: 'Maija Malli' },
        onTheWayBy: { name: 'Esko Esimerkki' },
      });
      expect(done.ending).toEqual({ by: 'terminal', name: null, reason: null });
      expect((await world.happenings(callId)).toSorted()).toEqual(['acknowledged', 'ended', 'on-the-way', 'opened', 'seen']);
    });

    it('can be ended on the terminal only after *on the way*, and only by its own room', async () => {
      await expect(world.calls.endInRoom(callId, 'porvoo-1')).rejects.toMatchObject({ code: 'call-not-on-the-way' });
      await world.calls.acknowledge(callId, maija);
      await world.calls.goToRoom(callId, maija);
      await expect(world.calls.endInRoom(callId, 'imatra-1')).rejects.toMatchObject({ code: 'call-unknown' });
    });

    it('cannot be gone to or ended before somebody answered', async () => {
      await expect(world.calls.goToRoom(callId, maija)).rejects.toMatchObject({ code: 'call-not-acknowledged' });
      await expect(world.calls.endAtDesk(callId, maija, 'nobody-there')).rejects.toMatchObject({ code: 'call-not-acknowledged' });
    });

    it('that has ended tells who ended it', async () => {
      await world.calls.acknowledge(callId, maija);
      await world.calls.endAtDesk(callId, maija, 'pressed-by-mistake');
      await expect(world.calls.acknowledge(callId, esko)).rejects.toMatchObject({
        code: 'call-already-done',
        extra: { by: 'desk', name: 'Maija Malli' },
      });
    });

    it('is nobody’s to touch after their shift has ended', async () => {
      await world.shifts.end(maija);
      await expect(world.calls.acknowledge(callId, maija)).rejects.toMatchObject({ code: 'shift-ended' });
      await expect(world.shifts.keep(maija)).rejects.toMatchObject({ code: 'shift-ended' });
    });

    it('that does not exist is unknown', async () => {
      await expect(world.calls.acknowledge(newId(), maija)).rejects.toMatchObject({ code: 'call-unknown' });
    });
  });
});
