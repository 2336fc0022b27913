import { randomBytes } from 'node:crypto';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Program } from '../program.mjs';

const file = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/** The document camera's pipeline without our product: a sender, a line, Janus, and a page that does nothing but watch. */
export class BarePicture {
  /**
   * @param {import('playwright-core').Page} page
   * @param {Program} line
   * @param {Program} sender
   */
  constructor(page, line, sender) {
    this.page = page;
    this.line = line;
    this.sender = sender;
  }

  /**
   * @param {import('playwright-core').Browser} browser
   * @param {{ url: string, apiSecret: string, streamingAdminKey: string }} janus
   * @param {import('../camera-house.mjs').Picture} picture
   * @param {number} kbps
   */
  static async open(browser, janus, { width, height, framesPerSecond }, kbps) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(pathToFileURL(file('page.html')).href);
    // Master key and salt of SRTP (RFC 3711).
    const key = randomBytes(30).toString('base64');
    /** @type {number} */
    const port = await page.evaluate((where) => Reflect.get(globalThis, 'watch')(where), { ...janus, key });
    const line = new Program('The bare line to Janus', [process.execPath, file('line.mjs'), String(port)]);
    const nearPort = /\d+$/.exec(await line.start(/^near port/))?.[0];
    const numbers = [width, height, framesPerSecond, kbps, nearPort].map(String);
    const env = { BARE_PICTURE_KEY: key };
    // It begins after the page watches: its first frame is the keyframe that the page needs.
    const sender = new Program('The bare sender', [process.execPath, file('sender.mjs'), ...numbers], { env });
    await sender.start(/^ready$/);
    return new BarePicture(page, line, sender);
  }

  get video() {
    return this.page.locator('video');
  }

  /** GStreamer may not listen to anything but SIGKILL. */
  async close() {
    await this.sender.kill();
    await this.line.stop();
    await this.page.evaluate(() => Reflect.get(globalThis, 'leave')());
    await this.page.context().close();
  }
}
