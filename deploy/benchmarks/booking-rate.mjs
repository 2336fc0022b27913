import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { signIn } from '../setup/demo-sign-in.mjs';
import { TemporaryPostgres } from '../setup/postgres.mjs';
import { barePostgres, bareSqlite } from './bare-bookings.mjs';
import { Caller } from './caller.mjs';
import { compared, quantile } from './figures.mjs';
import { House } from './house.mjs';
import { now } from './stopwatch.mjs';

/** As many as book at once; PostgreSQL's bare driver has as many lines. */
const callers = 10;
const bookingsPerBlock = 200;
const warmUp = 40;
/** Of the demo: the administrator of Kela. */
const kelaAdmin = '00000001-0000-4000-8000-000000000008';
const allWeek = { dayFrom: 'MON', dayTo: 'SUN', from: '00:00', to: '24:00' };
const customer = { name: 'Testi Malli', phone: null, email: null, language: 'fi', needs: [] };
/** What the issue of bookings promises. */
const least = { SQLite: 0.25, PostgreSQL: 0.3 };

/**
 * Bookings a second through HTTP, with everything that a hub does for them, beside the very same rows written by the bare driver.
 * @param {import('./counts.mjs').Counts} counts
 * @returns {Promise<import('./figures.mjs').Result[]>}
 */
export async function measureBookingRate({ blocks }) {
  // What a commit costs is most of what the bare driver does.
  const postgres = new TemporaryPostgres({ isDurable: true });
  try {
    const url = await postgres.start();
    return [await rateOn('SQLite', undefined, blocks), await rateOn('PostgreSQL', url, blocks)];
  } finally {
    await postgres.stop();
  }
}

/**
 * @param {keyof typeof least} kind
 * @param {string | undefined} url of PostgreSQL
 * @param {number} blocks
 */
async function rateOn(kind, url, blocks) {
  const house = new House([]);
  const desks = Array.from({ length: callers }, () => new Caller(''));
  try {
    await house.furnish();
    const quiet = { ETAPISTE_HTTP_REQUESTS_PER_MINUTE: '10000000', ETAPISTE_LOG_LEVEL: 'warn' };
    await house.startHub({ ...quiet, ...(url && { ETAPISTE_DATABASE_URL: url }) });
    await furnish(house.url);
    for (const desk of desks) {
      desk.hubUrl = house.url;
      await desk.enter('lead');
    }
    const times = await freeTimes(/** @type {Caller} */ (desks[0]));
    const folder = join(house.dataDir, 'gateway');
    const bare = url
      ? await barePostgres(url, callers)
      : bareSqlite(join(folder, 'etapiste.sqlite'), join(house.dataDir, 'bare.sqlite'));
    /** @type {{ ours: number[], bare: number[] }} */
    const rates = { ours: [], bare: [] };
    const book = async (/** @type {number} */ count) => {
      const wanted = times.splice(0, count).map((from) => ({ id: randomUUID(), from }));
      if (wanted.length < count) throw new Error('there are too few free times');
      const perSecond = await rateOf(wanted, ({ id, from }, line) => bookOne(/** @type {Caller} */ (desks[line]), id, from));
      return { perSecond, ids: wanted.map(({ id }) => id) };
    };
    await book(warmUp);
    for (let block = 0; block < blocks; block++) {
      const { perSecond, ids } = await book(bookingsPerBlock);
      rates.ours.push(perSecond);
      const rows = await Promise.all(ids.map((id) => bare.rowsOf(id)));
      rates.bare.push(await rateOf(rows, (each) => bare.write(each)));
    }
    await bare.close();
    const name = `bookings a second on ${kind}, ${callers} at once, against the bare driver`;
    return compared(name, '1/s', quantile(rates.ours, 0.5), quantile(rates.bare, 0.5), { least: least[kind] });
  } finally {
    for (const desk of desks) desk.close();
    await house.remove();
  }
}

/**
 * @template T
 * @param {readonly T[]} all
 * @param {(one: T, line: number) => Promise<unknown>} work
 * @returns {Promise<number>} how many a second, each line one after the other
 */
async function rateOf(all, work) {
  const left = [...all];
  const at = now();
  const lines = Array.from({ length: callers }, async (_, line) => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one, line);
  });
  await Promise.all(lines);
  return (all.length * 1_000) / (now() - at);
}

/**
 * @param {Caller} desk
 * @param {string} id
 * @param {string} from
 */
const bookOne = (desk, id, from) =>
  desk.ask('PUT', `/bookings/${id}`, {
    pointId: 'porvoo',
    serviceId: 'kela-neuvonta',
    slots: 1,
    channel: 'on-site',
    from,
    customer,
  });

/** @param {Caller} desk */
async function freeTimes(desk) {
  const day = new Date().toISOString().slice(0, 10);
  const query = `pointId=porvoo&serviceId=kela-neuvonta&slots=1&channel=on-site&from=${day}&days=56`;
  const { text } = await desk.ask('GET', `/free-times?${query}`);
  // Tomorrow at the earliest: nothing begins while it is asked for.
  return /** @type {{ from: string }[]} */ (JSON.parse(text)).map(({ from }) => from).slice(48);
}

/**
 * Service day and night, so that there are times enough.
 * @param {string} hubUrl
 */
async function furnish(hubUrl) {
  const owner = new Caller(hubUrl);
  const admin = new Caller(hubUrl);
  await owner.enter('owner');
  ({ headers: admin.headers } = await signIn(hubUrl, kelaAdmin));
  const validFrom = new Date().toISOString().slice(0, 10);
  await owner.ask('POST', '/policies', { name: 'serviceHours', value: [allWeek], pointId: null, validFrom, validTo: null });
  const { points } = JSON.parse((await owner.ask('GET', '/register')).text);
  const { id, version, ...porvoo } = points.find((/** @type {{ id: string }} */ point) => point.id === 'porvoo');
  owner.headers = { ...owner.headers, 'if-match': `"${version}"` };
  await owner.ask('PUT', `/points/${id}`, { ...porvoo, openingHours: [allWeek], exceptionalHours: [] });
  const channels = ['on-site', 'authority-phone'];
  const always = { pointIds: null, hours: [allWeek], exceptionalHours: [], validFrom: null, validTo: null };
  const pool = {
    id: randomUUID(),
    authorityId: 'kela',
    name: 'Malli',
    serviceIds: ['kela-neuvonta'],
    seats: 3,
    channels,
    ...always,
  };
  await admin.ask('POST', '/calendars', pool);
  for (const caller of [owner, admin]) caller.close();
}
