import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Log } from '../log/index.js';
import { press, type Press } from './press.js';

/** Presses kept for one room; far more than anybody can need, so that a broken button cannot fill the disk. */
export const mostPresses = 500;
/** A power cut may leave it, or its half: it means nothing. */
const probeName = '.probe';
/** Files kept for a person in `refused/` and `corrupt/`; the oldest goes first. */
const mostSetAside = 100;

/**
 * One file for each press that the hub has not answered, so that a press outlives this process (DESIGN §3.1).
 * Every method throws when the disk refuses; the caller keeps the press in memory then.
 */
export class Outbox {
  private readonly folder: string;
  /** Work on one press is done in its order: a file must not appear after its removal. */
  private readonly queues = new Map<string, Promise<unknown>>();

  constructor(
    dataDir: string,
    private readonly log: Log,
  ) {
    this.folder = join(dataDir, 'outbox');
  }

  /** What an earlier boot left, the oldest first. A file that is no press is set aside for a person. */
  async load(): Promise<readonly Press[]> {
    await mkdir(this.folder, { recursive: true });
    const entries = await readdir(this.folder, { withFileTypes: true });
    const found = new Map<string, Press>();
    for (const { name } of entries.filter((entry) => entry.isFile() && !entry.name.startsWith(probeName))) {
      const kept = await this.read(name);
      if (kept) found.set(kept.id, kept);
    }
    const oldestFirst = [...found.values()].toSorted((a, b) => a.pressedAt.localeCompare(b.pressedAt));
    for (const tooOld of oldestFirst.splice(0, oldestFirst.length - mostPresses)) await this.remove(tooOld.id);
    return oldestFirst;
  }

  /** On the disk for good when it resolves: temporary file, fsync, rename, fsync of the folder. */
  save(saved: Press): Promise<void> {
    return this.inOrder(saved.id, async () => {
      await mkdir(this.folder, { recursive: true });
      await writeFileAtomic(this.path(saved.id), JSON.stringify(saved), { mode: 0o600 });
      await this.settleFolder();
    });
  }

  /** The hub has answered. */
  remove(id: string): Promise<void> {
    return this.inOrder(id, () => rm(this.path(id), { force: true }));
  }

  /** The hub refuses it for ever: kept for a person, never sent again. */
  refuse(refused: Press): Promise<void> {
    return this.inOrder(refused.id, async () => {
      await this.setAside(`${refused.id}.json`, 'refused');
      await this.settleFolder();
    });
  }

  /** When all work that was asked for has ended, well or badly. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.queues.values());
  }

  /** Throws when the disk does not take a file now. */
  async probe(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const path = join(this.folder, probeName);
    await writeFileAtomic(path, 'x'.repeat(4_096));
    await rm(path);
  }

  /** A file left by a write that died before its rename is as good as a whole one, if it reads as a press. */
  private async read(name: string): Promise<Press | undefined> {
    try {
      const kept = press.parse(JSON.parse(await readFile(join(this.folder, name), 'utf8')));
      if (name !== `${kept.id}.json`) await rename(join(this.folder, name), this.path(kept.id));
      return kept;
    } catch (error) {
      this.log.warn({ file: name, reason: (error as Error).message }, 'outbox file is no press and is set aside');
      // What cannot even be set aside may not keep the presses beside it from being loaded.
      await this.setAside(name, 'corrupt').catch((cause: unknown) =>
        this.log.warn({ file: name, err: cause }, 'it stays where it is'),
      );
      return undefined;
    }
  }

  private async setAside(name: string, place: 'refused' | 'corrupt'): Promise<void> {
    const aside = join(this.folder, place);
    await mkdir(aside, { recursive: true });
    await rename(join(this.folder, name), join(aside, name));
    const names = await readdir(aside);
    if (names.length <= mostSetAside) return;
    const aged = await Promise.all(names.map(async (file) => ({ file, ms: (await stat(join(aside, file))).mtimeMs })));
    const [oldest] = aged.toSorted((a, b) => a.ms - b.ms);
    if (oldest) await rm(join(aside, oldest.file));
  }

  private async inOrder(id: string, work: () => Promise<void>): Promise<void> {
    const before = this.queues.get(id) ?? Promise.resolve();
    // Whoever asked for the work before was told how it went; this work only has to come after it.
    const mine = before.catch(() => undefined).then(work);
    this.queues.set(id, mine);
    try {
      await mine;
    } finally {
      if (this.queues.get(id) === mine) this.queues.delete(id);
    }
  }

  /** Without this a power cut may take the new name away although the file's bytes are safe. */
  private async settleFolder(): Promise<void> {
    const folder = await open(this.folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  private path(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}
