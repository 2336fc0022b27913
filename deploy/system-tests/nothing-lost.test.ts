import { setTimeout as pass } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../setup/eventually.mjs';
import { count, Dice } from './counts.js';
import { House } from './house.js';

interface PressRow {
  id: string;
  outcome: string;
  callId: string | null;
}

describe('nothing lost, nothing doubled', () => {
  const presses = count(20, 200);
  const dice = new Dice();
  let house: House;
  beforeAll(async () => {
    house = await House.build();
    await house.start();
    house.setPolicy('callLockoutSeconds', 0);
    await house.hub.end('SIGKILL');
    await house.start('porvoo-1');
  });
  afterAll(() => house?.remove());

  const pressed = () => {
    const lines = house.room('porvoo-1').log.filter(({ msg }) => msg === 'call button pressed');
    return lines.map((line) => String(line['press']));
  };
  /** What a room promises begins when the press is on its disk, or with the hub: a power cut before that is a press that nobody made. */
  const kept = () =>
    eventually(async () => {
      const last = pressed().at(-1) ?? '';
      const isStored = () => house.query(`SELECT 1 FROM "press" WHERE "id" = '${last}'`).length > 0;
      expect(last === '' || house.outbox('porvoo-1').includes(`${last}.json`) || isStored()).toBe(true);
    });
  const killController = async () => {
    await house.room('porvoo-1').end('SIGKILL');
    await pass(dice.between(0, 300));
    await house.startRoom('porvoo-1');
  };
  const killHub = async () => {
    await house.hub.end('SIGKILL');
    await pass(dice.between(0, 500));
    house.hub.start();
  };
  const cutLine = async () => {
    await house.simulate('porvoo-1', 'network', { mode: 'cut' });
    // A room that was killed meanwhile comes back with a whole line by itself.
    const heal = () => house.simulate('porvoo-1', 'network', { mode: 'ok' }).catch(() => undefined);
    void pass(dice.between(50, 900)).then(heal);
  };
  /** An advisor ends whatever is open, so that the next press must open a new call; a hub that is down answers nobody. */
  const endCalls = async () => {
    try {
      const shiftId = await house.shift('Maija Malli', ['porvoo']);
      for (const { id, state } of await house.get<{ id: string; state: string }[]>('/calls')) {
        if (state === 'done') continue;
        await house.act('POST', `/calls/${id}/acknowledge`, { shiftId });
        await house.act('POST', `/calls/${id}/done`, { shiftId, reason: 'helped-from-desk' });
      }
    } catch {
      // The hub was killed under the advisor's hands; the test is about presses.
    }
  };

  it(
    `stores each of ${presses} presses once, confirms it by its own id and puts it into exactly one call, whatever is killed (seed ${dice.seed})`,
    async () => {
      // Within the lock-out (2 s until the hub has told the room otherwise) a press is the same press, and is not counted.
      while (pressed().length < presses) {
        await house.press('porvoo-1', 0.01);
        await kept();
        await pass(dice.between(0, 120));
        if (dice.next() < 0.35) await dice.pick([killController, killHub, cutLine, endCalls])();
      }
      await house.simulate('porvoo-1', 'network', { mode: 'ok' });
      await house.untilReady();

      await eventually(() => expect(house.outbox('porvoo-1')).toEqual([]));
      const rows = house.query<PressRow>('SELECT "id", "outcome", "callId" FROM "press"');
      expect(rows.map(({ id }) => id).toSorted()).toEqual(pressed().toSorted());
      const calls = house.query<{ id: string; presses: number }>('SELECT "id", "presses" FROM "call"');
      const pressesOf = (callId: string) => rows.filter((row) => row.callId === callId).length;
      expect(calls.map(({ id, presses: counted }) => [id, counted])).toEqual(calls.map(({ id }) => [id, pressesOf(id)]));
      expect(calls.reduce((sum, { presses: counted }) => sum + counted, 0)).toBe(presses);
      expect(rows.filter(({ outcome }) => outcome === 'opened')).toHaveLength(calls.length);
      expect(house.query('SELECT "id" FROM "call" WHERE "endedAt" IS NULL').length).toBeLessThanOrEqual(1);
    },
    count(180_000, 900_000),
  );
});
