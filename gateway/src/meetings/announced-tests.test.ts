import { minutes, newId, seconds, type AnnouncedTest, type PayloadOf, type meetingMessages } from '@etapiste/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { AuditEntryEntity, StoreAuditTrail, type Deed } from '../audit/index.js';
import type { Store } from '../database/store.js';
import type { Actor } from '../rights/index.js';
import { Refused } from '../http/refused.js';
import { SeatEntity, SeatSessionEntity, StoreSeats } from '../janus/index.js';
import { JanusMediaServer } from '../janus/janus.media-server.js';
import { JanusProcess } from '../janus/testing/janus-process.js';
import { createLog } from '../log/log.js';
import { PointEntity, RoomEntity } from '../points/index.js';
import { TestClock } from '../testing/test-clock.js';
import { onBothStores } from '../testing/test-stores.js';
import { AnnouncedTestEntity, AnnouncedTestViewerEntity } from './announced-test.entity.js';
import { AnnouncedTestStore } from './announced-test.store.js';
import { AnnouncedTests } from './announced-tests.js';
import { CameraLeases } from './camera-leases.js';

type Lease = PayloadOf<(typeof meetingMessages)['document-camera-lease']>;

const log = createLog('silent');
const by: Actor = { kind: 'person', id: newId(), name: 'Asiantuntija', signInId: newId(), grants: [] };
const watcher: Deed = { by, from: '192.0.2.7' };
const soon = { timeout: 100_000, interval: 50 };
// By the test's own clock: nobody waits a second for the next look.
const lookEveryMs = 50;
const entities = [
  PointEntity,
  RoomEntity,
  SeatEntity,
  SeatSessionEntity,
  AnnouncedTestEntity,
  AnnouncedTestViewerEntity,
  AuditEntryEntity,
];

const ignoreRefusal = (error: unknown) => {
  if (!(error instanceof Refused)) throw error;
};

/** A room of the register that no other test uses. */
async function addRoom(store: Store): Promise<string> {
  const [pointId, roomId] = [`point-${newId()}`, `room-${newId()}`];
  const text = { fi: 'Testi', sv: 'Test', en: 'Test' };
  await store.write(async ({ manager }) => {
    const lists = { languages: [], addresses: [], openingHours: [], exceptionalHours: [], instructionCards: [] };
    const contact = { phone: '0', email: 'x@point.example' };
    const point = { ...lists, id: pointId, name: text, municipality: text, desk: text, contact, version: 1 };
    await manager.insert(PointEntity, { ...point, timeZone: 'Europe/Helsinki' });
    const soundInsulationDb = { toNeighbouringRooms: null, toCorridor: null, measuredOn: null };
    const passport = { soundInsulationDb, accessibility: [], equipment: [] };
    await manager.insert(RoomEntity, { id: roomId, pointId, kind: 'room', number: 1, passport, version: 1 });
  });
  return roomId;
}

describe('an announced test of a document camera', () => {
  onBothStores(entities, (open) => {
    let janus: JanusProcess;
    let media: JanusMediaServer;
    let clock: TestClock;
    let roomId: string;
    let leases: (Lease & { roomId: string })[];
    let onLease: (lease: Lease) => void;
    let said: Map<string, Date | null>;
    let reachable: boolean;
    let otherRoomId: string;
    let lineKbps: (room: string) => number;
    let tests: AnnouncedTests;

    // One Janus for all: each test has rooms of its own, and whoever kills it starts it again.
    beforeAll(async () => {
      janus = new JanusProcess();
      await janus.start();
      media = new JanusMediaServer({ url: janus.url, rtpHost: '127.0.0.1' }, janus.secrets, janus.keys, log);
      media.start();
    });
    afterAll(async () => {
      await media.stop();
      await janus.remove();
    });

    beforeEach(async () => {
      await vi.waitUntil(() => media.isAvailable, soon);
      clock = new TestClock();
      [roomId, otherRoomId] = [await addRoom(open()), await addRoom(open())];
      leases = [];
      onLease = () => undefined;
      said = new Map();
      reachable = true;
      lineKbps = () => 10_000;
      tests = hub();
      await tests.start();
    });
    afterEach(async () => {
      clock.pass(minutes(6));
      await vi.waitUntil(
        async () => (await new AnnouncedTestStore(open(), new StoreAuditTrail(clock)).running()).length === 0,
        soon,
      );
      await tests.stop();
    });

    /** The hub's side of it, as after a start. */
    const hub = () => {
      const link = {
        send: async (_: unknown, room: string, lease: Lease) => {
          leases.push({ ...lease, roomId: room });
          onLease(lease);
        },
      };
      const rooms = {
        testMinutes: (room: string) => ([roomId, otherRoomId].includes(room) ? 5 : undefined),
        lineKbps: (room: string) => lineKbps(room),
        isReachable: () => reachable,
        setTest: async (room: string, endsAt: Date | null) => void said.set(room, endsAt),
      };
      const store = new AnnouncedTestStore(open(), new StoreAuditTrail(clock));
      return new AnnouncedTests(
        store,
        new StoreSeats(open(), clock),
        media,
        new CameraLeases(link as never, media, clock),
        rooms,
        clock,
        log,
        lookEveryMs,
      );
    };
    const ended = () => vi.waitFor(() => expect(said.get(roomId)).toBeNull(), soon);
    const isGone = async ({ mountpointId }: AnnouncedTest) => (await media.mountpointInfo(mountpointId)) === undefined;

    test('the room is told, and films on a lease with a key of its own', async () => {
      const ticket = await tests.watch(roomId, watcher);

      expect(said.get(roomId)?.toISOString()).toBe(ticket.endsAt);
      expect(Date.parse(ticket.endsAt) - clock.now().getTime()).toBe(minutes(5));
      expect(leases).toHaveLength(1);
      expect(leases[0]).toMatchObject({ roomId, mountpointId: ticket.mountpointId, leaseSeconds: 15, kbps: 2_000 });
      expect(leases[0]?.rtcpPort).toBeGreaterThan(0);
      expect(leases[0]?.key).not.toContain(ticket.pin);
      expect(await isGone(ticket)).toBe(false);
    });

    test('whoever looks leaves a trace, with the room and from where', async () => {
      await tests.watch(roomId, watcher);
      const traces = await open().read((manager) => manager.findBy(AuditEntryEntity, { subjectId: roomId }));
      const { id: actorId, name: actorName } = by;
      expect(traces).toMatchObject([{ what: 'picture.viewed', actorId, actorName, from: '192.0.2.7', subjectKind: 'room' }]);
    });

    test('the room leaves a trace, too, when it is shown what the experts see', async () => {
      await tests.watch(roomId, watcher);
      const terminal: Actor = { kind: 'terminal', id: newId(), name: roomId, signInId: newId(), grants: [] };
      await tests.mirror(roomId, { by: terminal, from: '192.0.2.8' });
      const traces = await open().read((manager) => manager.findBy(AuditEntryEntity, { actorId: terminal.id }));
      expect(traces).toMatchObject([{ what: 'picture.viewed', actorKind: 'terminal', from: '192.0.2.8', subjectId: roomId }]);
    });

    test('two experts share one test, each on an own seat; it ends with the last of them', async () => {
      const [one, other] = await Promise.all([tests.watch(roomId, watcher), tests.watch(roomId, watcher)]);
      expect(other.mountpointId).toBe(one.mountpointId);
      expect(other.seat).not.toBe(one.seat);
      expect(other.id).not.toBe(one.id);

      await tests.leave(one.id);
      expect(said.get(roomId)).not.toBeNull();
      await expect(tests.keep(one.id)).rejects.toMatchObject({ code: 'test-ended' });
      await tests.keep(other.id);
      await tests.leave(other.id);

      expect(said.get(roomId)).toBeNull();
      expect(leases.at(-1)).toMatchObject({ mountpointId: one.mountpointId, leaseSeconds: 0 });
      expect(await isGone(one)).toBe(true);
    });

    test('the room sees what the experts see, begins nothing and keeps nothing: it ends with the last expert', async () => {
      await expect(tests.mirror(roomId, watcher)).rejects.toMatchObject({ code: 'test-ended' });
      const { id, ...watched } = await tests.watch(roomId, watcher);
      const mirrored = await tests.mirror(roomId, watcher);
      expect(mirrored).toEqual({ ...watched, seat: mirrored.seat });
      expect(mirrored.seat).not.toBe(watched.seat);
      const seats = new StoreSeats(open(), clock);
      expect(await seats.find(mirrored.seat)).toBeDefined();

      await tests.leave(id);
      expect(said.get(roomId)).toBeNull();
      expect(await seats.find(mirrored.seat)).toBeUndefined();
      await expect(tests.mirror(roomId, watcher)).rejects.toMatchObject({ code: 'test-ended' });
      expect(leases.at(-1)?.leaseSeconds).toBe(0);
    });

    test('the lease is renewed every five seconds, and at once when the controller is born', async () => {
      const { id } = await tests.watch(roomId, watcher);
      clock.pass(seconds(5));
      await vi.waitFor(() => expect(leases).toHaveLength(2), soon);
      await tests.roomBorn(roomId);
      expect(leases).toHaveLength(3);
      expect(new Set(leases.map(({ mountpointId }) => mountpointId)).size).toBe(1);
      await tests.leave(id);
      await tests.roomBorn(roomId);
      expect(leases.at(-1)?.leaseSeconds).toBe(0);
    });

    test('a controller that is born while its test ends is given no lease any more', async () => {
      const { id } = await tests.watch(roomId, watcher);
      let born: Promise<void> | undefined;
      onLease = ({ leaseSeconds }) => {
        if (leaseSeconds === 0) born = tests.roomBorn(roomId);
      };
      await tests.leave(id);
      await born;
      expect(leases.map(({ leaseSeconds }) => leaseSeconds)).toEqual([15, 0]);
    });

    test('a test that cannot be looked after leaves no other one without its lease', async () => {
      await tests.watch(roomId, watcher);
      await tests.watch(otherRoomId, watcher);
      lineKbps = (room) => {
        if (room === roomId) throw new Error('nothing is known of this room');
        return 10_000;
      };
      clock.pass(seconds(5));
      await vi.waitFor(() => expect(leases.filter((lease) => lease.roomId === otherRoomId)).toHaveLength(2), soon);
      lineKbps = () => 10_000;
    });

    test('a page that falls silent ends its watching after fifteen seconds', async () => {
      const ticket = await tests.watch(roomId, watcher);
      clock.pass(seconds(14));
      await tests.keep(ticket.id);
      clock.pass(seconds(14));
      await vi.waitFor(() => expect(leases.length).toBeGreaterThan(1), soon);
      expect(said.get(roomId)).not.toBeNull();
      clock.pass(seconds(2));
      await ended();
      expect(await isGone(ticket)).toBe(true);
    });

    test('after five minutes it is over, however eagerly somebody watches', async () => {
      const ticket = await tests.watch(roomId, watcher);
      for (let passed = 0; passed < 5 * 60; passed += 10) {
        clock.pass(seconds(10));
        await tests.keep(ticket.id).catch(ignoreRefusal);
      }
      await ended();
      await expect(tests.keep(ticket.id)).rejects.toMatchObject({ code: 'test-ended' });
      expect(leases.at(-1)?.leaseSeconds).toBe(0);
    });

    test('a killed media server ends it; the next one has another mountpoint, key and pin', async () => {
      const before = await tests.watch(roomId, watcher);
      await janus.kill();
      await ended();
      await expect(tests.watch(roomId, watcher)).rejects.toMatchObject({ code: 'video-unavailable' });

      await janus.start();
      await vi.waitUntil(() => media.isAvailable, soon);
      const after = await tests.watch(roomId, watcher);

      expect(after.mountpointId).not.toBe(before.mountpointId);
      expect(after.pin).not.toBe(before.pin);
      const keys = leases.map(({ mountpointId, key }) => `${mountpointId} ${key}`);
      expect(new Set(keys).size).toBe(2);
    });

    test('a restarted hub goes on with the same picture', async () => {
      const ticket = await tests.watch(roomId, watcher);
      await tests.stop();
      leases = [];
      said = new Map();
      // Longer than a page may be silent: nobody was there to hear it.
      clock.pass(seconds(30));
      tests = hub();
      await tests.start();

      expect(said.get(roomId)?.toISOString()).toBe(ticket.endsAt);
      await vi.waitFor(() => expect(leases.at(-1)).toMatchObject({ mountpointId: ticket.mountpointId, leaseSeconds: 15 }), soon);
      await tests.keep(ticket.id);
      expect((await tests.watch(roomId, watcher)).mountpointId).toBe(ticket.mountpointId);
    });

    test('hub and media server restarted together: the lost picture is not waited for', async () => {
      await tests.watch(roomId, watcher);
      await tests.stop();
      await janus.kill();
      await janus.start();
      await vi.waitUntil(() => media.isAvailable, soon);
      tests = hub();
      await tests.start();
      await ended();
      expect(leases.at(-1)?.leaseSeconds).toBe(0);
    });

    test('a line that loses is asked for less at once, and the next test begins where this one ended', async () => {
      const { id } = await tests.watch(roomId, watcher);
      clock.pass(seconds(2));
      await tests.keep(id, { overMs: 2_000, packetsReceived: 100, packetsLost: 300, framesDecoded: 0, frozenMs: 2_000 });
      const kbps = leases.at(-1)?.kbps as number;
      expect(kbps).toBeLessThan(500);

      await tests.stop();
      tests = hub();
      await tests.start();
      await vi.waitFor(() => expect(leases.at(-1)).toMatchObject({ leaseSeconds: 15, kbps }), soon);
      await tests.leave(id);
      await tests.watch(roomId, watcher);
      expect(leases.at(-1)).toMatchObject({ leaseSeconds: 15, kbps });
    });

    test('a line of 384 kbps is never asked for more than its share', async () => {
      lineKbps = () => 384;
      const { id } = await tests.watch(roomId, watcher);
      clock.pass(seconds(10));
      await tests.keep(id, { overMs: 2_000, packetsReceived: 50, packetsLost: 0, framesDecoded: 60, frozenMs: 0 });
      expect(leases.every(({ kbps }) => kbps <= 192)).toBe(true);
    });

    test('an unknown room, or one that cannot be reached, is refused', async () => {
      await expect(tests.watch('nowhere-1', watcher)).rejects.toMatchObject({ code: 'room-unknown' });
      reachable = false;
      await expect(tests.watch(roomId, watcher)).rejects.toMatchObject({ code: 'device-unreachable' });
      expect(leases).toEqual([]);
    });
  });
});
