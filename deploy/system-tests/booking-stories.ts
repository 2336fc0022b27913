import { randomUUID } from 'node:crypto';
import type { Answer, BookingHubs } from './booking-hubs.js';
import type { Dice } from './counts.js';

/** As much of a booking as these tests look at. */
export interface Booking {
  readonly id: string;
  readonly version: number;
  readonly pointId: string;
  readonly roomId: string;
  readonly from: string;
  readonly slots: number;
  readonly state: 'booked' | 'arrived' | 'no-show' | 'cancelled';
}

interface Wish {
  readonly pointId: string;
  readonly serviceId: string;
  readonly from: string;
  readonly slots: number;
}

type Kind = 'book' | 'hold' | 'book what is held' | 'move' | 'cancel' | 'walk in';

const kinds: readonly Kind[] = ['book', 'book', 'book', 'hold', 'book what is held', 'move', 'move', 'cancel', 'walk in'];
const customer = { name: 'Testi Malli', phone: null, email: null, language: 'fi', needs: [] };

/** What a lost race may answer. Anything else that is no success is a fault of the hub. */
const lost = new Set(['time-taken', 'time-not-free', 'hold-lapsed']);

/** Many people who want the same few times at once, and what they were told. */
export class BookingStories {
  /** The newest that was answered of each booking. */
  readonly answered = new Map<string, Booking>();
  readonly faults: string[] = [];
  /** Requests that a hub took with it. */
  readonly unanswered: (() => Promise<void>)[] = [];
  refused = 0;
  private ended = 0;

  constructor(
    private readonly hubs: BookingHubs,
    private readonly dice: Dice,
    private readonly times: readonly string[],
  ) {}

  /** All at once; `meanwhile` begins when a part of them has its answer. */
  async play(count: number, meanwhile?: { readonly after: number; readonly work: () => Promise<void> }): Promise<void> {
    let disturbing: Promise<void> | undefined;
    // Dice are thrown before anybody begins, so that a seed repeats who wants what.
    const people = Array.from({ length: count }, () => this.person());
    const stories = people.map(async (person) => {
      await person();
      this.ended++;
      if (meanwhile && this.ended === meanwhile.after) disturbing = meanwhile.work();
    });
    await Promise.all(stories);
    await disturbing;
  }

  /** Whatever came of what a hub took with it, it can be asked again. */
  async askAgain(): Promise<void> {
    await Promise.all(this.unanswered.splice(0).map((again) => again()));
  }

  private person(): () => Promise<void> {
    const kind = this.dice.pick(kinds);
    const hub = Math.floor(this.dice.between(0, this.hubs.count));
    const wish = this.wish();
    const next = this.wish();
    const id = randomUUID();
    return async () => {
      if (kind === 'walk in') return this.make(hub, `/walk-ins/${id}`, walkIn(wish));
      if (kind.includes('hold') || kind.includes('held')) await this.hold(hub, id, wish);
      if (kind === 'hold') return;
      await this.make(hub, `/bookings/${id}`, { ...wish, channel: 'on-site', customer });
      const made = this.answered.get(id);
      if (!made) return;
      if (kind === 'move') await this.change(hub, made, 'move', { pointId: next.pointId, from: next.from, slots: next.slots });
      if (kind === 'cancel') await this.change(hub, made, 'cancel', { reason: 'customer-asked' });
    };
  }

  private wish(): Wish {
    return {
      pointId: 'porvoo',
      serviceId: this.dice.pick(['kela-neuvonta', 'kela-kuntoutus']),
      from: this.dice.pick(this.times),
      slots: this.dice.pick([1, 2]),
    };
  }

  private async hold(hub: number, id: string, wish: Wish): Promise<void> {
    this.note(await this.hubs.ask(hub, 'PUT', `/holds/${id}`, { ...wish, channel: 'point-phone' }));
  }

  private async make(hub: number, apiPath: string, body: object): Promise<void> {
    const answer = await this.hubs.ask<Booking>(hub, 'PUT', apiPath, body);
    if (answer === undefined) this.unanswered.push(() => this.make(hub, apiPath, body));
    else if (this.note(answer)) this.answered.set(answer.body.id, answer.body);
  }

  private async change(hub: number, { id, version }: Booking, what: 'move' | 'cancel', body: object): Promise<void> {
    const answer = await this.hubs.ask<Booking>(hub, 'POST', `/bookings/${id}/${what}`, body, version);
    if (answer && this.note(answer)) this.answered.set(id, answer.body);
  }

  /** Whether it was done. */
  private note(answer: Answer<unknown>): boolean {
    if (!answer) return false;
    const { status, body } = answer;
    const code = (body as { readonly code?: string }).code ?? '';
    if (status !== 200 && !lost.has(code)) this.faults.push(`${status} ${JSON.stringify(body)}`);
    if (status !== 200) this.refused++;
    return status === 200;
  }
}

const walkIn = ({ pointId, serviceId, slots }: Wish) => ({ pointId, serviceId, slots, customer });
