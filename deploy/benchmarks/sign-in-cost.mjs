import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { Caller } from './caller.mjs';
import { compared, quantile } from './figures.mjs';
import { readContract } from '../fleet/contract.mjs';
import { House } from './house.mjs';
import { PressRooms } from './press-rooms.mjs';
import { now } from './stopwatch.mjs';

/** Who come in at eight o'clock, all at once. */
const people = 20;
const signInsAlone = 15;
const presses = 30;
/** Our own mark, promised nowhere: a press is confirmed before anybody wonders. */
const mostMsOfPress = 100;

/**
 * What a sign-in by password costs, alone and twenty at once, beside argon2id with the same parameters and nothing else; and what
 * a press waits while twenty people sign in again and again.
 * @param {import('./counts.mjs').Counts} counts
 * @returns {Promise<import('./figures.mjs').Result[]>}
 */
export async function measureSignIns({ blocks }) {
  const office = new Office();
  try {
    await office.open();
    const alone = { ours: /** @type {number[]} */ ([]), bare: /** @type {number[]} */ ([]) };
    const perSecond = { ours: /** @type {number[]} */ ([]), bare: /** @type {number[]} */ ([]) };
    const press = { quiet: /** @type {number[]} */ ([]), busy: /** @type {number[]} */ ([]) };
    const memoryBefore = office.memoryMb;
    let memoryMost = 0;
    for (let block = 0; block < blocks; block++) {
      for (let n = 0; n < signInsAlone; n++) {
        alone.ours.push(await took(() => office.signIn(n % people)));
        alone.bare.push(await took(() => bareCheck()));
      }
      perSecond.ours.push((people * 1_000) / (await took(() => office.everybody())));
      memoryMost = Math.max(memoryMost, office.memoryMb);
      perSecond.bare.push((people * 1_000) / (await took(() => Promise.all(Array.from({ length: people }, () => bareCheck())))));
      press.quiet.push(...(await office.pressTimes(presses)));
      press.busy.push(...(await office.pressTimesWhileAllSignIn(presses)));
      memoryMost = Math.max(memoryMost, office.memoryMb);
    }
    return [
      ...[0.5, 0.95].map((share) =>
        compared(
          `a sign-in by password, ${share === 0.5 ? 'median' : 'p95'}, against argon2id alone`,
          'ms',
          quantile(alone.ours, share),
          quantile(alone.bare, share),
        ),
      ),
      compared(
        `sign-ins a second, ${people} at once, against argon2id alone`,
        '1/s',
        quantile(perSecond.ours, 0.5),
        quantile(perSecond.bare, 0.5),
      ),
      compared(`memory of the hub while ${people} sign in, against before`, 'MB', memoryMost, memoryBefore),
      ...[0.5, 0.95].map((share) =>
        compared(
          `press → confirmed while ${people} sign in without a pause, ${share === 0.5 ? 'median' : 'p95'}, against a quiet hub`,
          'ms',
          quantile(press.busy, share),
          quantile(press.quiet, share),
          share === 0.5 ? { most: mostMsOfPress } : {},
        ),
      ),
    ];
  } finally {
    await office.close();
  }
}

/** @param {() => Promise<unknown>} work @returns {Promise<number>} milliseconds */
async function took(work) {
  const at = now();
  await work();
  return now() - at;
}

const argon2 = createRequire(new URL('../../gateway/package.json', import.meta.url))('@node-rs/argon2');
const bareHash = argon2.hash('a password', { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

/** The same library and the same cost as the hub's (gateway/src/people/passwords.ts), and nothing around it. */
const bareCheck = async () => argon2.verify(await bareHash, 'a password');

/** A hub with accounts that have passwords, and rooms whose buttons are pressed. */
class Office {
  #house = new House(PressRooms.ids);
  /** @type {PressRooms | undefined} */
  #rooms;
  /** @type {{ userName: string, password: string, caller: Caller }[]} */
  #accounts = [];

  async open() {
    await this.#house.furnish();
    await this.#house.startHub({ ETAPISTE_HTTP_REQUESTS_PER_MINUTE: '10000000', ETAPISTE_LOG_LEVEL: 'warn' });
    const owner = new Caller(this.#house.url);
    await owner.enter('owner');
    for (let n = 1; n <= people; n++) await this.#employ(owner, `office-${n}@example.org`);
    owner.close();
    this.#rooms = new PressRooms(await readContract());
    await this.#rooms.start(this.#house.mqttUrl, this.#house.dataDir);
  }

  get memoryMb() {
    return this.#house.hub.memoryMb;
  }

  /** As from a browser that the account has not come in by before. @param {number} index */
  async signIn(index) {
    const account = this.#accounts[index];
    if (!account) throw new Error('nobody has that account');
    const { userName, password, caller } = account;
    caller.headers = {};
    await caller.ask('POST', '/sign-in', { userName, password });
  }

  everybody() {
    return Promise.all(this.#accounts.map((_, index) => this.signIn(index)));
  }

  /**
   * @param {number} count
   * @returns {Promise<number[]>} milliseconds each
   */
  async pressTimes(count) {
    const rooms = this.#rooms;
    if (!rooms) throw new Error('no room is connected');
    const times = [];
    for (let n = 0; n < count; n++) {
      const press = rooms.press();
      await rooms.confirmed(press);
      times.push(now() - press.at);
    }
    return times;
  }

  /** @param {number} count */
  async pressTimesWhileAllSignIn(count) {
    const over = new AbortController();
    const signingIn = this.#accounts.map(async (_, index) => {
      while (!over.signal.aborted) await this.signIn(index);
    });
    const times = await this.pressTimes(count);
    over.abort();
    await Promise.all(signingIn);
    return times;
  }

  async close() {
    for (const { caller } of this.#accounts) caller.close();
    await this.#rooms?.stop();
    await this.#house.remove();
  }

  /**
   * A new account with a password of its own: the one-time one leads to nothing else.
   * @param {Caller} owner
   * @param {string} userName
   */
  async #employ(owner, userName) {
    const grants = [{ role: 'reporter', scope: { kind: 'everything' }, validTo: null }];
    const { text } = await owner.ask('POST', '/accounts', { name: userName, userName, grants });
    const { password: once } = JSON.parse(text).oneTimePassword;
    const [password, caller] = [randomBytes(18).toString('base64url'), new Caller(this.#house.url)];
    const { headers } = await caller.ask('POST', '/sign-in', { userName, password: once });
    const cookie = (headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
    caller.headers = { origin: this.#house.url, cookie };
    await caller.ask('PUT', '/password', { current: once, next: password });
    this.#accounts.push({ userName, password, caller });
  }
}
