import { callWord, seconds, simulatedRoom, simulateBodies, type SimulatedRoom } from '@etapiste/protocol';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { z } from 'zod';

/** A button is let go by itself at last, also when its page has been closed: well before the room would call it stuck. */
const longestHoldSeconds = 20;

type BodyName = keyof typeof simulateBodies;

/**
 * The HTTP door of one simulated room, from a page: its state as it changes (server-sent events), and its parts to act on.
 * Exists only in the demo (DESIGN §10).
 */
export class RoomDoor implements ReactiveController {
  /** Undefined while the door does not answer. */
  room: SimulatedRoom | undefined;
  private url = '';
  /** Looks whether what is awaited is true now. */
  private check: (() => void) | undefined;
  private events: EventSource | undefined;
  /** Actions go one after the other: a button must not come up before it went down. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  /** Follows the room behind this address; the same address again changes nothing. */
  follow(url: string): void {
    if (url === this.url) return;
    this.close();
    this.url = url;
    const events = new EventSource(`${url}/simulate/events`);
    this.events = events;
    events.addEventListener('state', (event) => this.take(simulatedRoom.safeParse(JSON.parse(String(event.data))).data));
    // The browser itself connects again; until then nothing old is shown.
    events.addEventListener('error', () => this.take(undefined));
  }

  /** Does it for real. False when the door does not answer or refuses. */
  act<Name extends BodyName>(name: Name, body: z.input<(typeof simulateBodies)[Name]>): Promise<boolean> {
    const { url } = this;
    const done = this.queue.then(() => send(`${url}/simulate/${name}`, body));
    this.queue = done;
    return done;
  }

  /**
   * A hand that stays on the button until the call has ended, however long the room's rule wants that to take. Where no
   * advisor is on the way there is nothing to end: a short press.
   */
  async holdToEnd(): Promise<boolean> {
    const hasEnd = this.room?.lamp === 'on-the-way';
    if (!(await this.act('button', { action: 'press', holdSeconds: longestHoldSeconds }))) return false;
    if (hasEnd) await this.untilNoCall();
    return this.act('button', { action: 'up' });
  }

  /** The press itself shows on the lamp too, so that *on the way* is not the only word to wait out. */
  private untilNoCall(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds(longestHoldSeconds));
      this.check = () => {
        if (callWord.safeParse(this.room?.lamp).success) return;
        this.check = undefined;
        clearTimeout(timer);
        resolve();
      };
      this.check();
    });
  }

  private take(room: SimulatedRoom | undefined): void {
    this.room = room;
    this.check?.();
    this.host.requestUpdate();
  }

  private close(): void {
    this.events?.close();
    this.events = undefined;
    this.url = '';
    this.take(undefined);
  }
}

const send = (address: string, body: unknown): Promise<boolean> =>
  fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).then(
    (response) => response.ok,
    // Nobody behind the door: the page says so by the missing state.
    () => false,
  );
