import type { Milliseconds, OccupancyState } from '@etapiste/protocol';
import type { ButtonEdge, CallButton, OccupancySensor, Unsubscribe } from './hardware.js';

/** Those who listen to one thing. */
export class Listeners<Told> {
  private readonly listeners = new Set<(told: Told) => void>();

  add(listener: (told: Told) => void): Unsubscribe {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(told: Told): void {
    for (const listener of this.listeners) listener(told);
  }
}

/** The call button of every driver: it knows its level, and passes on only what changes it. */
export class ButtonPart implements CallButton {
  private readonly edges = new Listeners<ButtonEdge>();
  private level = false;

  constructor(readonly name: string) {}

  get isDown(): boolean {
    return this.level;
  }

  onEdge(listener: (edge: ButtonEdge) => void): Unsubscribe {
    return this.edges.add(listener);
  }

  /** The level at the driver's start, and when it is lost: nobody pressed anything. */
  begin(isDown: boolean): void {
    this.level = isDown;
  }

  change(isDown: boolean, atMs: Milliseconds): void {
    if (this.level === isDown) return;
    this.level = isDown;
    this.edges.tell({ kind: isDown ? 'down' : 'up', atMs });
  }

  /** A short press of a button that reports only whole presses. */
  pressed(atMs: Milliseconds): void {
    this.change(true, atMs);
    this.change(false, atMs);
  }

  /** A long press of such a button. */
  held(atMs: Milliseconds): void {
    this.edges.tell({ kind: 'held', atMs });
  }
}

/** The occupancy sensor of every driver: passes on only what changes. */
export class SensorPart implements OccupancySensor {
  private readonly changes = new Listeners<OccupancyState>();
  private now: OccupancyState = 'unknown';

  constructor(
    readonly name: string,
    readonly warmUp: Milliseconds,
  ) {}

  get state(): OccupancyState {
    return this.now;
  }

  onChange(listener: (state: OccupancyState) => void): Unsubscribe {
    return this.changes.add(listener);
  }

  change(state: OccupancyState): void {
    if (this.now === state) return;
    this.now = state;
    this.changes.tell(state);
  }
}
