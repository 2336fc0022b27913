import http from 'node:http';
import { demoPeople, signIn } from '../setup/demo-sign-in.mjs';
import { now } from './stopwatch.mjs';

const perPerson = 50;
const withinMs = 10_000;

/** Browsers that follow the live stream: as many of each kind of staff, each signed in by itself. */
export class Viewers {
  static count = perPerson * Object.keys(demoPeople).length;
  /** @type {http.ClientRequest[]} */
  #lines = [];
  /** @type {{ kind: string, left: number, done: () => void } | undefined} */
  #waiting;

  /** Resolves when each has its snapshot. @param {string} hubUrl */
  static async gather(hubUrl) {
    const viewers = new Viewers();
    for (const accountId of Object.values(demoPeople))
      for (let n = 0; n < perPerson; n++) await viewers.#follow(hubUrl, (await signIn(hubUrl, accountId)).headers);
    return viewers;
  }

  /**
   * Lets something happen that every viewer is told of once.
   * @param {string} kind of the live event
   * @param {() => void} happen
   * @returns {Promise<number>} milliseconds until the last one has it
   */
  async untilAllHave(kind, happen) {
    const all = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${this.#waiting?.left} viewers were told of no ${kind}`)), withinMs);
      this.#waiting = { kind, left: this.#lines.length, done: () => resolve(clearTimeout(late)) };
    });
    const at = now();
    happen();
    await all;
    return now() - at;
  }

  leave() {
    for (const line of this.#lines) line.destroy();
  }

  /**
   * @param {string} hubUrl
   * @param {Record<string, string>} headers
   */
  #follow(hubUrl, headers) {
    return new Promise((resolve, reject) => {
      const line = http.get(`${hubUrl}/api/v1/live?audience=staff`, { headers, agent: false }, (answer) => {
        let rest = '';
        answer.setEncoding('utf8').on('data', (part) => {
          const told = `${rest}${part}`.split('\n\n');
          rest = told.pop() ?? '';
          for (const event of told) {
            if (event.startsWith('event: snapshot')) resolve(undefined);
            else if (event.startsWith('event: change')) this.#onChange(event);
          }
        });
      });
      line.on('error', reject);
      this.#lines.push(line);
    });
  }

  /** @param {string} event */
  #onChange(event) {
    const waiting = this.#waiting;
    if (!waiting || !event.includes(`"kind":"${waiting.kind}"`)) return;
    waiting.left -= 1;
    if (waiting.left === 0) waiting.done();
  }
}
