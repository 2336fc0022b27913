import { seconds, type Occupancy, type PayloadOf, type roomStateMessages } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { Store } from '../database/store.js';
import { Log } from '../log/log.js';
import { Clock } from '../time/clock.js';
import { VacancyEntity } from './vacancy.entity.js';

type Told = PayloadOf<typeof roomStateMessages.occupancy>;

/** The way of a message takes a while, another while each time: an instant reckoned this near to the known one is the same. */
const jitterMs = seconds(5);

interface Known extends Pick<Told, 'state' | 'confidence'> {
  readonly since: Date | null;
  readonly signAt: Date | null;
}

interface Vacancy {
  readonly from: Date;
  /** The last moment that the room vouched for. */
  readonly until: Date;
}

const nobodyKnows: Known = { state: 'unknown', confidence: 'none', since: null, signAt: null };

/** Who is in each room now, and when it was last vacant: instants by the hub's clock from the ages that rooms tell (DESIGN §4). */
@Injectable()
export class Occupancies {
  private readonly known = new Map<string, Known>();
  private readonly vacancies = new Map<string, Vacancy>();
  private readonly stored = new Map<string, Vacancy>();
  private readonly log: Log;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.child({ feature: 'rooms' });
  }

  async start(): Promise<void> {
    const rows = await this.store.read((manager) => manager.find(VacancyEntity));
    for (const { roomId, vacantFrom: from, vacantUntil: until } of rows)
      for (const vacancies of [this.vacancies, this.stored]) vacancies.set(roomId, { from, until });
  }

  /** What a room tells. Of a word that the broker held nobody knows the age: only its state counts, until the room speaks. */
  async note(roomId: string, told: Told, isHeld: boolean): Promise<void> {
    const { state, confidence } = told;
    if (isHeld) return void this.known.set(roomId, { ...nobodyKnows, state, confidence });
    const before = this.known.get(roomId) ?? nobodyKnows;
    const since = this.momentOf(told.ageSeconds, state === before.state ? before.since : null);
    const signAt = told.signAgeSeconds === null ? null : this.momentOf(told.signAgeSeconds, before.signAt);
    this.known.set(roomId, { state, confidence, since, signAt });
    if (told.lastVacant) this.noteVacancy(roomId, told.lastVacant);
    await this.keep(roomId);
  }

  /** The room's controller is away: what it last said is not known to be true any more. */
  async forget(roomId: string): Promise<void> {
    if (this.known.delete(roomId)) await this.keep(roomId);
  }

  view(roomId: string, isHeard: boolean): Occupancy {
    const { state, confidence, since, signAt } = (isHeard && this.known.get(roomId)) || nobodyKnows;
    const vacancy = this.vacancies.get(roomId);
    const isVacant = isKnownVacant({ state, confidence });
    return {
      state,
      confidence,
      since: since?.toISOString() ?? null,
      signAt: signAt?.toISOString() ?? null,
      lastVacant: vacancy ? { from: vacancy.from.toISOString(), until: isVacant ? null : vacancy.until.toISOString() } : null,
    };
  }

  /** A stretch that the room still vouches for goes on; a later one takes its place. */
  private noteVacancy(roomId: string, { fromAgeSeconds, untilAgeSeconds }: NonNullable<Told['lastVacant']>): void {
    const before = this.vacancies.get(roomId);
    const told = { from: this.momentOf(fromAgeSeconds), until: this.momentOf(untilAgeSeconds, before?.until) };
    if (before && told.until < before.until) return;
    this.vacancies.set(roomId, before && told.from <= before.until ? { from: before.from, until: told.until } : told);
  }

  /** Writes a beginning and an end. While it lasts it only grows: after a crash less is known than was true. */
  private async keep(roomId: string): Promise<void> {
    const vacancy = this.vacancies.get(roomId);
    if (!vacancy) return;
    const stored = this.stored.get(roomId);
    const isNew = vacancy.from.getTime() !== stored?.from.getTime();
    const isOver = !isKnownVacant(this.known.get(roomId)) && vacancy.until.getTime() !== stored?.until.getTime();
    if (!isNew && !isOver) return;
    this.stored.set(roomId, vacancy);
    const row = { roomId, vacantFrom: vacancy.from, vacantUntil: vacancy.until };
    try {
      await this.store.write(({ manager }) => manager.upsert(VacancyEntity, row, ['roomId']));
    } catch (cause) {
      this.stored.delete(roomId);
      this.log.error({ err: cause, room: roomId }, 'when a room was vacant could not be stored; tried again with its next word');
    }
  }

  /** So long ago by the hub's clock; the known instant stays when this is the same one. */
  private momentOf(ageSeconds: number, known: Date | null = null): Date {
    const atMs = this.clock.now().getTime() - seconds(ageSeconds);
    return known && Math.abs(known.getTime() - atMs) < jitterMs ? known : new Date(atMs);
  }
}

const isKnownVacant = (known: Pick<Known, 'state' | 'confidence'> | undefined): boolean =>
  known?.state === 'vacant' && known.confidence === 'sensed';
