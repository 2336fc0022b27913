import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { minutes, newId } from '@etapiste/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { AuditEntryEntity, auditErasure, verifyStore } from '../audit/index.js';
import { StoreAuditTrail } from '../audit/store.audit-trail.js';
import { CallEntity, callErasure, CallEventEntity, ShiftEntity } from '../calls/index.js';
import type { Config } from '../config/config.js';
import type { Entities, Store } from '../database/store.js';
import { createLog } from '../log/log.js';
import { MailEntity } from '../mail/index.js';
import { PointEntity, PolicyEntity, Register, RoomEntity, Seed } from '../points/index.js';
import { TestClock } from '../testing/test-clock.js';
import { onBothStores } from '../testing/test-stores.js';
import { AccountEntity, GrantEntity, peopleErasure, SignInEntity } from '../people/index.js';
import { AnnouncedTestEntity, AnnouncedTestViewerEntity, meetingErasure } from '../meetings/index.js';
import { CredentialEntity, credentialErasure } from '../devices/index.js';
import type { ErasureRule } from '../database/erasure-rule.js';
import { ErasureRunEntity } from './erasure-run.entity.js';
import { Erasure } from './erasure.service.js';
import { mailErasure } from './mail.erasure.js';

const days = (count: number) => minutes(count * 24 * 60);
const entities: Entities = [
  PointEntity,
  RoomEntity,
  PolicyEntity,
  AuditEntryEntity,
  ErasureRunEntity,
  MailEntity,
  CallEntity,
  CallEventEntity,
  ShiftEntity,
  AccountEntity,
  GrantEntity,
  SignInEntity,
  AnnouncedTestEntity,
  AnnouncedTestViewerEntity,
  CredentialEntity,
];
const allRules = [auditErasure, ...callErasure, mailErasure, meetingErasure, ...peopleErasure, credentialErasure];
const shift = { shiftId: newId(), name: 'Neuvoja Nieminen' };

describe('erasure by policy', () => {
  onBothStores(entities, (store, _reopen, database) => {
    let clock: TestClock;
    let register: Register;
    let trail: StoreAuditTrail;

    beforeEach(async () => {
      clock = new TestClock();
      register = new Register(store(), clock, createLog('silent'));
      trail = new StoreAuditTrail(clock);
      await new Seed(store(), { extraRooms: 0 } as Config).plant();
      await register.load();
      await store().write(async ({ manager }) => {
        for (const entity of [ErasureRunEntity, MailEntity, CallEventEntity, CallEntity, ShiftEntity])
          await manager.createQueryBuilder().delete().from(entity).execute();
      });
    });

    const hub = (rules: readonly ErasureRule[] = allRules) =>
      new Erasure(store(), register, trail, clock, rules, createLog('silent'));
    const ago = (count: number) => new Date(clock.now().getTime() - days(count));
    const addMail = (ageDays: number, body = '') => {
      const row = {
        id: newId(),
        recipient: 'lead@point.example',
        subject: '',
        body,
        createdAt: ago(ageDays),
        sentAt: null,
        tries: 1,
      };
      return store().write(async ({ manager }) => void (await manager.insert(MailEntity, { ...row, nextTryAt: null })));
    };
    const traces = () => store().read((manager) => manager.findBy(AuditEntryEntity, { what: 'data.erased' }));
    const mails = () => store().read((manager) => manager.find(MailEntity, { order: { createdAt: 'ASC' } }));

    it('takes what is too old, keeps the rest, and says what it took', async () => {
      for (const age of [31, 30.1, 29.9, 0]) await addMail(age);
      const erasure = hub();
      await erasure.tick();
      expect((await mails()).map(({ createdAt }) => createdAt)).toEqual([ago(29.9), ago(0)]);
      const [run] = await erasure.runs();
      expect(run).toMatchObject({ day: '2026-11-24', startedAt: clock.now().toISOString(), doneAt: clock.now().toISOString() });
      const result = { rule: 'mails', policy: 'mailDays', days: 30, before: ago(30).toISOString(), erased: 2 };
      expect(run?.results).toContainEqual(result);
    });

    it('follows the policy in force', async () => {
      const policy = { id: newId(), pointId: null, version: 2, validFrom: '2026-01-01', validTo: null };
      await store().write(({ manager }) => manager.insert(PolicyEntity, { ...policy, name: 'mailDays', value: 10 }));
      await register.load();
      for (const age of [11, 9]) await addMail(age);
      await hub().tick();
      expect(await mails()).toHaveLength(1);
      await store().write(({ manager }) => manager.delete(PolicyEntity, { id: policy.id }));
    });

    it('leaves a trace of each run', async () => {
      const before = (await traces()).length;
      await addMail(40);
      await hub().tick();
      const left = (await traces()).slice(before);
      expect(left).toHaveLength(1);
      expect(JSON.parse(left[0]?.details ?? '')).toMatchObject({
        day: '2026-11-24',
        results: expect.arrayContaining([expect.objectContaining({ rule: 'mails', erased: 1 })]) as unknown,
      });
    });

    it('runs once a day, after one in the night by UTC, whatever hubs there are', async () => {
      let asked = 0;
      const before = (await traces()).length;
      const counting: ErasureRule = { name: 'mails', policy: 'mailDays', erase: async () => ((asked += 1), 0) };
      const [first, second] = [hub([counting]), hub([counting])];
      await Promise.all([first.tick(), second.tick(), first.tick()]);
      expect(asked).toBe(1);
      // From 07:52 to 00:59 of the next day.
      clock.pass(minutes(17 * 60 + 7));
      await Promise.all([first.tick(), second.tick()]);
      expect(asked).toBe(1);
      clock.pass(minutes(1));
      await Promise.all([first.tick(), second.tick()]);
      expect(asked).toBe(2);
      // A hub that starts when today's run is done does nothing; one that was away for days does it once.
      await hub([counting]).tick();
      clock.pass(days(5));
      await hub([counting]).tick();
      expect([asked, (await traces()).length - before]).toEqual([3, 3]);
    });

    it('goes on after a hub that died in the middle, and counts all of it', async () => {
      let left = 1200;
      const fails = { name: 'mails', policy: 'mailDays' } as const;
      const erase = async (_manager: unknown, _before: Date, most: number) => {
        const taken = Math.min(most, left);
        left -= taken;
        return taken;
      };
      const breaking: ErasureRule = {
        ...fails,
        erase: async (manager, before, most) => {
          if (left < 1200) throw new Error('the hub dies');
          return erase(manager, before, most);
        },
      };
      await hub([breaking]).tick();
      const erasure = hub([{ ...fails, erase }]);
      expect((await erasure.runs())[0]).toMatchObject({ doneAt: null, results: [{ erased: 500 }] });
      await erasure.tick();
      expect((await erasure.runs())[0]).toMatchObject({ doneAt: clock.now().toISOString(), results: [{ erased: 1200 }] });
    });

    it('takes the advisors from ended calls and their events, and old shifts; what happened stays', async () => {
      const [old, young] = [await addCall(store(), ago(31)), await addCall(store(), ago(29))];
      await store().write(async ({ manager }) => {
        const row = { name: shift.name, pointIds: ['porvoo'], startedAt: ago(32) };
        await manager.insert(ShiftEntity, { ...row, id: newId(), lastSeenAt: ago(31), endedAt: ago(31) });
        await manager.insert(ShiftEntity, { ...row, id: newId(), lastSeenAt: ago(31), endedAt: null });
        await manager.insert(ShiftEntity, { ...row, id: newId(), lastSeenAt: ago(1), endedAt: null });
      });
      const erasure = hub();
      await erasure.tick();
      const { calls, events, shifts } = await store().read(async (manager) => ({
        calls: await manager.find(CallEntity, { order: { endedAt: 'ASC' } }),
        events: await manager.find(CallEventEntity, { order: { at: 'ASC', what: 'ASC' } }),
        shifts: await manager.find(ShiftEntity),
      }));
      expect(calls).toMatchObject([
        {
          id: old,
          acknowledgedBy: null,
          acknowledgedAt: ago(31),
          onTheWayBy: null,
          ending: { by: 'desk', name: null, reason: null },
        },
        { id: young, acknowledgedBy: shift, onTheWayBy: shift, ending: { name: shift.name } },
      ]);
      expect(events.map(({ what, who }) => [what, who])).toEqual([
        ['acknowledged', null],
        ['joined', 'press-1'],
        ['acknowledged', shift.shiftId],
        ['joined', 'press-1'],
      ]);
      expect(shifts).toHaveLength(1);
      expect((await erasure.runs())[0]?.results).toMatchObject([
        {},
        { rule: 'calls', erased: 1 },
        { rule: 'shifts', erased: 2 },
        {},
        {},
        {},
        {},
        {},
      ]);
    });

    it('takes sign-ins that are long over, closed accounts with their roles, and who watched a picture', async () => {
      const account = (closed: number | null) => {
        const row = { id: newId(), name: 'Aino', userName: newId(), passwordHash: null, oneTimeUntil: null, issuer: null };
        return { ...row, subject: null, isDemo: false, createdAt: ago(900), closedAt: closed === null ? null : ago(closed) };
      };
      // The second one is held by a sign-in that is kept longer.
      const [gone, held, young, open] = [account(731), account(731), account(729), account(null)];
      const signIn = (used: number, ended: number | null, terminalId: string | null = null): SignInEntity => {
        const from = { fromAddress: '192.0.2.1', agent: 'x', deviceHash: null, provider: null, providerSid: null, idToken: null };
        const times = { createdAt: ago(400), lastUsedAt: ago(used), endedAt: ended === null ? null : ago(ended) };
        const whose = { accountId: terminalId ? null : open.id, terminalId, roomId: terminalId && 'porvoo-1' };
        return { ...from, ...times, ...whose, id: newId(), hash: newId(), method: 'password' };
      };
      const kept = [{ ...signIn(200, 89), accountId: held.id }, signIn(89, null), signIn(200, null, newId())];
      const testId = newId();
      const viewer = (age: number) => ({
        id: newId(),
        testId,
        seatHash: 'h',
        accountId: open.id,
        aliveAt: ago(age),
        endedAt: null,
      });
      const watching = viewer(29);
      await store().write(async ({ manager }) => {
        for (const row of [gone, held, young, open]) await manager.insert(AccountEntity, row);
        const grant = { role: 'owner', scope: { kind: 'everything' }, validTo: null, isFromProvider: false } as const;
        for (const { id } of [gone, young])
          await manager.insert(GrantEntity, { ...grant, id: newId(), accountId: id, validFrom: ago(900) });
        for (const row of [...kept, signIn(92, 91), signIn(91, null)]) await manager.insert(SignInEntity, row);
        const test = { id: testId, roomId: 'porvoo-1', mountpointId: 'm', port: 1, rtcpPort: 2, kbps: 1 };
        const times = { startedAt: ago(31), endsAt: ago(31), endedAt: ago(31), endedBecause: null };
        await manager.insert(AnnouncedTestEntity, { ...test, ...times });
        for (const row of [viewer(31), watching]) await manager.insert(AnnouncedTestViewerEntity, row);
      });
      await hub().tick();
      const left = await store().read(async (manager) => ({
        accounts: (await manager.find(AccountEntity)).map(({ id }) => id).toSorted(),
        grants: (await manager.find(GrantEntity)).map(({ accountId }) => accountId),
        signIns: (await manager.find(SignInEntity)).map(({ id }) => id).toSorted(),
        viewers: (await manager.find(AnnouncedTestViewerEntity)).map(({ id }) => id),
      }));
      expect(left).toEqual({
        accounts: [held.id, young.id, open.id].toSorted(),
        grants: [young.id],
        signIns: kept.map(({ id }) => id).toSorted(),
        viewers: [watching.id],
      });
    });

    it('takes the name of whoever enrolled a device from credentials that ended long ago', async () => {
      const device = { kind: 'controller', roomId: 'porvoo-1', publicKey: null, certificate: null, renews: null } as const;
      const times = { issuedAt: ago(900), validTo: null, usedAt: null, endedBecause: null };
      const credential = (issuedBy: string, ended: number | null) => {
        const endedAt = ended === null ? null : ago(ended);
        return { ...device, ...times, id: newId(), serial: newId(), issuedBy, endedAt };
      };
      await store().write(async ({ manager }) => {
        for (const row of [credential('Old', 731), credential('Young', 729), credential('Living', null)])
          await manager.insert(CredentialEntity, row);
      });
      await hub().tick();
      const left = await store().read((manager) => manager.find(CredentialEntity));
      expect(left.map(({ issuedBy }) => issuedBy).toSorted()).toEqual(['', 'Living', 'Young']);
    });

    it('takes the erasable part of old traces, from the oldest on, and the chain still holds', async () => {
      const actor = { kind: 'person', id: newId(), name: 'Aino' } as const;
      const record = () =>
        store().write(({ manager }) =>
          trail.record(manager, { what: 'sign-out', actor, from: null, why: null, subject: null, details: {} }),
        );
      // Traces cannot be cleared away: these come after those of the other tests.
      clock.pass(days(100));
      for (let count = 0; count < 3; count++) await record();
      const kept = async () => {
        const { erased, entries, firstBreak } = await verifyStore({ database: database() });
        return { kept: entries - erased, firstBreak };
      };
      clock.pass(days(730));
      await hub().tick();
      // The three, and the report of the run.
      expect(await kept()).toEqual({ kept: 4, firstBreak: null });
      clock.pass(days(1));
      await hub().tick();
      expect(await kept()).toEqual({ kept: 2, firstBreak: null });
    });

    it('leaves nothing of what it took in the database files', async () => {
      const config = database();
      if (config.kind !== 'sqlite') return;
      const needle = `needle-${newId()}`;
      const isInFiles = () => {
        const folder = path.dirname(config.file);
        return readdirSync(folder).some((file) => readFileSync(path.join(folder, file)).includes(needle));
      };
      for (let count = 0; count < 20; count++) await addMail(31, `${needle} ${'x'.repeat(count * 300)}`);
      await addMail(1, 'kept');
      expect(isInFiles()).toBe(true);
      await hub().tick();
      expect(await mails()).toHaveLength(1);
      expect(isInFiles()).toBe(false);
    });
  });
});

async function addCall(store: Store, at: Date): Promise<string> {
  const id = newId();
  const times = {
    pressedAt: at,
    openedAt: at,
    rungAt: at,
    seenAt: at,
    heardAt: null,
    acknowledgedAt: at,
    onTheWayAt: at,
    endedAt: at,
  };
  await store.write(async ({ manager }) => {
    await manager.insert(CallEntity, {
      ...times,
      id,
      version: 1,
      roomId: 'porvoo-1',
      pointId: 'porvoo',
      state: 'done',
      isStale: false,
      source: 'wall-button',
      presses: 1,
      acknowledgedBy: shift,
      onTheWayBy: shift,
      ending: { by: 'desk', name: shift.name, reason: null },
      escalation: [],
      escalateAt: null,
      notReachedAt: null,
      isNotReached: false,
    });
    const event = { callId: id, at, detail: null };
    await manager.insert(CallEventEntity, { ...event, id: newId(), what: 'acknowledged', who: shift.shiftId });
    await manager.insert(CallEventEntity, { ...event, id: newId(), what: 'joined', who: 'press-1' });
  });
  return id;
}
