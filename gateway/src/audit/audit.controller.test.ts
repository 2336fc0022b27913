import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { auditLine, auditPage, newId, type AuditPage, type Grant } from '@etapiste/protocol';
import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Config, readConfig } from '../config/config.js';
import { DatabaseModule } from '../database/database.module.js';
import { Store } from '../database/store.js';
import { createHttpApp } from '../http/http-app.js';
import { Readiness } from '../http/readiness.js';
import { createLog, Log } from '../log/log.js';
import { Actors, RightsModule, type Actor } from '../rights/index.js';
import { TestClock } from '../testing/test-clock.js';
import { Clock } from '../time/clock.js';
import { AuditEntryEntity, AuditModule, AuditTrail, verifyCommand } from './index.js';

const folder = mkdtempSync(path.join(tmpdir(), 'etapiste-audit-'));
const env = { ETAPISTE_DATA_DIR: folder, ETAPISTE_HTTP_PORT: '0' };
const config = readConfig(env);
const clock = new TestClock();
const log = createLog('silent');
const owner: Grant = {
  id: newId(),
  role: 'owner',
  scope: { kind: 'everything' },
  validFrom: '2025-09-01T00:00:00.000Z',
  validTo: null,
};
const reader: Actor = { kind: 'person', id: newId(), name: 'Omistaja', signInId: newId(), grants: [owner] };
const [accountId, otherId] = [newId(), newId()];

/** Whoever says so in a header; signing in is another subject. */
class HeaderActors extends Actors {
  async of({ headers }: { headers: object }): Promise<readonly Actor[]> {
    return 'x-reader' in headers ? [reader] : [];
  }
  onChange(): void {}
}

@Global()
@Module({
  imports: [DatabaseModule.with([AuditEntryEntity]), AuditModule, RightsModule],
  providers: [
    Readiness,
    { provide: Config, useValue: config },
    { provide: Log, useValue: log },
    { provide: Clock, useValue: clock },
    { provide: Actors, useClass: HeaderActors },
  ],
  exports: [Config, Log, Clock, Actors, Readiness],
})
class World {}

describe('the audit trail over HTTP', () => {
  let app: NestFastifyApplication;
  let store: Store;

  beforeAll(async () => {
    app = await createHttpApp({ module: World }, { config, log, clock });
    await app.init();
    app.get(Readiness).isReady = true;
    store = app.get(Store);
    await store.start();
    // 130 entries, a minute apart, every tenth of them about the other account.
    await store.write(async ({ manager }) => {
      for (let index = 1; index <= 130; index++) {
        const actor = { kind: 'person', id: index % 10 === 0 ? otherId : accountId, name: `Tekijä ${index}` } as const;
        const what = index % 2 === 0 ? 'sign-out' : 'sign-in.succeeded';
        await app.get(AuditTrail).record(manager, { what, actor, from: null, why: null, subject: null, details: {} });
        clock.pass(60_000);
      }
    });
  });
  afterAll(async () => {
    await app.close();
    await store.stop();
    rmSync(folder, { recursive: true });
  });

  const get = (url: string, headers: Record<string, string> = { 'x-reader': '1' }) =>
    app.inject({ method: 'GET', url: `/api/v1/audit/${url}`, headers });
  const page = async (query: string): Promise<AuditPage> => auditPage.parse((await get(`entries?${query}`)).json());
  const numbers = ({ entries }: AuditPage) => entries.map(({ number }) => number);
  const count = () => store.read((manager) => manager.count(AuditEntryEntity));
  /** The instant of one of the 130 entries. */
  const at = (number: number) => new Date(Date.parse('2026-11-24T07:52:00.000Z') + (number - 1) * 60_000).toISOString();

  test('is shown to nobody without a name, and nothing is said or recorded', async () => {
    const before = await count();
    for (const url of ['entries', 'export']) {
      const answer = await get(url, {});
      expect([answer.statusCode, answer.json()]).toMatchObject([401, { code: 'sign-in-needed' }]);
    }
    expect(await count()).toBe(before);
  });

  test('reading it leaves a trace of who read, and what they looked for, which they see themselves', async () => {
    const { entries } = await page(`what=sign-out&actorId=${otherId}`);
    expect(entries.length).toBe(13);
    const [newest] = (await page('')).entries.slice(1);
    const actor = { kind: 'person', id: reader.id, name: 'Omistaja' };
    expect(newest).toMatchObject({
      what: 'audit.read',
      actor,
      from: '127.0.0.1',
      details: { what: 'sign-out', actorId: otherId },
    });
  });

  test('is paged to its oldest entry and back, without a gap or a repeat', async () => {
    const query = `to=${at(131)}`;
    const pages = [await page(query)];
    expect(pages[0]).toMatchObject({ newer: null });
    for (let { older } = pages[0] as AuditPage; older !== null;) {
      const next = await page(`${query}&before=${older}`);
      pages.push(next);
      ({ older } = next);
    }
    expect(pages.flatMap(numbers)).toEqual(Array.from({ length: 130 }, (_, index) => 130 - index));
    const back = await page(`${query}&after=${pages[2]?.newer}`);
    expect(numbers(back)).toEqual(numbers(pages[1] as AuditPage));
    const front = await page(`${query}&after=${back.newer}`);
    expect([numbers(front), front.newer, front.older]).toEqual([numbers(pages[0] as AuditPage), null, pages[0]?.older]);
  });

  test.each([
    [`from=${at(3)}&to=${at(5)}`, [4, 3]],
    [`to=${at(8)}&what=sign-out`, [6, 4, 2]],
    [`to=${at(25)}&actorId=${otherId}`, [20, 10]],
    [`subjectId=${newId()}`, []],
  ])('by %s shows only those entries', async (query, expected) => {
    expect(numbers(await page(query))).toEqual(expected);
  });

  test.each(['before=0', 'before=x', 'from=yesterday', 'what=everything', 'actorId='])('refuses %s', async (query) => {
    const before = await count();
    expect((await get(`entries?${query}`)).json()).toMatchObject({ code: 'request-malformed' });
    expect(await count()).toBe(before);
  });

  const verify = async (...args: string[]) => {
    let said = '';
    const code = await verifyCommand(args, env, (text) => (said += text));
    return { code, said };
  };
  const exported = async (query: string, change = (text: string) => text) => {
    const answer = await get(`export?${query}`);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/jsonl']);
    const file = path.join(folder, `${newId()}.jsonl`);
    writeFileSync(file, change(answer.body));
    const lines = answer.body
      .trim()
      .split('\n')
      .map((line) => auditLine.parse(JSON.parse(line)));
    return { file, lines };
  };

  test('is exported whole, the trace of the export at its end, and verified from the file alone', async () => {
    const { file, lines } = await exported('');
    expect(lines.map(({ number }) => number)).toEqual(Array.from({ length: await count() }, (_, index) => index + 1));
    expect(lines.at(-1)).toMatchObject({ what: 'audit.exported' });
    const { code, said } = await verify(file);
    expect([code, said]).toEqual([0, expect.stringContaining(`head ${lines.length}:${lines.at(-1)?.hash}`)]);
  });

  test('is exported in part, and the part is verified too', async () => {
    const { file, lines } = await exported(`from=${at(40)}&to=${at(60)}`);
    expect([lines[0]?.number, lines.at(-1)?.number]).toEqual([40, 59]);
    expect(await verify(file)).toMatchObject({ code: 0 });
  });

  test.each([
    ['changed', (text: string) => text.replace('Tekijä 50', 'Tekijä 51'), 'BROKEN at entry 50: details-changed'],
    ['shortened', (text: string) => text.replace(/^\{"number":45,.*\n/m, ''), 'BROKEN at entry 45: number-missing'],
  ])('an export that was %s is found out', async (_, change, reason) => {
    const { file } = await exported(`from=${at(40)}&to=${at(60)}`, change);
    expect(await verify(file)).toEqual({ code: 1, said: expect.stringContaining(reason) as string });
  });

  test('the command verifies the store that the environment names, and holds it against a known head', async () => {
    const { code, said } = await verify();
    expect([code, said]).toEqual([0, expect.stringContaining(`${await count()} entries hold`)]);
    const head = /head (\S+)/.exec(said)?.[1] ?? '';
    expect(await verify('--head', head)).toMatchObject({ code: 0 });
    expect(await verify('--head', head.replace(/^\d+/, '9999'))).toMatchObject({ code: 1 });
    expect(await verify('--head', 'x')).toMatchObject({ code: 2 });
  });

  test('the command says so when there is nothing that it could verify', async () => {
    const file = path.join(folder, 'no.jsonl');
    expect(await verify(file)).toMatchObject({ code: 2 });
    writeFileSync(file, '{"number":1}\n');
    expect(await verify(file)).toEqual({ code: 2, said: 'Could not verify: line 1 is no line of an audit export\n' });
    const nowhere = { ...env, ETAPISTE_DATABASE_URL: `sqlite:${path.join(folder, 'nowhere.sqlite')}` };
    expect(await verifyCommand([], nowhere, () => {})).toBe(2);
  });
});
