import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@etapiste/protocol';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../log/index.js';
import { mostPresses, Outbox } from './outbox.js';
import type { Press } from './press.js';

const raised = (minute = 0): Press => ({
  kind: 'raised',
  id: newId(),
  pressedAt: new Date(Date.UTC(2026, 10, 24, 7, minute)).toISOString(),
  clockSynced: true,
});

describe('the outbox', () => {
  let folder: string;
  const open = () => new Outbox(folder, silentLog());
  const names = (place = '') => readdir(join(folder, 'outbox', place));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etapiste-outbox-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps a press over a restart, the oldest first', async () => {
    const presses: Press[] = [raised(2), { ...raised(3), kind: 'ended', callId: newId() }, raised(1)];
    for (const press of presses) await open().save(press);
    expect(await open().load()).toEqual([presses[2], presses[0], presses[1]]);
    expect(await names()).toHaveLength(3);
  });

  it('forgets a press that was answered, also while it is still being written', async () => {
    const outbox = open();
    const press = raised();
    const saving = outbox.save(press);
    await Promise.all([saving, outbox.remove(press.id)]);
    expect(await names()).toEqual([]);
    await outbox.remove(press.id);
    expect(await open().load()).toEqual([]);
  });

  it('keeps a refused press for a person and never gives it out again', async () => {
    const press = raised();
    const outbox = open();
    void outbox.save(press);
    await outbox.refuse(press);
    expect(await names('refused')).toEqual([`${press.id}.json`]);
    expect(await open().load()).toEqual([]);
  });

  it('sets files aside that are no presses, and loads the others', async () => {
    const press = raised();
    await open().save(press);
    await writeFile(join(folder, 'outbox', `${newId()}.json`), '{"kind":"raised"');
    await writeFile(join(folder, 'outbox', 'notes.txt'), 'call the lead');
    await mkdir(join(folder, 'outbox', 'a-folder'));
    expect(await open().load()).toEqual([press]);
    expect(await names('corrupt')).toHaveLength(2);
  });

  it('loads the presses although the file beside them can neither be read nor set aside', async () => {
    const press = raised();
    await open().save(press);
    await writeFile(join(folder, 'outbox', 'half.json'), '{"kind":');
    await writeFile(join(folder, 'outbox', 'corrupt'), 'a file where a folder belongs');
    expect(await open().load()).toEqual([press]);
  });

  it('finds a press whose file was whole but had not its name yet', async () => {
    const press = raised();
    await mkdir(join(folder, 'outbox'));
    await writeFile(join(folder, 'outbox', `${press.id}.json.31415`), JSON.stringify(press));
    expect(await open().load()).toEqual([press]);
    expect(await names()).toEqual([`${press.id}.json`]);
  });

  it('gives the newest presses out when there are more than it takes, and sheds the rest', async () => {
    const place = join(folder, 'outbox');
    await mkdir(place);
    const presses = Array.from({ length: mostPresses + 3 }, (_, index) => raised(index));
    await Promise.all(presses.map((press) => writeFile(join(place, `${press.id}.json`), JSON.stringify(press))));
    expect(await open().load()).toEqual(presses.slice(3));
    expect(await names()).toHaveLength(mostPresses);
  });

  it('holds after any story exactly what was saved and neither answered nor refused', async () => {
    const step = fc.record({ what: fc.constantFrom('save', 'remove', 'refuse'), which: fc.nat(4) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const own = new Outbox(await mkdtemp(join(folder, 'story-')), silentLog());
        const presses = Array.from({ length: 5 }, (_, minute) => raised(minute));
        const kept = new Set<Press>();
        const work = steps.map(({ what, which }) => {
          const press = presses[which] as Press;
          if (what === 'save') kept.add(press);
          else if (what === 'remove' || kept.has(press)) kept.delete(press);
          if (what === 'save') return own.save(press);
          // Refusing what was never written fails, and must leave everything else alone.
          return what === 'remove' ? own.remove(press.id) : own.refuse(press).catch(() => undefined);
        });
        await Promise.all(work);
        expect(new Set((await own.load()).map(({ id }) => id))).toEqual(new Set([...kept].map(({ id }) => id)));
      }),
      { numRuns: 40 },
    );
  });

  it('says so when the folder cannot be made', async () => {
    await writeFile(join(folder, 'outbox'), 'a file where a folder belongs');
    await expect(open().load()).rejects.toThrow('EEXIST');
    await expect(open().save(raised())).rejects.toThrow('EEXIST');
    await expect(open().probe()).rejects.toThrow('EEXIST');
  });

  it.runIf(canMount())('says so when the disk is full, leaves no half file, and works again when there is room', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', folder]);
    try {
      const outbox = open();
      const early = raised();
      await outbox.save(early);
      await writeFile(join(folder, 'ballast'), Buffer.alloc(32_768)).catch(() => undefined);
      await expect(outbox.save(raised())).rejects.toThrow('ENOSPC');
      await expect(outbox.probe()).rejects.toThrow('ENOSPC');
      expect(await open().load()).toEqual([early]);
      await rm(join(folder, 'ballast'));
      await outbox.probe();
      expect(await names()).toEqual([`${early.id}.json`]);
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});

/** Only root may mount a small disk to fill, and not in every container. */
function canMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), 'etapiste-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', place], { stdio: 'ignore' });
    execFileSync('umount', [place]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true });
  }
}
