import {
  bookingOperations,
  newId,
  pointOperations,
  serviceOperations,
  type BodyOf,
  type Booking,
  type Customer,
  type Role,
  type Scope,
} from '@etapiste/protocol';
import { ask } from '../testing/ask.js';
import { signInAs, type Browser } from '../testing/sign-in.js';
import { TestClock } from '../testing/test-clock.js';
import { startTestHub, type TestHub } from '../testing/test-hub.js';

type Wish = BodyOf<typeof bookingOperations.book>;

export const pointScope = (...pointIds: string[]): Scope => ({ kind: 'points', pointIds });
export const authorityScope = (authorityId: string): Scope => ({ kind: 'authority', authorityId });

/** Obviously nobody. */
export const somebody: Customer = { name: 'Testi Asiakas', phone: null, email: null, language: 'fi', needs: [] };

/** A day in winter, wall time in Helsinki. */
export const at = (day: string, time: string): string => new Date(`${day}T${time}:00+02:00`).toISOString();

/**
 * A hub with two rooms in Porvoo, three experts of Kela and one of Vero on weekdays from nine to three. It is Tuesday the 24th of November
 * 2026, 9.52, until a test lets time pass.
 */
export class BookingsWorld {
  private readonly browsers = new Map<string, Promise<Browser>>();

  private constructor(
    readonly hub: TestHub,
    readonly clock: TestClock,
  ) {}

  static async start(settings: NodeJS.ProcessEnv = {}, clock = new TestClock()): Promise<BookingsWorld> {
    const world = new BookingsWorld(await startTestHub(settings, clock), clock);
    const room = { id: 'porvoo-2', kind: 'room' as const, number: 2, validFrom: null, validTo: null };
    const nothing = { toNeighbouringRooms: null, toCorridor: null, measuredOn: null };
    const passport = { soundInsulationDb: nothing, accessibility: [], equipment: [] };
    const owner = await world.as('owner', { kind: 'everything' });
    await ask(world.hub, owner, pointOperations.createRoom, { parameters: { pointId: 'porvoo' }, body: { ...room, passport } });
    await world.calendar('kela', ['kela-neuvonta', 'kela-kuntoutus'], 3);
    await world.calendar('vero', ['vero-henkilo'], 1);
    return world;
  }

  /** Experts of an authority who serve everywhere from nine to three, by every way. */
  async calendar(authorityId: string, serviceIds: string[], seats: number): Promise<void> {
    const admin = await this.as('authority-admin', authorityScope(authorityId));
    const always = { pointIds: null, exceptionalHours: [], validFrom: null, validTo: null };
    const channels = ['on-site', 'point-phone', 'authority-phone', 'service-number', 'walk-in'] as const;
    const hours = [{ dayFrom: 'MON', dayTo: 'FRI', from: '09:00', to: '15:00' }] as const;
    const body = { ...always, id: newId(), authorityId, name: 'Testi', serviceIds, seats };
    const answer = await ask(this.hub, admin, serviceOperations.createCalendar, {
      body: { ...body, channels: [...channels], hours: [...hours] },
    });
    if (answer.status !== 200) throw new Error(`no calendar: ${JSON.stringify(answer.body)}`);
  }

  as(role: Role = 'advisor', scope: Scope = pointScope('porvoo')): Promise<Browser> {
    const key = `${role} ${JSON.stringify(scope)}`;
    const known = this.browsers.get(key) ?? signInAs(this.hub.hub, `Testi ${role}`, { role, scope });
    this.browsers.set(key, known);
    return known;
  }

  wish(from: string, changes: Partial<Wish> = {}): Wish {
    return { pointId: 'porvoo', serviceId: 'kela-neuvonta', from, slots: 1, channel: 'on-site', customer: somebody, ...changes };
  }

  async hold(from: string, changes: Partial<Wish> = {}, bookingId = newId(), by = this.as()) {
    const { customer: _, ...body } = this.wish(from, changes);
    return ask(this.hub, await by, bookingOperations.holdTime, { parameters: { bookingId }, body });
  }

  async book(from: string, changes: Partial<Wish> = {}, bookingId = newId(), by = this.as()) {
    return ask(this.hub, await by, bookingOperations.book, { parameters: { bookingId }, body: this.wish(from, changes) });
  }

  /** A booking that must come to be. */
  async booked(from: string, changes: Partial<Wish> = {}): Promise<Booking> {
    const { status, body } = await this.book(from, changes);
    if (status !== 200) throw new Error(`not booked: ${JSON.stringify(body)}`);
    return body;
  }

  async show(bookingId: string, by = this.as()) {
    return ask(this.hub, await by, bookingOperations.showBooking, { parameters: { bookingId } });
  }

  async move({ id, version, pointId, from, slots }: Booking, to: Partial<BodyOf<typeof bookingOperations.moveBooking>>) {
    const body = { pointId, from, slots, ...to };
    return ask(this.hub, await this.as(), bookingOperations.moveBooking, { parameters: { bookingId: id }, version, body });
  }

  async cancel({ id, version }: Booking) {
    const body = { reason: 'customer-asked' } as const;
    return ask(this.hub, await this.as(), bookingOperations.cancelBooking, { parameters: { bookingId: id }, version, body });
  }

  async arrive({ id, version }: Booking) {
    return ask(this.hub, await this.as(), bookingOperations.noteArrival, { parameters: { bookingId: id }, version });
  }

  async miss({ id, version }: Booking) {
    return ask(this.hub, await this.as(), bookingOperations.noteNoShow, { parameters: { bookingId: id }, version });
  }

  /** In how many rooms a time is free. */
  async roomsFreeAt(from: string, changes: Partial<Wish> = {}): Promise<number> {
    const { pointId, serviceId, slots, channel } = this.wish(from, changes);
    const query = { pointId, serviceId, slots, channel, from: from.slice(0, 10), days: 1 };
    const { body } = await ask(this.hub, await this.as(), bookingOperations.listFreeTimes, { query });
    return body.find((time) => time.from === from)?.roomIds.length ?? 0;
  }

  /** The clock goes to a moment; who sat idle that long signs in anew. */
  passTo(moment: string): void {
    this.browsers.clear();
    this.clock.pass(Date.parse(moment) - this.clock.now().getTime());
  }

  remove(): Promise<void> {
    return this.hub.remove();
  }
}
