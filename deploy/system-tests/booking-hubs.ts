import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoPeople, signIn } from '../setup/demo-sign-in.mjs';
import { eventually } from '../setup/eventually.mjs';
import { freePort } from '../setup/ports.mjs';
import type { BookingStore } from './booking-store.js';
import { Program } from './program.js';

const hubProgram = fileURLToPath(new URL('../../gateway/dist/main.js', import.meta.url));
/** Of the demo, as `demoPeople` are. */
const kelaAdmin = '00000001-0000-4000-8000-000000000008';
const allWeek = { dayFrom: 'MON', dayTo: 'SUN', from: '00:00', to: '24:00' };
const nothingKnown = {
  soundInsulationDb: { toNeighbouringRooms: null, toCorridor: null, measuredOn: null },
  accessibility: [],
  equipment: [],
};

/** What a hub answered; nothing where it died before it could. */
export type Answer<Body> = { readonly status: number; readonly body: Body } | undefined;

interface RegisteredPoint {
  readonly id: string;
  readonly version: number;
}

/** One built hub, or some on one database, with three rooms in Porvoo that are open day and night. */
export class BookingHubs {
  private readonly cookies = new Map<string, string>();

  private constructor(
    readonly store: BookingStore,
    private readonly hubs: readonly { readonly program: Program; readonly url: string; readonly dataDir: string }[],
  ) {}

  static async start(store: BookingStore, count: number): Promise<BookingHubs> {
    const hubs = await Promise.all(Array.from({ length: count }, () => layOut(store)));
    const house = new BookingHubs(store, hubs);
    for (const index of hubs.keys()) await house.startHub(index);
    await house.furnish();
    return house;
  }

  get count(): number {
    return this.hubs.length;
  }

  async startHub(index: number): Promise<void> {
    const { program, url } = this.hub(index);
    program.start();
    await eventually(async () => {
      if (program.isRunning && !(await fetch(`${url}/health/ready`)).ok) throw new Error('not ready');
    });
    if (!program.isRunning) throw new Error(`instead of answering:\n${program.lastWords()}`);
  }

  /** As a power cut would. */
  kill(index: number): Promise<void> {
    return this.hub(index).program.end('SIGKILL');
  }

  /** The lead of all points asks one of the hubs. */
  ask<Body>(hub: number, method: string, apiPath: string, body?: object, version?: number): Promise<Answer<Body>> {
    return this.askAs(demoPeople.lead, hub, method, apiPath, body, version);
  }

  private async askAs<Body>(
    who: string,
    hub: number,
    method: string,
    apiPath: string,
    body?: object,
    version?: number,
  ): Promise<Answer<Body>> {
    const { url } = this.hub(hub);
    const known = this.cookies.get(`${who} ${url}`);
    const cookie = known ?? (await signIn(url, who)).headers.cookie;
    this.cookies.set(`${who} ${url}`, cookie);
    const headers = {
      origin: url,
      cookie,
      ...(body && { 'content-type': 'application/json' }),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    };
    try {
      const answer = await fetch(`${url}/api/v1${apiPath}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
      const text = await answer.text();
      return { status: answer.status, body: (text ? JSON.parse(text) : undefined) as Body };
    } catch {
      return undefined;
    }
  }

  private async furnish(): Promise<void> {
    const now = new Date().toISOString().slice(0, 10);
    const policy = { pointId: null, validFrom: now, validTo: null };
    await this.must(demoPeople.owner, 'POST', '/policies', { ...policy, name: 'serviceHours', value: [allWeek] });
    await this.must(demoPeople.owner, 'POST', '/policies', { ...policy, name: 'bookingHoldSeconds', value: 0.2 });
    const { points } = await this.must<{ points: RegisteredPoint[] }>(demoPeople.owner, 'GET', '/register');
    const { id, version, ...porvoo } = points.find((point) => point.id === 'porvoo') as RegisteredPoint;
    const open = { ...porvoo, openingHours: [allWeek], exceptionalHours: [] };
    await this.must(demoPeople.owner, 'PUT', `/points/${id}`, open, version);
    for (const number of [2, 3]) {
      const room = { id: `porvoo-${number}`, kind: 'room', number, passport: nothingKnown, validFrom: null, validTo: null };
      await this.must(demoPeople.owner, 'POST', `/points/${id}/rooms`, room);
    }
    await this.calendar(['kela-neuvonta'], 2);
    await this.calendar(['kela-neuvonta', 'kela-kuntoutus'], 1);
    await this.calendar(['kela-kuntoutus'], 3);
  }

  /** A pool of experts who serve day and night, by every way. */
  private async calendar(serviceIds: readonly string[], seats: number): Promise<void> {
    const always = { pointIds: null, hours: [allWeek], exceptionalHours: [], validFrom: null, validTo: null };
    const channels = ['on-site', 'point-phone', 'authority-phone', 'service-number', 'walk-in'];
    const body = { id: randomUUID(), authorityId: 'kela', name: 'Malli', serviceIds, seats, channels, ...always };
    await this.must(kelaAdmin, 'POST', '/calendars', body);
  }

  private async must<Body>(who: string, method: string, apiPath: string, body?: object, version?: number): Promise<Body> {
    const answer = await this.askAs<Body>(who, 0, method, apiPath, body, version);
    if (answer?.status !== 200) throw new Error(`${method} ${apiPath}: ${JSON.stringify(answer)}`);
    return answer.body;
  }

  /** The last lines of every hub. */
  lastWords(): string {
    return this.hubs.map(({ program }) => program.lastWords()).join('\n');
  }

  async remove(): Promise<void> {
    for (const { program, dataDir } of this.hubs) {
      await program.end('SIGKILL');
      rmSync(dataDir, { recursive: true, force: true });
    }
    await this.store.remove();
  }

  private hub(index: number) {
    const hub = this.hubs[index];
    if (!hub) throw new Error(`no hub ${index}`);
    return hub;
  }
}

async function layOut(store: BookingStore) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'etapiste-races-hub-'));
  mkdirSync(path.join(dataDir, 'secrets'), { recursive: true });
  writeFileSync(path.join(dataDir, 'secrets', 'media.key'), randomBytes(32).toString('base64'), { mode: 0o600 });
  const [http, mqtt] = await Promise.all([freePort(), freePort()]);
  const environment = {
    ETAPISTE_DATA_DIR: dataDir,
    ETAPISTE_DATABASE_URL: store.url,
    ETAPISTE_HTTP_PORT: String(http),
    ETAPISTE_MQTT_PORT: String(mqtt),
    ETAPISTE_DEMO: '1',
    ETAPISTE_HTTP_REQUESTS_PER_MINUTE: '10000000',
    ETAPISTE_LOG_LEVEL: 'warn',
  };
  const program = new Program('hub', [process.execPath, hubProgram], environment);
  return { program, url: `http://127.0.0.1:${http}`, dataDir };
}
