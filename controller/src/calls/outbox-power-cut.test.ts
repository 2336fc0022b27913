import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../log/index.js';
import { count, seed } from '../testing/index.js';
import { Outbox } from './outbox.js';

const cuts = count(20, 500);
const writer = new URL('../../dist/testing/outbox-writer.js', import.meta.url).pathname;

describe('the outbox of a controller whose power is cut', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etapiste-power-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Runs until the cut, `afterMs` from its first word; answers with all that it said. */
  const runUntilCut = async (afterMs: number): Promise<string[]> => {
    const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await once(child.stdout, 'data');
    await pass(afterMs);
    child.kill('SIGKILL');
    await once(child, 'close');
    // The last line may be torn; what it would have said was not said.
    return said.split('\n').slice(0, -1);
  };

  it(`has every press that it said was stored, and no half one (${cuts} cuts, seed ${seed})`, { timeout: 600_000 }, async () => {
    const moments = fc.sample(fc.double({ min: 0, max: 40, noNaN: true }), { numRuns: cuts, seed });
    const expected = new Set<string>();
    let stored = 0;
    for (const moment of moments) {
      for (const line of await runUntilCut(moment)) {
        const [word, id = ''] = line.split(' ');
        if (word === 'saved') stored += Number(Boolean(expected.add(id)));
        else expected.delete(id);
      }
      const found = (await new Outbox(folder, silentLog()).load()).map(({ id }) => id);
      expect(
        [...expected].filter((id) => !found.includes(id)),
        'said to be stored',
      ).toEqual([]);
      for (const id of found) await new Outbox(folder, silentLog()).remove(id);
      expected.clear();
    }
    expect(stored).toBeGreaterThan(cuts);
    const corrupt = await readdir(join(folder, 'outbox', 'corrupt')).catch(() => []);
    // A write that died before its rename may leave its own file, never a press under its name.
    expect(corrupt.filter((name) => name.endsWith('.json'))).toEqual([]);
  });
});
