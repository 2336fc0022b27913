import { PressRooms } from './press-rooms.mjs';
import { now, Stopwatch } from './stopwatch.mjs';

/**
 * One line from a room's press to a screen, ours or another. All are started once, wait together, and take turns in blocks,
 * so that whatever else this machine does meets them alike.
 *
 * @typedef {object} Contestant
 * @property {string} name
 * @property {() => Promise<void>} start
 * @property {() => Promise<void>} stop
 * @property {string} mqttUrl where rooms connect; known after start
 * @property {string | undefined} dataDir folder of the rooms' passwords; undefined where rooms need none
 * @property {(context: import('playwright-core').BrowserContext) => Promise<void>} [enter] signs a person in, where one must be
 * @property {(page: import('playwright-core').Page) => Promise<void>} open shows its page until it could show a call
 * @property {(page: import('playwright-core').Page) => Promise<void>} prepare what a person does before calls can come
 * @property {(rooms: PressRooms, press: import('./press-rooms.mjs').Press) => Promise<string>} idOnScreen
 *   under which identity the press will be on the page
 * @property {(id: string) => Promise<void>} settle what a person does after it, so that the next press opens a new call
 * @property {() => Readonly<Record<string, number>>} memory MB by process
 */

/**
 * What one contestant did in one weather (idle or under load).
 * @typedef {object} Outcome
 * @property {number[]} pressMs press at the room → card on the page
 * @property {number[]} openMs page asked for → page that could show a call, nothing in the browser's cache
 * @property {number} unseen presses that never came on the page
 * @property {number[]} statesPerSecond that the broker took; empty when idle
 */

/** @typedef {Map<string, { idle: Outcome, load: Outcome }>} Outcomes by contestant's name */

/**
 * Measures press → screen: block by block, in each the contestants in turn, idle and under load.
 */
export class PressToScreen {
  /**
   * @param {import('playwright-core').Browser} browser
   * @param {import('../fleet/contract.mjs').Contract} contract
   * @param {import('./counts.mjs').Counts} counts
   * @param {import('./load.mjs').Load} load
   * @param {(line: string) => void} say
   */
  constructor(browser, contract, counts, load, say) {
    this.browser = browser;
    this.contract = contract;
    this.counts = counts;
    this.load = load;
    this.say = say;
  }

  /**
   * @param {readonly Contestant[]} contestants
   * @returns {Promise<Outcomes>}
   */
  async measure(contestants) {
    const outcomes = new Map(contestants.map(({ name }) => [name, { idle: nothingYet(), load: nothingYet() }]));
    for (let block = 1; block <= this.counts.blocks; block++) {
      for (const weather of /** @type {const} */ (['idle', 'load'])) {
        for (const contestant of contestants) {
          const outcome = outcomes.get(contestant.name)?.[weather] ?? nothingYet();
          await this.#block(contestant, weather, outcome);
          this.say(`block ${block}/${this.counts.blocks}, ${weather}, ${contestant.name}`);
        }
      }
    }
    return outcomes;
  }

  /**
   * The page is open before the load begins, as an advisor's page is.
   * @param {Contestant} contestant
   * @param {'idle' | 'load'} weather
   * @param {Outcome} outcome
   */
  async #block(contestant, weather, outcome) {
    const context = await this.browser.newContext({ locale: 'fi-FI', permissions: ['notifications'] });
    const rooms = new PressRooms(this.contract);
    try {
      await contestant.enter?.(context);
      const page = await context.newPage();
      const stopwatch = new Stopwatch();
      await stopwatch.attach(page);
      const asked = now();
      await contestant.open(page);
      outcome.openMs.push(now() - asked);
      await contestant.prepare(page);
      await rooms.start(contestant.mqttUrl, contestant.dataDir);
      await stopwatch.calibrate(page);
      const work = async () => {
        await this.#presses(contestant, rooms, stopwatch, this.counts.warmUp);
        const measured = await this.#presses(contestant, rooms, stopwatch, this.counts.presses);
        outcome.pressMs.push(...measured.filter((took) => took !== undefined));
        outcome.unseen += measured.filter((took) => took === undefined).length;
      };
      if (weather === 'idle') await work();
      else outcome.statesPerSecond.push(await this.load.during(contestant, work));
    } finally {
      await rooms.stop();
      await context.close();
    }
  }

  /**
   * @param {Contestant} contestant
   * @param {PressRooms} rooms
   * @param {Stopwatch} stopwatch
   * @param {number} count
   */
  async #presses(contestant, rooms, stopwatch, count) {
    /** @type {(number | undefined)[]} */
    const took = [];
    for (let n = 0; n < count; n++) {
      if (isHopeless(took)) return [...took, ...Array.from({ length: count - n }, () => undefined)];
      // An odd pause, so that presses do not fall into step with anybody's timer.
      await new Promise((resolve) => setTimeout(resolve, 40 + Math.random() * 80));
      const press = rooms.press();
      const id = await contestant.idOnScreen(rooms, press);
      const shownAt = await stopwatch.shown(id);
      took.push(shownAt === undefined ? undefined : shownAt - press.at);
      await contestant.settle(id);
    }
    return took;
  }
}

/**
 * Three presses in a row that nobody saw: the page is stuck, and the rest of the block would only wait.
 * @param {readonly (number | undefined)[]} took
 */
const isHopeless = (took) => took.length >= 3 && took.slice(-3).every((each) => each === undefined);

/** @returns {Outcome} */
const nothingYet = () => ({ pressMs: [], openMs: [], unseen: 0, statesPerSecond: [] });
