import {
  heartbeatSeconds,
  seconds,
  type Audience,
  type LiveKind,
  type LiveState,
  type LiveValue,
  type Place,
} from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { Config } from '../config/config.js';
import { Store } from '../database/store.js';
import { Refused } from '../http/refused.js';
import { Log } from '../log/log.js';
import { Actors } from '../rights/index.js';
import { Clock } from '../time/clock.js';
import { LiveStream } from './live-stream.js';
import { Viewer, type View } from './viewer.js';

/** Where one kind of live value comes from. Values are read after commit, so what is sent is always the newest. */
export interface LiveSource<Kind extends LiveKind> {
  /** All values that anybody may see now. */
  all(): Promise<LiveValue<Kind>[]>;
  /** One value, or null when it is gone. */
  one(id: string): Promise<LiveValue<Kind> | null>;
  /** What a value belongs to. By this alone, and protocol's `liveRights`, is judged who sees it. */
  placeOf(value: LiveValue<Kind>): Place;
  /** The value without what tells of people, where a kind has such a thing. */
  unpeopled?(value: LiveValue<Kind>): LiveValue<Kind>;
}

type AnySource = LiveSource<LiveKind>;

/** Who follows a stream, and by what request. */
interface Follower {
  readonly viewer: Viewer;
  readonly audience: Audience;
  readonly headers: IncomingHttpHeaders;
}

/** A request for a stream, and who it is by. */
interface Arrival extends Omit<Follower, 'viewer'> {
  readonly viewer: Viewer | undefined;
}

/**
 * Tells browsers what they may see: a snapshot first, then changes by row version (DESIGN §8). A change is only a kind and
 * an id here; its value is read anew, so any hub can tell it and late or doubled news do no harm.
 */
@Injectable()
export class LiveHub {
  private readonly sources = new Map<LiveKind, AnySource>();
  private readonly streams = new Map<LiveStream, Follower>();
  private readonly reading = new Map<string, { again: boolean }>();
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(
    private readonly actors: Actors,
    private readonly store: Store,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  get streamCount(): number {
    return this.streams.size;
  }

  start(): void {
    this.store.onChange((change) => {
      if (change) this.changed(change.kind as LiveKind, change.id, change.value);
      else this.startAnew();
    });
    this.actors.onChange((actorId) => {
      for (const [stream, follower] of this.streams) if (follower.viewer.is(actorId)) void this.judge(stream, follower);
    });
    this.heartbeat = setInterval(() => this.beat(), seconds(heartbeatSeconds));
  }

  stop(): void {
    clearInterval(this.heartbeat);
    for (const stream of this.streams.keys()) stream.end('hub-stopping');
    this.streams.clear();
  }

  register<Kind extends LiveKind>(kind: Kind, source: LiveSource<Kind>): void {
    this.sources.set(kind, source);
  }

  /** Whom of an audience a request is by; `undefined` when nobody of it is signed in there. */
  async viewerOf(audience: Audience, headers: IncomingHttpHeaders): Promise<Viewer | undefined> {
    return Viewer.of(audience, await this.actors.of({ headers }));
  }

  /**
   * Tabs share one stream. A line that was cut counts until TCP has given it up, so there are some more than browsers need.
   * @throws Refused `too-many-streams`
   */
  refuseCrowd({ signInIds }: Viewer): void {
    const followers = [...this.streams.values()];
    const isFull = (id: string) =>
      followers.filter(({ viewer }) => viewer.signInIds.includes(id)).length >= this.config.streamsPerSignIn;
    if (signInIds.some(isFull)) throw new Refused('too-many-streams');
  }

  /** Serves one browser until it goes away, or until nobody of the audience is signed in there. Its head is already written. */
  async serve({ viewer, ...request }: Arrival, response: ServerResponse): Promise<void> {
    const stream = new LiveStream(response);
    if (!viewer) return stream.end('signed-out');
    if (!stream.isOpen) return;
    this.streams.set(stream, { viewer, ...request });
    response.on('close', () => this.streams.delete(stream));
    const state = await this.snapshot(viewer);
    const keys = Object.entries(state).flatMap(([kind, values]) => values.map(({ id }) => keyOf(kind, id)));
    stream.begin(JSON.stringify({ at: this.clock.now().toISOString(), state }), keys);
  }

  /**
   * Something changed, after its commit: tells who may see it. Without its value it is read, once also when several changes
   * come at once. Versions let a page sort out what overtakes what.
   */
  changed(kind: LiveKind, id: string, value?: unknown): void {
    const source = this.sources.get(kind);
    if (!source) return;
    if (value !== undefined) return this.send(source, kind, id, value as LiveValue<LiveKind>);
    const key = keyOf(kind, id);
    const running = this.reading.get(key);
    if (running) {
      running.again = true;
      return;
    }
    this.reading.set(key, { again: false });
    void this.tell(kind, id, key);
  }

  private async tell(kind: LiveKind, id: string, key: string): Promise<void> {
    try {
      const source = this.sources.get(kind) as AnySource;
      this.send(source, kind, id, await source.one(id));
    } catch (error) {
      this.log.error({ err: error, kind, id }, 'could not tell browsers of a change; they start anew');
      this.startAnew();
    }
    const again = this.reading.get(key)?.again;
    this.reading.delete(key);
    if (again) this.changed(kind, id);
  }

  private send(source: AnySource, kind: LiveKind, id: string, value: LiveValue<LiveKind> | null): void {
    const place = value && source.placeOf(value);
    const bodies = new Map<View, string>();
    const bodyFor = (view: View): string => {
      const shownValue = value && view ? shown(source, value, view) : null;
      // Gone things are newer than anything known of them.
      return JSON.stringify({ kind, id, version: shownValue?.version ?? Number.MAX_SAFE_INTEGER, value: shownValue });
    };
    for (const [stream, { viewer }] of this.streams) {
      const view = place ? viewer.view(kind, place) : undefined;
      const body = bodies.get(view) ?? bodyFor(view);
      bodies.set(view, body);
      stream.change({ key: keyOf(kind, id), isSeen: view !== undefined, body });
    }
  }

  private async snapshot(viewer: Viewer): Promise<LiveState> {
    const kinds = await Promise.all(
      [...this.sources].map(async ([kind, source]) => {
        const views = (await source.all()).map((value) => ({ value, view: viewer.view(kind, source.placeOf(value)) }));
        return [kind, views.flatMap(({ value, view }) => (view ? [shown(source, value, view)] : []))];
      }),
    );
    return {
      hub: [],
      points: [],
      rooms: [],
      calls: [],
      devices: [],
      shifts: [],
      'booking-days': [],
      ...Object.fromEntries(kinds),
    };
  }

  /** Ends a stream whose follower has other rights now, or none: it connects again with those that it has. */
  private async judge(stream: LiveStream, { viewer, audience, headers }: Follower): Promise<void> {
    try {
      const now = Viewer.of(audience, await this.actors.of({ headers }));
      if (!now) stream.end('signed-out');
      else if (!now.equals(viewer)) stream.end('start-anew');
    } catch (error) {
      this.log.error({ err: error }, 'the rights of a stream could not be judged; it starts anew');
      stream.end('start-anew');
    }
  }

  /** Some changes may have been lost: every browser connects again, which is a new snapshot. */
  private startAnew(): void {
    for (const stream of this.streams.keys()) stream.end('start-anew');
  }

  private beat(): void {
    const body = JSON.stringify({ at: this.clock.now().toISOString() });
    for (const stream of this.streams.keys()) stream.heartbeat(body);
  }
}

const keyOf = (kind: string, id: string): string => `${kind}/${id}`;

const shown = (source: AnySource, value: LiveValue<LiveKind>, view: View): LiveValue<LiveKind> =>
  view === 'unpeopled' && source.unpeopled ? source.unpeopled(value) : value;
