import {
  minutes,
  seconds,
  type AnnouncedTest,
  type Milliseconds,
  type MirroredTest,
  type PictureReport,
} from '@etapiste/protocol';
import type { Deed } from '../audit/index.js';
import type { Log } from '../log/log.js';
import { Refused } from '../http/refused.js';
import { hashOfSeat, janusPath, type MediaServer, type Seats } from '../janus/index.js';
import type { Clock } from '../time/clock.js';
import type { AnnouncedTestEntity, TestEnding } from './announced-test.entity.js';
import type { AnnouncedTestStore, RunningTest } from './announced-test.store.js';
import type { CameraLeases, Leased } from './camera-leases.js';
import { capOf } from './line-rate.js';
import { RoomLines } from './room-lines.js';

const everyMs = seconds(1);
/** A page that has not said for this long that it watches does not watch. */
const viewerSilentMs = seconds(15);
/** A line that was thin a moment ago is thin now. */
const lineKnownForMs = minutes(10);

/** What the tests ask of the rest of the hub. */
export interface RoomsOfTests {
  /** The room's longest test in minutes; `undefined` where there is no such room. */
  testMinutes(roomId: string): number | undefined;
  /** What the room's line up carries for sure, kbps. */
  lineKbps(roomId: string): number;
  /** Whether the room's controller answers. */
  isReachable(roomId: string): boolean;
  /** A test runs in the room until then, or no longer (null): lamp, kiosk and pages say so. */
  setTest(roomId: string, endsAt: Date | null): Promise<void>;
}

/**
 * Announced tests of document cameras (DESIGN §6): the picture of a room without a visit, for a few minutes at most, said on
 * kiosk and lamp. Several pages share one test of a room, each on its own seat. Nobody watches, time over, or the media server
 * gone: capture stops, the mountpoint is destroyed, and its pin and key with it.
 */
export class AnnouncedTests {
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private running: readonly RunningTest[] = [];
  /** Mountpoints that are known to be on the media server that answers now. */
  private readonly seen = new Set<string>();
  private unregister: (() => void) | undefined;
  private readonly lines: RoomLines;
  /** Pages could not say anything to a hub that was not there. */
  private startedAt = new Date(0);

  constructor(
    private readonly tests: AnnouncedTestStore,
    private readonly seats: Seats,
    private readonly media: MediaServer,
    private readonly leases: CameraLeases,
    private readonly rooms: RoomsOfTests,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly lookEveryMs: Milliseconds = everyMs,
  ) {
    this.lines = new RoomLines(clock);
  }

  async start(): Promise<void> {
    this.startedAt = this.clock.now();
    this.running = await this.tests.running();
    for (const { roomId, endsAt } of this.running) await this.rooms.setTest(roomId, endsAt);
    this.unregister = this.media.onChange((isAvailable) => {
      if (!isAvailable) this.seen.clear();
      // A room that was born before the media server answered waits for its lease.
      void this.inTurn(() => (isAvailable ? this.settle() : this.endAll('video-lost'))).catch(this.complain);
    });
    this.timer = setInterval(() => void this.look(), this.lookEveryMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.unregister?.();
    await this.turn;
  }

  /** A controller came to life: it must not wait for the next renewal. */
  roomBorn(roomId: string): Promise<void> {
    // Not beside a test that is just ending: its last word must not be a lease.
    return this.inTurn(async () => {
      const test = this.running.find((each) => each.roomId === roomId);
      if (test && this.media.isAvailable && (await this.isThere(test))) await this.leases.renew(this.leaseOf(test));
    });
  }

  /** Shows a room's document camera to one more page of an account, on a seat that is good for its sign-in only. @throws Refused */
  watch(roomId: string, deed: Deed): Promise<AnnouncedTest> {
    return this.inTurn(async () => {
      const testMinutes = this.rooms.testMinutes(roomId);
      if (testMinutes === undefined) throw new Refused('room-unknown');
      if (!this.media.isAvailable) throw new Refused('video-unavailable');
      if (!this.rooms.isReachable(roomId)) throw new Refused('device-unreachable');
      const test = (await this.joinable(roomId)) ?? (await this.begin(roomId, testMinutes));
      // The room hears of it first, and its camera starts while the page is given its seat.
      await this.rooms.setTest(roomId, test.endsAt);
      await this.leases.renew(this.leaseOf(test));
      const ticket = await this.ticketTo(test, deed.by.signInId);
      const id = await this.tests.addViewer(test, hashOfSeat(ticket.seat), deed, this.clock.now());
      this.running = await this.tests.running();
      return { id, ...ticket };
    });
  }

  /**
   * Shows the room itself what the experts see, for as long as one of them watches: a terminal is no viewer, so it keeps no
   * test running, and its word says nothing of the line up. It leaves a trace all the same: a terminal's cookie that somebody carried
   * out of the room shows the same paper, and only the address tells. @throws Refused
   */
  mirror(roomId: string, deed: Deed): Promise<MirroredTest> {
    return this.inTurn(async () => {
      const test = await this.tests.runningIn(roomId);
      if (!test || test.endsAt <= this.clock.now()) throw new Refused('test-ended');
      if (!this.media.isAvailable) throw new Refused('video-unavailable');
      await this.tests.traceView(test, deed);
      return this.ticketTo(test, deed.by.signInId);
    });
  }

  /** Who watches by an id of `watch`; null when nobody ever did. */
  async find(viewerId: string): Promise<{ readonly ownerId: string | null } | null> {
    const viewer = await this.tests.watcher(viewerId);
    return viewer ? { ownerId: viewer.accountId } : null;
  }

  /** The page still watches, and says how the picture came to it lately. @throws Refused `test-ended` */
  async keep(viewerId: string, picture?: PictureReport): Promise<void> {
    if (!(await this.tests.keepViewer(viewerId, this.clock.now()))) throw new Refused('test-ended');
    if (picture) await this.inTurn(() => this.adapt(viewerId, picture));
  }

  /** The page stops watching; with the last one the test ends. A repeat changes nothing. */
  leave(viewerId: string): Promise<void> {
    return this.inTurn(async () => {
      const viewer = await this.tests.viewer(viewerId);
      if (!viewer) return;
      await this.endViewer(viewer);
      await this.settle();
    });
  }

  /** A line that loses is asked for less at once, a clean one for a little more now and then. */
  private async adapt(viewerId: string, picture: PictureReport): Promise<void> {
    const test = this.running.find(({ viewers }) => viewers.some(({ id }) => id === viewerId));
    if (!test) return;
    const kbps = this.lines.hear(test, picture, this.rooms.lineKbps(test.roomId));
    if (kbps === test.kbps) return;
    await this.tests.setKbps(test.id, kbps);
    this.running = await this.tests.running();
    await this.leases.renew(this.leaseOf({ ...test, kbps }));
    this.log.debug({ room: test.roomId, meeting: test.id, kbps, was: test.kbps }, 'the picture takes another share of its line');
  }

  /** A seat of its own for one more page. */
  private async ticketTo(
    { roomId, mountpointId, endsAt, ...ports }: AnnouncedTestEntity,
    signInId: string,
  ): Promise<MirroredTest> {
    const seat = await this.seats.open({ mountpointId, expiresAt: endsAt, signInId });
    const { pin } = this.media.recallMountpoint(mountpointId, ports);
    return { roomId, mountpointId, pin, seat, path: janusPath, endsAt: endsAt.toISOString() };
  }

  private leaseOf(test: AnnouncedTestEntity): Leased {
    const { roomId, mountpointId, port, rtcpPort } = test;
    const cap = capOf(this.rooms.lineKbps(roomId));
    return { roomId, mountpointId, port, rtcpPort, kbps: Math.min(cap, test.kbps ?? cap) };
  }

  /** Every second: who still watches, what is over, and which lease is due. */
  private look(): Promise<void> {
    return this.inTurn(() => this.settle()).catch(this.complain);
  }

  private readonly complain = (error: unknown): void => {
    this.log.error({ err: error }, 'the announced tests could not be looked after');
  };

  private async settle(): Promise<void> {
    // One that cannot be looked after now leaves none of the others without its lease, or on beyond its time.
    for (const test of await this.tests.running()) await this.lookAfter(test).catch(this.complain);
    this.running = await this.tests.running();
  }

  private async lookAfter(test: RunningTest): Promise<void> {
    const now = this.clock.now().getTime();
    const heardAt = ({ aliveAt }: { aliveAt: Date }) => Math.max(aliveAt.getTime(), this.startedAt.getTime());
    const silent = test.viewers.filter((viewer) => now - heardAt(viewer) > viewerSilentMs);
    for (const viewer of silent) await this.endViewer(viewer);
    const ending = this.endingOf(test, now, test.viewers.length - silent.length);
    if (ending) await this.end(test, ending);
    else if (!(await this.isThere(test))) await this.end(test, 'video-lost');
    else await this.leases.renewWhenDue(this.leaseOf(test));
  }

  private endingOf(test: RunningTest, now: number, watching: number): TestEnding | undefined {
    if (test.endsAt.getTime() <= now) return 'time-over';
    return watching === 0 ? 'nobody-watches' : undefined;
  }

  /** After a restart of the hub the media server may have restarted as well: then its mountpoints are gone. */
  private async isThere({ mountpointId }: AnnouncedTestEntity): Promise<boolean> {
    if (this.seen.has(mountpointId) || !this.media.isAvailable) return true;
    if (!(await this.media.mountpointInfo(mountpointId))) return false;
    this.seen.add(mountpointId);
    return true;
  }

  private async joinable(roomId: string): Promise<AnnouncedTestEntity | undefined> {
    const test = await this.tests.runningIn(roomId);
    if (!test) return undefined;
    const isOver = test.endsAt <= this.clock.now();
    if (!isOver && (await this.isThere(test))) return test;
    await this.end(test, isOver ? 'time-over' : 'video-lost');
    return undefined;
  }

  private async begin(roomId: string, testMinutes: number): Promise<AnnouncedTestEntity> {
    const startedAt = this.clock.now();
    const lastKbps = await this.tests.lastKbps(roomId, new Date(startedAt.getTime() - lineKnownForMs));
    const kbps = Math.min(capOf(this.rooms.lineKbps(roomId)), lastKbps ?? Number.POSITIVE_INFINITY);
    const { id: mountpointId, port, rtcpPort } = await this.media.createMountpoint();
    const endsAt = new Date(startedAt.getTime() + minutes(testMinutes));
    try {
      const test = await this.tests.begin({ roomId, mountpointId, port, rtcpPort, kbps, startedAt, endsAt });
      this.seen.add(mountpointId);
      this.log.info({ room: roomId, meeting: test.id }, 'an announced test begins');
      return test;
    } catch (error) {
      await this.media.destroyMountpoint(mountpointId);
      throw error;
    }
  }

  private async endViewer(viewer: { readonly id: string; readonly seatHash: string }): Promise<void> {
    await this.tests.endViewer(viewer.id, this.clock.now());
    await this.revoke(viewer.seatHash);
  }

  private async end(test: AnnouncedTestEntity, because: TestEnding): Promise<void> {
    const isOurs = await this.tests.end(test, this.clock.now(), because);
    this.seen.delete(test.mountpointId);
    this.lines.forget(test);
    await this.leases.end(this.leaseOf(test));
    try {
      for (const seatHash of await this.seats.of(test.mountpointId)) await this.revoke(seatHash);
      await this.media.destroyMountpoint(test.mountpointId);
    } finally {
      // Lamp and pages say what is true also when the media server breaks off.
      await this.reload(test.roomId);
    }
    if (isOurs) this.log.info({ room: test.roomId, meeting: test.id, because }, 'an announced test is over');
  }

  private async endAll(because: TestEnding): Promise<void> {
    for (const test of await this.tests.running()) await this.end(test, because).catch(this.complain);
  }

  /** A closed line alone would leave the picture running in the page's session for a minute. */
  private async revoke(seatHash: string): Promise<void> {
    for (const sessionId of await this.seats.revoke(seatHash)) await this.media.destroySession(sessionId);
  }

  private async reload(roomId: string): Promise<void> {
    this.running = await this.tests.running();
    await this.rooms.setTest(roomId, this.running.find((test) => test.roomId === roomId)?.endsAt ?? null);
  }

  /** One thing at a time: two pages that start together share one test. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.turn.then(work);
    this.turn = turn.catch(() => undefined);
    return turn;
  }
}
