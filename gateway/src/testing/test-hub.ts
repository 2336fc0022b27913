import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId, type Scope } from '@etapiste/protocol';
import { readConfig, type Config } from '../config/config.js';
import { createStore } from '../database/database.module.js';
import { Hub } from '../hub.js';
import { createLog } from '../log/log.js';
import { AccountEntity, GrantEntity } from '../people/index.js';
import { SystemClock, type Clock } from '../time/clock.js';
import { signInAs, signInTerminal, type Browser } from './sign-in.js';

const testRooms = ['porvoo-1', 'imatra-1', 'nurmes-1'];

/** Passwords of the rooms that tests may use. */
export const testPassword = (roomId: string): string => `password-of-${roomId}`;

/** A whole hub on free ports, with its own data folder; `remove` stops it and leaves nothing. */
export interface TestHub {
  readonly hub: Hub;
  readonly url: string;
  readonly dataDir: string;
  /** A browser of somebody with every role, which is also the terminal of each room. */
  readonly everybody: Browser;
  remove(): Promise<void>;
}

/** Only an installation with an owner starts. Nobody comes in by this one: there is no password. */
async function giveOwner(config: Config): Promise<void> {
  const store = await createStore(config, [AccountEntity, GrantEntity], createLog('silent'));
  await store.start();
  await store.write(async ({ manager }) => {
    const now = new Date();
    const id = newId();
    const nothing = { userName: null, passwordHash: null, oneTimeUntil: null, issuer: null, subject: null, closedAt: null };
    await manager.insert(AccountEntity, { ...nothing, id, name: 'Owner', isDemo: false, createdAt: now });
    const place = { role: 'owner', scope: { kind: 'everything' } } as const;
    await manager.insert(GrantEntity, {
      ...place,
      id: newId(),
      accountId: id,
      validFrom: now,
      validTo: null,
      isFromProvider: false,
    });
  });
  await store.stop();
}

/** Starts a hub for a test. `environment` is added to its settings. */
export async function startTestHub(environment: NodeJS.ProcessEnv = {}, clock: Clock = new SystemClock()): Promise<TestHub> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'etapiste-hub-'));
  mkdirSync(path.join(dataDir, 'secrets', 'rooms'), { recursive: true });
  for (const roomId of testRooms) {
    writeFileSync(path.join(dataDir, 'secrets', 'rooms', `${roomId}.password`), `${testPassword(roomId)}\n`, { mode: 0o600 });
  }
  const own = {
    ETAPISTE_DATA_DIR: dataDir,
    ETAPISTE_HTTP_PORT: '0',
    ETAPISTE_MQTT_PORT: '0',
    ETAPISTE_MQTTS_PORT: '0',
    ETAPISTE_LOG_LEVEL: 'silent',
  };
  const config = readConfig({ ...own, ...environment });
  if (!config.isDemo) await giveOwner(config);
  const hub = await Hub.start({ config, log: createLog(config.logLevel), clock });
  const remove = async () => {
    await hub.stop();
    rmSync(dataDir, { recursive: true });
  };
  return { hub, url: await hub.url(), dataDir, everybody: await signInEverybody(hub), remove };
}

async function signInEverybody(hub: Hub): Promise<Browser> {
  const scope: Scope = { kind: 'points', pointIds: ['porvoo', 'imatra', 'nurmes'] };
  const authority = { kind: 'authority', authorityId: 'kela' } as const;
  const person = await signInAs(
    hub,
    'Maija Malli',
    { role: 'advisor', scope },
    { role: 'expert', scope: authority },
    { role: 'maintainer', scope: { kind: 'everything' } },
    { role: 'owner', scope: { kind: 'everything' } },
  );
  const terminals = await Promise.all(testRooms.map((roomId) => signInTerminal(hub, roomId)));
  return { id: person.id, cookie: [person, ...terminals].map(({ cookie }) => cookie).join('; ') };
}

/** Reads a live stream until told to stop; events by name, as they came. */
export class LiveReader {
  readonly events: { event: string; data: Record<string, unknown> }[] = [];
  private readonly abort = new AbortController();
  isClosed = false;

  constructor(url: string, { cookie }: Pick<Browser, 'cookie'>, audience = 'staff') {
    void this.read(`${url}/api/v1/live?audience=${audience}`, { cookie }).finally(() => (this.isClosed = true));
  }

  close(): void {
    this.abort.abort();
  }

  private async read(url: string, headers: Record<string, string>): Promise<void> {
    const { body } = await fetch(url, { headers, signal: this.abort.signal });
    let text = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
        const parts = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) this.take(part);
      }
    } catch (error) {
      if (!this.abort.signal.aborted && !(error instanceof TypeError)) throw error;
    }
  }

  private take(part: string): void {
    const [, event, data] = /^event: (.+)\ndata: (.+)$/.exec(part) ?? [];
    if (event && data) this.events.push({ event, data: JSON.parse(data) as Record<string, unknown> });
  }
}
