import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { janusPorts } from '../janus/config.mjs';
import { demoPeople, signIn } from '../setup/demo-sign-in.mjs';
import { eventually } from '../setup/eventually.mjs';
import { freePort } from '../setup/ports.mjs';
import { Program } from './program.js';

/** Houses that stand now, so that a failed test can tell what their programs said. */
const standing = new Set<House>();

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const roomIds = ['porvoo-1', 'imatra-1'];

/** Somebody of the demo who reads reports, and may do nothing else. */
export const demoReader = '00000001-0000-4000-8000-000000000011';

/** Ten frames a second, where nothing hangs on them: drawing the thirty that are shipped takes a small machine most of its time. */
export const calmPicture = '1280x720@10';

export interface HousePlan {
  /** Brings a real Janus of its own; without it there is no video, and everything else works. */
  readonly hasVideo?: boolean;
  /** How much the hub says; `info` where nothing is said. */
  readonly logLevel?: string;
  /** Lets the hub serve the folder `pages` of the data folder. */
  readonly hasOwnPages?: boolean;
  /** The pictures that its document cameras give, as `ETAPISTE_DOCUMENT_CAMERA_PICTURE`; the shipped ones where nothing is said. */
  readonly picture?: string;
  /** Where rooms send their pictures to; on another loopback address a `MediaLine` can stand between them and Janus. */
  readonly mediaHost?: string;
  /** What stands between the rooms and the broker, when anything does: given the broker's address it answers with its own. */
  readonly mqttThrough?: (broker: string) => Promise<string>;
}

/** The built hub and simulated rooms on ports and folders of their own, as real processes that tests may kill. */
export class House {
  readonly rooms = new Map<string, Program>();
  /** Accounts of advisors by name. */
  private readonly advisors = new Map<string, string>();
  /** What signs people in, by account. */
  private readonly cookies = new Map<string, string>();
  private known: ReturnType<House['makePerson']> | undefined;
  private constructor(
    readonly dataDir: string,
    readonly url: string,
    readonly mqttPort: number,
    readonly hub: Program,
    /** The media server, in a house with video. */
    readonly janus: Program | undefined,
    /** The first of the ports of its media server. */
    private readonly janusPort: number | undefined,
    private readonly doors: ReadonlyMap<string, string>,
  ) {}

  static async build({
    hasVideo = false,
    logLevel = 'info',
    hasOwnPages = false,
    picture,
    mediaHost = '127.0.0.1',
    mqttThrough,
  }: HousePlan = {}): Promise<House> {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'etapiste-house-'));
    const [http, mqtt, ...simulate] = await Promise.all(Array.from({ length: 2 + roomIds.length }, freePort));
    mkdirSync(path.join(dataDir, 'secrets', 'rooms'), { recursive: true });
    writeFileSync(path.join(dataDir, 'secrets', 'media.key'), randomBytes(32).toString('base64'), { mode: 0o600 });
    for (const roomId of roomIds) writeFileSync(passwordFile(dataDir, roomId), randomUUID(), { mode: 0o600 });
    chmodSync(dataDir, 0o700);
    const janus = hasVideo ? await configureJanus(dataDir) : undefined;

    const url = `http://127.0.0.1:${http}`;
    const hubEnvironment = {
      ETAPISTE_DATA_DIR: dataDir,
      ETAPISTE_HTTP_PORT: String(http),
      ETAPISTE_MQTT_PORT: String(mqtt),
      ETAPISTE_DEMO: '1',
      ETAPISTE_LOG_LEVEL: logLevel,
      ...(janus ? { ETAPISTE_JANUS_URL: janus.url, ETAPISTE_JANUS_HOST: mediaHost } : {}),
      ...(hasOwnPages ? { ETAPISTE_DASHBOARD_DIR: path.join(dataDir, 'pages') } : {}),
    };
    const hub = new Program('hub', [process.execPath, path.join(checkout, 'gateway/dist/main.js')], hubEnvironment);
    const doors = new Map(roomIds.map((roomId, index) => [roomId, `http://127.0.0.1:${simulate[index]}`]));
    const media = janus && new Program('janus', janus.command, {});
    const house = new House(dataDir, url, mqtt as number, hub, media, janus && Number(new URL(janus.url).port), doors);
    const broker = `mqtt://127.0.0.1:${mqtt}`;
    const roomsBroker = (await mqttThrough?.(broker)) ?? broker;
    for (const [index, roomId] of roomIds.entries()) {
      const environment = {
        ETAPISTE_ROOM_ID: roomId,
        ETAPISTE_MQTT_URL: roomsBroker,
        ETAPISTE_MQTT_PASSWORD_FILE: passwordFile(dataDir, roomId),
        ETAPISTE_DATA_DIR: path.join(dataDir, 'controllers', roomId),
        ETAPISTE_SIMULATE_ALLOW_ORIGIN: url,
        ...(picture ? { ETAPISTE_DOCUMENT_CAMERA_PICTURE: picture } : {}),
      };
      const main = path.join(checkout, 'controller/dist/main.js');
      const command = [process.execPath, main, '--simulate', String(simulate[index])] as const;
      house.rooms.set(roomId, new Program(roomId, command, environment));
    }
    writeFileSync(path.join(dataDir, 'demo.json'), JSON.stringify(house.demo()));
    standing.add(house);
    return house;
  }

  /** Starts the hub, and the rooms named, and waits until each is there. */
  async start(...names: string[]): Promise<void> {
    this.janus?.start();
    this.hub.start();
    await this.untilReady();
    for (const roomId of names) await this.startRoom(roomId);
    for (const roomId of names) await this.untilOnline(roomId);
  }

  /** Where its media server listens for the pictures of rooms. */
  get mediaPorts(): { readonly first: number; readonly last: number } {
    if (this.janusPort === undefined) throw new Error('a house without video');
    const { streamingFirst: first, streamingLast: last } = janusPorts(this.janusPort);
    return { first, last };
  }

  /** Where its pages may ask: the hub, and in the demo the simulated rooms. */
  get origins(): readonly string[] {
    return [this.url, ...this.doors.values()];
  }

  room(roomId: string): Program {
    const room = this.rooms.get(roomId);
    if (!room) throw new Error(`no room ${roomId}`);
    return room;
  }

  async startRoom(roomId: string): Promise<void> {
    const room = this.room(roomId);
    room.start();
    await untilAnswers(room, () => this.simulated(roomId));
  }

  async untilReady(): Promise<void> {
    await untilAnswers(this.hub, async () => {
      if (!(await fetch(`${this.url}/health/ready`)).ok) throw new Error('not ready');
    });
  }

  async untilOnline(roomId: string): Promise<void> {
    await eventually(async () => {
      const devices = await this.get<{ id: string; presence: { state: string } }[]>('/devices');
      if (devices.find(({ id }) => id === roomId)?.presence.state !== 'online') throw new Error(`${roomId} is not online`);
    });
  }

  /** What the simulated room shows now: lamp, button, camera. */
  async simulated(roomId: string): Promise<{ lamp: string; documentCamera: { state: string } }> {
    return (await fetch(`${this.doors.get(roomId)}/simulate/state`)).json() as never;
  }

  /** A hand, a person or a line in the simulated room. */
  async simulate(roomId: string, what: string, body: object): Promise<void> {
    const answer = await fetch(`${this.doors.get(roomId)}/simulate/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`simulate ${what}: ${answer.status} ${await answer.text()}`);
  }

  press(roomId: string, holdSeconds = 0.05): Promise<void> {
    return this.simulate(roomId, 'button', { action: 'press', holdSeconds });
  }

  /** The account of an advisor of all points; the same name is the same person. */
  advisor(name: string): string {
    const known = this.advisors.get(name);
    if (known) return known;
    const [id, now] = [randomUUID(), Date.now() - 60_000];
    const database = new Database(this.databaseFile);
    try {
      database.prepare(`INSERT INTO "account" ("id", "name", "isDemo", "createdAt") VALUES (?, ?, 1, ?)`).run(id, name, now);
      database
        .prepare(
          `INSERT INTO "account_grant" ("id", "accountId", "role", "scope", "validFrom", "isFromProvider") VALUES (?, ?, ?, ?, ?, 0)`,
        )
        .run(randomUUID(), id, 'advisor', JSON.stringify({ kind: 'points', pointIds: ['imatra', 'nurmes', 'porvoo'] }), now);
    } finally {
      database.close();
    }
    this.advisors.set(name, id);
    return id;
  }

  /** What a browser sends along in which these people are signed in. */
  private async headersOf(...accountIds: readonly string[]): Promise<Record<string, string>> {
    for (const accountId of accountIds)
      if (!this.cookies.has(accountId)) this.cookies.set(accountId, (await signIn(this.url, accountId)).headers.cookie);
    return { origin: this.url, cookie: accountIds.map((accountId) => this.cookies.get(accountId)).join('; ') };
  }

  /** Somebody of each role, and every advisor that was asked for: together they may see all there is. */
  private everybody(): Promise<Record<string, string>> {
    return this.headersOf(...Object.values(demoPeople), ...this.advisors.values());
  }

  /** Somebody who signs in by password, with a role of now, one to come and one that has ended; the same each time. */
  async person(): Promise<{ readonly id: string; readonly name: string; readonly userName: string }> {
    this.known ??= this.makePerson();
    return this.known;
  }

  private async makePerson() {
    const who = { name: 'Helmi Malli', userName: 'helmi.malli@example.org' };
    const scope = { kind: 'authority', authorityId: 'vero' };
    const grants = [
      { role: 'expert', scope, validTo: null },
      { role: 'advisor', scope: { kind: 'points', pointIds: ['porvoo', 'imatra'] }, validFrom: inDays(30), validTo: inDays(90) },
      { role: 'booking-agent', scope, validTo: null },
    ];
    const { account } = await this.act<{ account: { id: string; grants: { id: string; role: string }[] } }>('POST', '/accounts', {
      ...who,
      grants,
    });
    const over = account.grants.find(({ role }) => role === 'booking-agent')?.id;
    await this.act('POST', `/accounts/${account.id}/grants/${over}/end`);
    return { id: account.id, ...who };
  }

  /** A terminal that waits for a maintainer, by the code it shows. */
  async strangeTerminal(): Promise<{ readonly id: string; readonly code: string; readonly pollToken: string }> {
    return this.act('POST', '/enrolments', { kind: 'terminal' });
  }

  /** Starts a shift without a page. */
  async shift(name: string, pointIds: readonly string[] = ['porvoo', 'imatra'], id: string = randomUUID()): Promise<string> {
    const headers = await this.headersOf(this.advisor(name));
    await this.ask('POST', '/shifts', headers, { id, pointIds });
    return id;
  }

  async get<T>(apiPath: string): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1${apiPath}`, { headers: await this.everybody() });
    if (!answer.ok) throw new Error(`GET ${apiPath}: ${answer.status}`);
    return (await answer.json()) as T;
  }

  /** What the live stream shows the staff now: its first event. */
  async liveState<State>(): Promise<State> {
    const { body } = await fetch(`${this.url}/api/v1/live?audience=staff`, { headers: await this.everybody() });
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
      const snapshot = /^event: snapshot\ndata: (.+)\n\n/m.exec(text)?.[1];
      if (snapshot === undefined) continue;
      await reader.cancel();
      return (JSON.parse(snapshot) as { state: State }).state;
    }
    throw new Error('the live stream ended before its snapshot');
  }

  /** Asks for a change, as everybody at once; problem details are thrown with their code. */
  async act<T = undefined>(method: 'POST' | 'PUT' | 'DELETE', apiPath: string, body?: object): Promise<T> {
    return this.ask(method, apiPath, await this.everybody(), body);
  }

  private async ask<T>(method: string, apiPath: string, headers: Record<string, string>, body?: object): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1${apiPath}`, {
      method,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${apiPath}: ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** Reads the hub's SQLite file as a person with a database tool would. */
  query<Row>(sql: string): Row[] {
    const database = new Database(this.databaseFile, { readonly: true });
    try {
      return database.prepare<[], Row>(sql).all();
    } finally {
      database.close();
    }
  }

  /** A newer version of a rule, for one point or all; in force when the hub reads it at its next start. */
  setPolicy(name: string, value: unknown, pointId: string | null = null): void {
    const database = new Database(this.databaseFile);
    try {
      database
        .prepare(
          `INSERT INTO "policy" ("id", "name", "pointId", "version", "value", "validFrom") VALUES (?, ?, ?, 99, ?, '2025-09-01')`,
        )
        .run(randomUUID(), name, pointId, JSON.stringify(value));
    } finally {
      database.close();
    }
  }

  /** Shifts of two years ago, which today's erasure has not seen: it runs again when the hub starts next. */
  leaveOldShifts(count: number): void {
    const [database, then] = [new Database(this.databaseFile), Date.now() - 730 * 86_400_000];
    try {
      const insert = database.prepare(
        `INSERT INTO "shift" ("id", "name", "pointIds", "startedAt", "lastSeenAt", "endedAt") VALUES (?, 'Aiempi Malli', '["porvoo"]', ?, ?, ?)`,
      );
      for (let each = 0; each < count; each++) insert.run(randomUUID(), then, then, then);
      database.exec(`DELETE FROM "erasure_run"`);
    } finally {
      database.close();
    }
  }

  /** Presses that the room's controller still keeps on its disk. */
  outbox(roomId: string): string[] {
    const folder = path.join(this.dataDir, 'controllers', roomId, 'outbox');
    return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  }

  /** The last lines of every program of every house that stands now. */
  static lastWords(): string {
    const programs = [...standing].flatMap((house) => house.programs);
    return programs.map((program) => program.lastWords()).join('\n');
  }

  /** Ends every process and leaves nothing on the disk. */
  async remove(): Promise<void> {
    for (const program of this.programs) await program.end('SIGKILL');
    standing.delete(this);
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Everything that its programs have said. */
  said(): string {
    return this.programs.flatMap(({ log }) => log.map((line) => JSON.stringify(line))).join('\n');
  }

  private get programs(): Program[] {
    return [this.hub, ...this.rooms.values(), ...(this.janus ? [this.janus] : [])];
  }

  private demo() {
    const rooms = [...this.doors].map(([id, simulate]) => ({ id, simulate }));
    return { hub: this.url, mqtt: `mqtt://127.0.0.1:${this.mqttPort}`, janus: null, rooms, accounts: [] };
  }

  private get databaseFile(): string {
    return path.join(this.dataDir, 'gateway', 'etapiste.sqlite');
  }
}

/** One that ends instead will never answer, and has said why. */
async function untilAnswers(program: Program, ask: () => Promise<unknown>): Promise<void> {
  await eventually(() => program.isRunning && ask());
  if (!program.isRunning) throw new Error(`instead of answering:\n${program.lastWords()}`);
}

/** Secrets and configuration of a Janus for one house, written as set-up writes them. */
async function configureJanus(dataDir: string): Promise<{ url: string; command: [string, ...string[]] }> {
  const names = ['apiSecret', 'tokenSecret', 'adminSecret', 'streamingAdminKey', 'videoroomAdminKey'];
  const secrets = Object.fromEntries(names.map((name) => [name, randomBytes(18).toString('base64url')]));
  writeFileSync(path.join(dataDir, 'secrets', 'janus.json'), JSON.stringify(secrets), { mode: 0o600 });
  const writer = path.join(checkout, 'deploy/janus/write.mjs');
  return JSON.parse(execFileSync(process.execPath, [writer, dataDir, String(await freePort())], { encoding: 'utf8' })) as never;
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

const passwordFile = (dataDir: string, roomId: string): string => path.join(dataDir, 'secrets', 'rooms', `${roomId}.password`);
