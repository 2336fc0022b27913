import library, { type Connection, type Plugin } from 'janus-gateway-js';
import type { Log } from '../log/log.js';
import { MediaUnavailable, type Unregister } from './media-server.js';

const keepaliveMs = 20_000;
const requestTimeoutMs = 5_000;
const pulseEveryMs = 5_000;
const firstPauseMs = 250;
/** A restarted media server is found within a second: nobody sees a picture until then. */
const longestPauseMs = 1_000;

/** Janus answered, and said no. `code` is the plugin's own (455 = no such mountpoint). */
export class JanusRefused extends Error {
  override readonly name = 'JanusRefused';

  constructor(
    message: string,
    readonly code: number,
  ) {
    super(message);
  }
}

interface Line {
  readonly connection: Connection;
  readonly streaming: Plugin;
  /** Rejects when the line is gone, so that nobody waits 30 s for the library's own time limit. */
  readonly closed: Promise<never>;
}

/**
 * The hub's own line to Janus, made again with back-off whenever it breaks. A closed socket means *gone* at once; a Janus that
 * is there but silent is found out by a small question every 5 s.
 */
export class JanusLink {
  private line: Line | undefined;
  private isStopped = true;
  private pauseMs = firstPauseMs;
  private timer: NodeJS.Timeout | undefined;
  private readonly listeners = new Set<(isUp: boolean) => void>();

  constructor(
    private readonly url: string,
    private readonly apiSecret: string,
    private readonly log: Log,
  ) {}

  get isUp(): boolean {
    return this.line !== undefined;
  }

  start(): void {
    this.isStopped = false;
    void this.connect();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    const line = this.line;
    this.line = undefined;
    await line?.connection.close();
  }

  onChange(listener: (isUp: boolean) => void): Unregister {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The plugin's answer, within 5 s. @throws MediaUnavailable @throws JanusRefused */
  async askStreaming(body: object): Promise<unknown> {
    const line = this.line;
    if (!line) throw new MediaUnavailable('the media server does not answer');
    const answer = await inTime(line.streaming.sendWithTransaction({ body }), line.closed).catch((error: unknown) => {
      throw error instanceof library.Error ? new JanusRefused(error.message, error.code) : asUnavailable(error);
    });
    return answer.getPlainMessage().plugindata?.data;
  }

  /** Says something about another's session; its answer is not awaited, because the library refuses answers of foreign sessions. */
  async tell(message: object): Promise<void> {
    if (!this.line) throw new MediaUnavailable('the media server does not answer');
    await this.line.connection.send(message);
  }

  private async connect(): Promise<void> {
    try {
      const line = await this.open();
      if (this.isStopped) {
        await line.connection.close();
        return;
      }
      this.line = line;
      this.pauseMs = firstPauseMs;
      line.closed.catch(() => this.lost(line));
      this.pulseLater(line);
      this.log.info({}, 'the media server answers');
      this.tellAll(true);
    } catch (error) {
      this.log.debug({ err: asUnavailable(error) }, 'the media server does not answer yet');
      this.connectLater();
    }
  }

  private async open(): Promise<Line> {
    const client = new library.Client(this.url, { apisecret: this.apiSecret, keepalive: keepaliveMs });
    const connection = await inTime(client.createConnection('hub'));
    const closed = new Promise<never>((_, reject) => {
      connection.on('close', () => reject(new MediaUnavailable('the line to the media server closed')));
    });
    closed.catch(() => undefined);
    // Every answer that nobody asked for is emitted as an error; without a listener it would end the process.
    connection.on('error', (error: Error) => this.log.debug({ err: error }, 'the media server said something unexpected'));
    const session = await inTime(connection.createSession(), closed);
    const streaming = await inTime(session.attachPlugin('janus.plugin.streaming'), closed);
    for (const emitter of [session, streaming]) emitter.on('error', () => undefined);
    return { connection, streaming, closed };
  }

  private pulseLater(line: Line): void {
    this.timer = setTimeout(() => void this.pulse(line), pulseEveryMs);
  }

  private async pulse(line: Line): Promise<void> {
    try {
      await this.askStreaming({ request: 'list' });
      if (this.line === line) this.pulseLater(line);
    } catch (error) {
      this.log.warn({ err: error }, 'the media server is silent');
      await line.connection.close();
      this.lost(line);
    }
  }

  private lost(line: Line): void {
    if (this.line !== line || this.isStopped) return;
    this.line = undefined;
    clearTimeout(this.timer);
    this.log.warn({}, 'the media server is gone');
    this.tellAll(false);
    this.connectLater();
  }

  private connectLater(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => void this.connect(), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, longestPauseMs);
  }

  private tellAll(isUp: boolean): void {
    for (const listener of this.listeners) listener(isUp);
  }
}

/** The library rejects with socket events and Bluebird errors alike. */
const asUnavailable = (error: unknown): Error =>
  error instanceof Error ? error : new MediaUnavailable('nobody answers at the media server’s address');

async function inTime<T>(answer: PromiseLike<T>, closed?: Promise<never>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new MediaUnavailable('the media server did not answer in time')), requestTimeoutMs);
  });
  try {
    return await Promise.race(closed ? [answer, late, closed] : [answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
