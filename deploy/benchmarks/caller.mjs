import http from 'node:http';
import { demoPeople, signIn } from '../setup/demo-sign-in.mjs';
import { now } from './stopwatch.mjs';

/** Somebody of the demo who asks a hub on one open line. */
export class Caller {
  /** @type {Record<string, string>} */
  headers = {};
  #agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

  /** @param {string} hubUrl */
  constructor(hubUrl) {
    this.hubUrl = hubUrl;
  }

  /** @param {keyof typeof demoPeople} who */
  async enter(who) {
    ({ headers: this.headers } = await signIn(this.hubUrl, demoPeople[who]));
  }

  close() {
    this.#agent.destroy();
  }

  /**
   * @param {string} method
   * @param {string} path below `/api/v1`
   * @param {object} [body]
   * @returns {Promise<{ tookMs: number, text: string, headers: http.IncomingHttpHeaders }>}
   * @throws {Error} when the hub does not do it
   */
  ask(method, path, body) {
    const content = body && JSON.stringify(body);
    const headers = { ...this.headers, ...(content && { 'content-type': 'application/json' }) };
    return new Promise((resolve, reject) => {
      const at = now();
      const request = http.request(`${this.hubUrl}/api/v1${path}`, { method, headers, agent: this.#agent }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => (text += part));
        answer.once('end', () => {
          const tookMs = now() - at;
          const isDone = answer.statusCode !== undefined && answer.statusCode < 300;
          if (isDone) resolve({ tookMs, text, headers: answer.headers });
          else reject(new Error(`${method} ${path}: ${answer.statusCode} ${text}`));
        });
      });
      request.once('error', reject).end(content);
    });
  }
}
