import {
  minutes,
  newId,
  seconds,
  type Agreement,
  type Authority,
  type Booking,
  type BookingChange,
  type Customer,
  type FreeTime,
  type Hold,
  type ProblemCode,
  type Service,
  type WhyNot,
} from '@etapiste/protocol';
import { addDays, beginningOf, instantOf, minuteOf, wallOf, weekdayOf } from '../src/i18n/wall-time.js';

const zone = 'Europe/Helsinki';
const halfHour = minutes(30);
const rooms = ['porvoo-1', 'porvoo-2'];

const words = (fi: string, sv = fi, en = fi) => ({ fi, sv, en });
const authority = (id: string, name: string, shortName: string): Authority => ({
  id,
  name: words(name),
  shortName: words(shortName),
  version: 1,
});
const service = (id: string, authorityId: string, name: string, slots: 1 | 2 = 1): Service => ({
  id,
  authorityId,
  name: words(name),
  slots,
  access: 'both',
  suitability: null,
  validFrom: null,
  validTo: null,
  version: 1,
});

export const exampleAuthorities = [
  authority('kela', 'Kansaneläkelaitos', 'Kela'),
  authority('vero', 'Verohallinto', 'Vero'),
  authority('dvv', 'Digi- ja väestötietovirasto', 'DVV'),
];
export const exampleServices = [
  service('kela-neuvonta', 'kela', 'Kelan etuudet, neuvonta'),
  service('vero-henkilo', 'vero', 'Henkilöverotus', 2),
  service('dvv-muutto', 'dvv', 'Muutto ja osoite'),
];
export const exampleAgreements: readonly Agreement[] = exampleServices.map(({ id }) => ({
  id: newId(),
  pointId: 'porvoo',
  serviceId: id,
  validFrom: '2026-01-01',
  validTo: null,
  version: 1,
}));

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
  readonly version: number | undefined;
}
/** What an answer is: a body, nothing, or a refusal. */
export type Answered = { readonly body?: object } | { readonly refused: ProblemCode; readonly extra?: Record<string, unknown> };

/**
 * The booking store of the hub of examples: two rooms of Porvoo, open on weekdays 9–15, closed on the Thursdays' mornings in the first,
 * free wherever nothing stands. A test puts bookings in and takes holds away.
 */
export class ExampleBookings {
  readonly bookings = new Map<string, Booking>();
  readonly holds = new Map<string, Hold>();
  private readonly changes = new Map<string, BookingChange[]>();
  /** Told after every change. */
  changed: (booking: { readonly authorityId: string; readonly day: string }) => void = () => undefined;

  constructor(private readonly now: () => Date = () => new Date()) {}

  /** A booking in a room at a wall time. */
  put(wall: string, roomId: string, some: Partial<Booking> & { readonly name?: string } = {}): Booking {
    const { name, ...rest } = some;
    const customer: Customer = { name: name ?? 'Testi A', phone: null, email: null, language: 'fi', needs: [] };
    const from = instantOf(wall, zone).toISOString();
    const made = this.made(newId(), { serviceId: 'kela-neuvonta', from, slots: 1, roomId, channel: 'point-phone', customer });
    const booking = { ...made, ...rest };
    this.bookings.set(booking.id, booking);
    return booking;
  }

  /** undefined when it is nothing of ours. */
  answer(asked: Asked): Answered | undefined {
    const { method, path, query } = asked;
    const [, kind, id = '', deed] = /^\/(holds|bookings)\/([^/]+)(?:\/([a-z-]+))?$/.exec(path) ?? [];
    if (kind === 'holds') return this.hold(id, asked);
    if (kind === 'bookings') return method === 'PUT' && !deed ? this.book(id, asked.body) : this.change(id, deed, asked);
    if (path === '/authorities') return { body: exampleAuthorities };
    if (path === '/services') return { body: exampleServices };
    if (path === '/agreements') return { body: exampleAgreements };
    if (path === '/policies') return { body: [] };
    if (path === '/bookings') return { body: this.listed(query.get('from') ?? '', Number(query.get('days'))) };
    if (/^\/points\/[a-z]+\/(at-hand|queue)$/.test(path)) return { body: [] };
    const from = query.get('from') ?? '';
    if (path === '/free-times')
      return { body: this.free(query.get('pointId'), from, Number(query.get('days')), Number(query.get('slots'))) };
    if (path === '/free-times/why-not') return { body: this.whyNot(from, Number(query.get('slots'))) };
    if (path === '/points/porvoo/timetable') return { body: this.timetable(from, Number(query.get('days'))) };
    return /^\/points\/[a-z]+\/timetable$/.test(path) ? { body: { closed: [], bookings: [], holds: [] } } : undefined;
  }

  private listed(from: string, days: number): Booking[] {
    const [first, last] = [beginningOf(from, zone), beginningOf(addDays(from, days), zone)];
    const listed = [...this.bookings.values()].filter((each) => new Date(each.from) >= first && new Date(each.from) < last);
    return listed.toSorted((a, b) => a.from.localeCompare(b.from));
  }

  private free(pointId: string | null, from: string, days: number, slots: number): FreeTime[] {
    if (pointId !== 'porvoo') return [];
    const first = beginningOf(from, zone).getTime();
    const last = beginningOf(addDays(from, days), zone).getTime();
    const times: FreeTime[] = [];
    for (let at = first; at < last; at += halfHour) {
      const roomIds = rooms.filter((roomId) => this.reasons(at, slots, roomId).length === 0);
      if (roomIds.length > 0) times.push({ from: new Date(at).toISOString(), roomIds });
    }
    return times;
  }

  private whyNot(from: string, slots: number): WhyNot[] {
    const at = new Date(from).getTime();
    const reasons = rooms.map((roomId) => this.reasons(at, slots, roomId));
    return reasons.some(({ length }) => length === 0) ? [] : reasons.flat();
  }

  private reasons(at: number, slots: number, roomId: string): WhyNot[] {
    const wall = wallOf(new Date(at), zone);
    const reason = (code: WhyNot['code']): WhyNot => ({ code, reason: null, roomId });
    if (at <= this.now().getTime()) return [reason('in-the-past')];
    if (['SAT', 'SUN'].includes(weekdayOf(wall.slice(0, 10))) || minuteOf(wall) < 9 * 60 || minuteOf(wall) + slots * 30 > 15 * 60)
      return [reason('outside-service-hours')];
    if (minuteOf(wall) >= 11.5 * 60 && minuteOf(wall) < 12 * 60) return [reason('no-expert-hours')];
    const taken = [...this.bookings.values(), ...this.holds.values()].some(
      (each) =>
        each.roomId === roomId &&
        !('state' in each && each.state === 'cancelled') &&
        at < new Date(each.from).getTime() + each.slots * halfHour &&
        new Date(each.from).getTime() < at + slots * halfHour,
    );
    if (taken) return [reason('room-taken')];
    return this.isMaintained(wall, roomId) ? [{ ...reason('closure'), reason: words('Huolto', 'Service', 'Maintenance') }] : [];
  }

  private isMaintained(wall: string, roomId: string): boolean {
    return roomId === 'porvoo-1' && weekdayOf(wall.slice(0, 10)) === 'THU' && minuteOf(wall) < 11.5 * 60;
  }

  private timetable(from: string, days: number) {
    const closed = Array.from({ length: days }, (_, index) => addDays(from, index))
      .filter((day) => weekdayOf(day) === 'THU')
      .map((day) => ({
        from: instantOf(`${day}T09:00`, zone).toISOString(),
        to: instantOf(`${day}T11:30`, zone).toISOString(),
        roomId: 'porvoo-1',
        why: { code: 'closure', reason: words('Huolto', 'Service', 'Maintenance'), roomId: 'porvoo-1' },
      }));
    const isShown = (each: { readonly from: string }): boolean => {
      const day = wallOf(each.from, zone).slice(0, 10);
      return from <= day && day < addDays(from, days);
    };
    const bookings = [...this.bookings.values()].filter((each) => isShown(each) && ['booked', 'arrived'].includes(each.state));
    return { closed, bookings, holds: [...this.holds.values()].filter(isShown) };
  }

  private hold(id: string, { method, path, body }: Asked): Answered {
    if (method === 'DELETE') {
      this.holds.delete(id);
      return {};
    }
    if (path.endsWith('/alive')) {
      const held = this.holds.get(id);
      return held ? { body: held } : { refused: 'hold-lapsed' };
    }
    const wanted = body as unknown as Omit<Hold, 'id'>;
    this.holds.delete(id);
    const refused = this.taken(wanted.from, wanted.slots, wanted.roomId);
    if (refused) return refused;
    const authorityId = exampleServices.find((each) => each.id === wanted.serviceId)?.authorityId ?? 'kela';
    const { pointId, serviceId, from, slots } = wanted;
    const expiresAt = new Date(this.now().getTime() + seconds(120)).toISOString();
    const hold = {
      pointId,
      serviceId,
      from,
      slots,
      id,
      roomId: wanted.roomId ?? rooms[0],
      authorityId,
      expiresAt,
      heldBy: 'Testi',
    };
    this.holds.set(id, hold);
    return { body: hold };
  }

  private book(id: string, body: Record<string, unknown>): Answered {
    const wanted = body as unknown as Pick<Booking, 'serviceId' | 'from' | 'slots' | 'roomId' | 'channel'> & {
      customer: Customer;
    };
    const known = this.bookings.get(id);
    if (known) return { body: known };
    const isHeld = this.holds.delete(id);
    const refused = isHeld ? undefined : this.taken(wanted.from, wanted.slots, wanted.roomId);
    if (refused) return refused;
    const booking = this.made(id, wanted);
    this.bookings.set(id, booking);
    this.note(booking, 'booked');
    return { body: booking };
  }

  private change(id: string, deed: string | undefined, { method, body, version }: Asked): Answered {
    const booking = this.bookings.get(id);
    if (!booking) return { refused: 'booking-unknown' };
    if (deed === 'changes') return { body: this.changes.get(id) ?? [] };
    if (method === 'GET') return { body: booking };
    if (version !== booking.version) return { refused: 'version-differs' };
    const changed = { ...booking, version: booking.version + 1 };
    if (deed === 'customer') return this.kept({ ...changed, customer: body as unknown as Customer }, 'customer-changed');
    if (deed === 'cancel')
      return this.kept({ ...changed, state: 'cancelled', cancelReason: body['reason'] as Booking['cancelReason'] }, 'cancelled');
    if (deed === 'arrival') return this.kept({ ...changed, state: 'arrived', arrivedAt: this.now().toISOString() }, 'arrived');
    if (deed === 'no-show') return this.kept({ ...changed, state: 'no-show', endedAt: this.now().toISOString() }, 'no-show');
    const to = body as unknown as Pick<Booking, 'from' | 'slots' | 'roomId'>;
    this.bookings.delete(id);
    const refused = this.taken(to.from, to.slots, to.roomId);
    if (refused) {
      this.bookings.set(id, booking);
      return refused;
    }
    return this.kept({ ...changed, from: to.from, roomId: to.roomId }, 'moved', booking);
  }

  private kept(booking: Booking, what: BookingChange['what'], before?: Booking): Answered {
    this.bookings.set(booking.id, booking);
    this.note(booking, what, before);
    return { body: booking };
  }

  private note(booking: Booking, what: BookingChange['what'], before?: Booking): void {
    const { roomId, from, slots } = booking;
    const change: BookingChange = {
      id: newId(),
      at: this.now().toISOString(),
      what,
      who: 'Testi Neuvoja',
      to: { roomId, from, slots },
      before: before ? { roomId: before.roomId, from: before.from, slots: before.slots } : null,
      why: what === 'cancelled' ? booking.cancelReason : null,
    };
    this.changes.set(booking.id, [...(this.changes.get(booking.id) ?? []), change]);
    this.changed({ authorityId: booking.authorityId, day: wallOf(from, zone).slice(0, 10) });
  }

  private taken(from: string, slots: number, roomId: string): Answered | undefined {
    const [whyNot] = this.reasons(new Date(from).getTime(), slots, roomId);
    if (!whyNot) return undefined;
    const nearest = this.free('porvoo', wallOf(from, zone).slice(0, 10), 7, slots).slice(0, 3);
    return { refused: whyNot.code === 'room-taken' ? 'time-taken' : 'time-not-free', extra: { nearest, whyNot: [whyNot] } };
  }

  private made(
    id: string,
    wanted: Pick<Booking, 'serviceId' | 'from' | 'slots' | 'roomId' | 'channel'> & { readonly customer: Customer },
  ): Booking {
    const { serviceId, from, slots, roomId, channel, customer } = wanted;
    return {
      id,
      version: 1,
      pointId: 'porvoo',
      serviceId,
      from,
      slots,
      roomId,
      authorityId: exampleServices.find((each) => each.id === serviceId)?.authorityId ?? 'kela',
      channel,
      state: 'booked',
      customer,
      code: String(4711 + this.bookings.size),
      createdAt: this.now().toISOString(),
      arrivedAt: null,
      endedAt: null,
      cancelReason: null,
      isClosedOver: false,
    };
  }
}
