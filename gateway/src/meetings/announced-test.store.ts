import { newId } from '@etapiste/protocol';
import { In, IsNull, MoreThan, type EntityManager } from 'typeorm';
import { traceOf, type AuditTrail, type Deed } from '../audit/index.js';
import type { Store } from '../database/store.js';
import { AnnouncedTestEntity, AnnouncedTestViewerEntity, type TestEnding } from './announced-test.entity.js';

/** A test that runs, with the pages that watch it. */
export interface RunningTest extends AnnouncedTestEntity {
  readonly viewers: readonly AnnouncedTestViewerEntity[];
}

/** What is known of tests, in the store: a hub that restarts goes on with them. */
export class AnnouncedTestStore {
  constructor(
    private readonly store: Store,
    private readonly trail: AuditTrail,
  ) {}

  running(): Promise<readonly RunningTest[]> {
    return this.store.read(async (manager) => {
      const tests = await manager.findBy(AnnouncedTestEntity, { endedAt: IsNull() });
      const testId = In(tests.map(({ id }) => id));
      const viewers = tests.length > 0 ? await manager.findBy(AnnouncedTestViewerEntity, { testId, endedAt: IsNull() }) : [];
      return tests.map((test) => ({ ...test, viewers: viewers.filter((viewer) => viewer.testId === test.id) }));
    });
  }

  runningIn(roomId: string): Promise<AnnouncedTestEntity | null> {
    return this.store.read((manager) => manager.findOneBy(AnnouncedTestEntity, { roomId, endedAt: IsNull() }));
  }

  /** What the room's line took when its last test of the last minutes ended; null when nothing is known. */
  async lastKbps(roomId: string, since: Date): Promise<number | null> {
    const last = await this.store.read((manager) =>
      manager.findOne(AnnouncedTestEntity, { where: { roomId, endedAt: MoreThan(since) }, order: { endedAt: 'DESC' } }),
    );
    return last?.kbps ?? null;
  }

  async setKbps(id: string, kbps: number): Promise<void> {
    await this.store.write(({ manager }) => manager.update(AnnouncedTestEntity, { id }, { kbps }));
  }

  /** A new test. A unique index refuses a second one that runs in the same room. */
  async begin(test: Omit<AnnouncedTestEntity, 'id' | 'endedAt' | 'endedBecause'>): Promise<AnnouncedTestEntity> {
    const row: AnnouncedTestEntity = { ...test, id: newId(), endedAt: null, endedBecause: null };
    await this.store.write(async (transaction) => {
      await transaction.manager.insert(AnnouncedTestEntity, row);
      transaction.announce('rooms', test.roomId);
    });
    return row;
  }

  /** One more page that watches, with its trace: nobody looks into a room unseen. */
  async addViewer(test: AnnouncedTestEntity, seatHash: string, deed: Deed, aliveAt: Date): Promise<string> {
    const id = newId();
    const viewer = { id, testId: test.id, seatHash, accountId: deed.by.id, aliveAt, endedAt: null };
    await this.store.write(async ({ manager }) => {
      await manager.insert(AnnouncedTestViewerEntity, viewer);
      await this.recordView(manager, test, deed);
    });
    return id;
  }

  /** Somebody is shown the picture who is no viewer of the test: the room itself. */
  async traceView(test: AnnouncedTestEntity, deed: Deed): Promise<void> {
    await this.store.write(({ manager }) => this.recordView(manager, test, deed));
  }

  /** Notes that a page still watches; false when it does not, or the test is over. */
  keepViewer(id: string, aliveAt: Date): Promise<boolean> {
    return this.store.write(async ({ manager }) => {
      const updated = await manager.update(AnnouncedTestViewerEntity, { id, endedAt: IsNull() }, { aliveAt });
      return updated.affected === 1;
    });
  }

  /** Who watches or watched by this id; `undefined` when there never was such a page. */
  async watcher(id: string): Promise<{ readonly accountId: string | null } | undefined> {
    const viewer = await this.store.read((manager) => manager.findOneBy(AnnouncedTestViewerEntity, { id }));
    return viewer ?? undefined;
  }

  /** The page that watches by this id, when it still does. */
  viewer(id: string): Promise<AnnouncedTestViewerEntity | null> {
    return this.store.read((manager) => manager.findOneBy(AnnouncedTestViewerEntity, { id, endedAt: IsNull() }));
  }

  async endViewer(id: string, endedAt: Date): Promise<void> {
    await this.store.write(({ manager }) => manager.update(AnnouncedTestViewerEntity, { id, endedAt: IsNull() }, { endedAt }));
  }

  /** Ends a test with all its viewers; false when another hub has ended it already. */
  end(test: AnnouncedTestEntity, endedAt: Date, endedBecause: TestEnding): Promise<boolean> {
    return this.store.write(async (transaction) => {
      const { manager } = transaction;
      const ended = await manager.update(AnnouncedTestEntity, { id: test.id, endedAt: IsNull() }, { endedAt, endedBecause });
      await manager.update(AnnouncedTestViewerEntity, { testId: test.id, endedAt: IsNull() }, { endedAt });
      transaction.announce('rooms', test.roomId);
      return ended.affected === 1;
    });
  }

  private async recordView(manager: EntityManager, { id, roomId }: AnnouncedTestEntity, deed: Deed): Promise<void> {
    const subject = { kind: 'room', id: roomId };
    await this.trail.record(manager, { ...traceOf(deed), what: 'picture.viewed', subject, details: { testId: id } });
  }
}
