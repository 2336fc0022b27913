import { minutes, newId } from '@etapiste/protocol';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refused } from '../http/refused.js';
import { onBothStores } from '../testing/test-stores.js';
import { callEntities, CallsWorld } from './calls.world.test-kit.js';
import { PressEntity } from './press.entity.js';

describe('a press', () => {
  onBothStores(callEntities, (store) => {
    let world: CallsWorld;
    let maija: string;
    beforeEach(async () => {
      world = await CallsWorld.make(store());
      await world.quieten();
      maija = await world.advisor('Maija Malli');
    });
    afterEach(() => world.rest());

    it('opens a call, and its repeats change nothing and get the same answer', async () => {
      const press = world.press();
      const first = await world.presses.raise('porvoo-1', press);
      const again = await world.presses.raise('porvoo-1', { ...press, ageMs: 5000 });
      expect(first).toEqual({ id: press.id, outcome: 'opened', callId: expect.any(String) });
      expect(again).toEqual(first);
      expect((await world.call(first.callId)).presses).toBe(1);
    });

    it('joins the call that is open, whoever pressed', async () => {
      const { callId } = await world.presses.raise('porvoo-1', world.press());
      const second = await world.presses.raiseOnTerminal({ id: newId(), roomId: 'porvoo-1', ageMs: 4 });
      expect(second).toMatchObject({ outcome: 'joined', callId });
      expect((await world.call(callId)).presses).toBe(2);
    });

    it('of thirty that arrive together opens one call only, and each belongs to it', async () => {
      const answers = await Promise.all(Array.from({ length: 30 }, () => world.presses.raise('porvoo-1', world.press())));
      expect(answers.filter(({ outcome }) => outcome === 'opened')).toHaveLength(1);
      expect(new Set(answers.map(({ callId }) => callId)).size).toBe(1);
      expect((await world.call(answers[0]?.callId ?? null)).presses).toBe(30);
    });

    it('sent ten times at once is stored once', async () => {
      const press = world.press();
      const answers = await Promise.all(Array.from({ length: 10 }, () => world.presses.raise('porvoo-1', press)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await world.store.read((manager) => manager.countBy(PressEntity, { roomId: 'porvoo-1' }))).toBe(1);
    });

    it('of a room that nobody knows is refused, with a code', async () => {
      expect(await world.presses.raise('nowhere-1', world.press())).toMatchObject({
        outcome: 'refused',
        callId: null,
        code: 'room-unknown',
      });
    });

    it('cannot take the id of another room’s press', async () => {
      const press = world.press();
      await world.presses.raise('porvoo-1', press);
      expect(await world.presses.raise('imatra-1', press)).toMatchObject({ outcome: 'refused', code: 'press-id-reused' });
      expect(await world.openCalls()).toHaveLength(1);
    });

    it('older than the policy allows is stale: kept for a person, never rung, never escalated', async () => {
      const { outcome, callId } = await world.presses.raise('porvoo-1', world.press({ ageMs: minutes(11) }));
      expect(outcome).toBe('stale');
      await world.pass(300, maija);
      expect(await world.call(callId)).toMatchObject({
        isStale: true,
        state: 'open',
        escalation: [],
        isNotReached: false,
        rungAt: null,
      });
      await world.calls.acknowledge(callId ?? '', maija);
      expect((await world.call(callId)).state).toBe('acknowledged');
    });

    it('of unknown age rings, because a lost call for help is worse than a late one', async () => {
      const old = new Date(world.clock.now().getTime() - minutes(60)).toISOString();
      const press = world.press({ ageMs: null, clockSynced: false, pressedAt: old });
      expect((await world.presses.raise('porvoo-1', press)).outcome).toBe('opened');
    });

    it('from an earlier boot is stale when both clocks are synchronised, and only then', async () => {
      const old = new Date(world.clock.now().getTime() - minutes(60)).toISOString();
      world.clock.isSynced = false;
      expect((await world.presses.raise('imatra-1', world.press({ ageMs: null, pressedAt: old }))).outcome).toBe('opened');
      world.clock.isSynced = true;
      expect((await world.presses.raise('porvoo-1', world.press({ ageMs: null, pressedAt: old }))).outcome).toBe('stale');
    });

    it('that is fresh makes a stale call ring after all', async () => {
      const { callId } = await world.presses.raise('porvoo-1', world.press({ ageMs: minutes(11) }));
      await world.calls.acknowledge(callId ?? '', maija);
      expect(await world.presses.raise('porvoo-1', world.press())).toMatchObject({ outcome: 'joined', callId });
      expect(await world.call(callId)).toMatchObject({ isStale: false, state: 'open', acknowledgedBy: null, presses: 2 });
      expect((await world.call(callId)).rungAt).toEqual(world.clock.now());
    });

    it('after the end rings anew', async () => {
      const { callId } = await world.presses.raise('porvoo-1', world.press());
      await world.calls.acknowledge(callId ?? '', maija);
      await world.calls.endAtDesk(callId ?? '', maija, 'helped-from-desk');
      const next = await world.presses.raise('porvoo-1', world.press());
      expect(next.outcome).toBe('opened');
      expect(next.callId).not.toBe(callId);
    });

    it('held long ends the call only once the advisor is on the way', async () => {
      const callId = (await world.presses.raise('porvoo-1', world.press())).callId ?? '';
      expect((await world.presses.end('porvoo-1', world.press(), callId)).outcome).toBe('joined');
      await world.calls.acknowledge(callId, maija);
      expect((await world.presses.end('porvoo-1', world.press(), callId)).outcome).toBe('joined');
      await world.calls.goToRoom(callId, maija);
      const held = world.press();
      expect((await world.presses.end('porvoo-1', held, callId)).outcome).toBe('ended');
      expect((await world.presses.end('porvoo-1', held, callId)).outcome).toBe('ended');
      expect(await world.call(callId)).toMatchObject({ state: 'done', ending: { by: 'wall-button', name: null, reason: null } });
      expect((await world.presses.end('porvoo-1', world.press(), callId)).outcome).toBe('ended');
    });

    it('held long in one room never ends the call of another', async () => {
      const callId = (await world.presses.raise('porvoo-1', world.press())).callId ?? '';
      await world.calls.acknowledge(callId, maija);
      await world.calls.goToRoom(callId, maija);
      expect(await world.presses.end('imatra-1', world.press(), callId)).toMatchObject({ callId: null });
      expect((await world.call(callId)).state).toBe('on-the-way');
    });

    it('in any order of presses, answers and ends belongs to exactly one call, and one call at most is open', async () => {
      const step = fc.constantFrom('press', 'repeat', 'acknowledge', 'go', 'end', 'hold');
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          await world.quieten();
          const shift = await world.advisor('Esko Esimerkki');
          const pressed = [world.press()];
          for (const what of steps) {
            const open = (await world.openCalls())[0]?.id ?? newId();
            const press = what === 'repeat' ? pressed[0] : world.press();
            if (what === 'press') pressed.push(press as never);
            const act = {
              press: () => world.presses.raise('porvoo-1', press as never),
              repeat: () => world.presses.raise('porvoo-1', press as never),
              acknowledge: () => world.calls.acknowledge(open, shift),
              go: () => world.calls.goToRoom(open, shift),
              end: () => world.calls.endAtDesk(open, shift, 'helped-in-room'),
              hold: () => world.presses.end('porvoo-1', press as never, open),
            }[what];
            await act().catch((error: unknown) => {
              if (!(error instanceof Refused)) throw error;
            });
            expect((await world.openCalls()).length).toBeLessThanOrEqual(1);
          }
          const rows = await world.store.read((manager) => manager.find(PressEntity));
          const raised = rows.filter(({ kind }) => kind === 'raise');
          expect(raised.every(({ callId }) => callId !== null)).toBe(true);
        }),
        { numRuns: 15 },
      );
    });
  });
});
