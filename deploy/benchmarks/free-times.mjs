import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { signIn } from '../setup/demo-sign-in.mjs';
import { Caller } from './caller.mjs';
import { compared, quantile } from './figures.mjs';
import { House } from './house.mjs';

const points = 285;
const services = 20;
const days = { long: 56, short: 7 };
const seats = 40;
const questionsPerBlock = 100;
const warmUp = 30;
/** Of the demo: who books for Kela everywhere. */
const kelaAgent = '00000001-0000-4000-8000-000000000009';
const slotMs = 30 * 60_000;
/** What the issue of bookings promises. */
const mostMs = 50;

/**
 * The search for free times of one service at one point in a country full of them, a third of all rooms' times taken; eight weeks
 * and one week in turns.
 * @param {import('./counts.mjs').Counts} counts
 * @returns {Promise<import('./figures.mjs').Result[]>}
 */
export async function measureFreeTimes({ blocks }) {
  const house = new House([]);
  const agent = new Caller('');
  try {
    await house.furnish();
    await house.startHub({ ETAPISTE_HTTP_REQUESTS_PER_MINUTE: '10000000', ETAPISTE_LOG_LEVEL: 'warn' });
    await house.hub.stop();
    fill(join(house.dataDir, 'gateway', 'etapiste.sqlite'));
    await house.startHubAgain();
    agent.hubUrl = house.url;
    ({ headers: agent.headers } = await signIn(house.url, kelaAgent));
    const from = new Date().toISOString().slice(0, 10);
    let asked = 0;
    const ask = async (/** @type {number} */ count) => {
      asked++;
      const where = `pointId=mitta-${asked % points}&serviceId=mitta-${asked % services}`;
      const { tookMs, text } = await agent.ask(
        'GET',
        `/free-times?${where}&slots=1&channel=authority-phone&from=${from}&days=${count}`,
      );
      if (JSON.parse(text).length < count) throw new Error('there are too few free times');
      return tookMs;
    };
    for (let n = 0; n < warmUp; n++) await ask(days.long);
    /** @type {{ long: number[], short: number[] }} */
    const times = { long: [], short: [] };
    for (let n = 0; n < blocks * questionsPerBlock; n++) {
      times.long.push(await ask(days.long));
      times.short.push(await ask(days.short));
    }
    const perDay = (/** @type {'long' | 'short'} */ span) => (quantile(times[span], 0.5) ?? 0) / days[span];
    const what = `free times of one point and service, of ${points} × ${services}`;
    return [
      compared(`${what}, 8 weeks, median, against 1 week`, 'ms', quantile(times.long, 0.5), quantile(times.short, 0.5)),
      compared(`${what}, 8 weeks, p95, against 1 week`, 'ms', quantile(times.long, 0.95), quantile(times.short, 0.95), {
        most: mostMs,
      }),
      compared('free times, cost of a day among 8 weeks, against 1 week', 'ms', perDay('long'), perDay('short'), { ratio: 1 }),
    ];
  } finally {
    agent.close();
    await house.remove();
  }
}

/** @param {string} file of a hub that has planted the pilot and rests */
function fill(file) {
  const database = new Database(file);
  const copier = (/** @type {string} */ table, /** @type {string} */ id) => {
    const model = /** @type {Record<string, unknown>} */ (database.prepare(`SELECT * FROM "${table}" WHERE "id" = ?`).get(id));
    const columns = Object.keys(model);
    const insert = database.prepare(
      `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    return (/** @type {Record<string, unknown>} */ changes) => insert.run(Object.values({ ...model, ...changes }));
  };
  const point = copier('point', 'porvoo');
  const room = copier('room', 'porvoo-1');
  const service = copier('service', 'kela-neuvonta');
  const agreement = database.prepare(
    `INSERT INTO "agreement" ("id", "pointId", "serviceId", "validFrom", "version") VALUES (?, ?, ?, ?, 0)`,
  );
  const calendar = database.prepare(
    `INSERT INTO "calendar" ("id", "authorityId", "name", "serviceIds", "channels", "seats", "hours", "exceptionalHours", "version")
     VALUES (?, 'kela', 'Malli', ?, '["authority-phone"]', ${seats}, ?, '[]', 0)`,
  );
  const claim = database.prepare(`INSERT OR IGNORE INTO "claim" ("resource", "slot", "ownerId") VALUES (?, ?, ?)`);
  const hours = JSON.stringify([{ dayFrom: 'MON', dayTo: 'FRI', from: '09:00', to: '15:00' }]);
  const first = Date.now() - (Date.now() % slotMs);
  database.transaction(() => {
    const calendars = Array.from({ length: services }, (_, number) => {
      service({ id: `mitta-${number}` });
      const id = randomUUID();
      calendar.run(id, JSON.stringify([`mitta-${number}`]), hours);
      return id;
    });
    for (let each = 0; each < points; each++) {
      const pointId = `mitta-${each}`;
      point({ id: pointId });
      for (let number = 0; number < services; number++) agreement.run(randomUUID(), pointId, `mitta-${number}`, '2025-01-01');
      for (const number of [1, 2]) {
        const roomId = `${pointId}-${number}`;
        room({ id: roomId, pointId, number });
        for (let slot = each % 3; slot < days.long * 48; slot += 3) {
          const [begins, owner] = [first + slot * slotMs, randomUUID()];
          // At night nobody serves.
          if (new Date(begins).getUTCHours() < 6 || new Date(begins).getUTCHours() > 13) continue;
          claim.run(`room ${roomId}`, begins, owner);
          claim.run(`seat ${calendars[(each + slot) % services]}/${1 + ((each + number) % seats)}`, begins, owner);
        }
      }
    }
  })();
  database.close();
}
