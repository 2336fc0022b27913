import { faultMessages, minutes, type PayloadOf, type SelfCheckCode } from '@etapiste/protocol';
import type { Clock, Timer } from '../clock/index.js';
import type { Log } from '../log/index.js';
import type { RoomLink, Unsubscribe } from '../mqtt/index.js';

type Fault = PayloadOf<(typeof faultMessages)['self-check']>['faults'][number];

/** The longest detail that the wire takes. */
const longestDetail = 500;

/** Everything that this controller finds wrong with itself, told to the hub on change and every 60 s (DESIGN §4). */
export class SelfCheck {
  private readonly faults = new Map<SelfCheckCode, Fault>();
  private readonly listeners = new Set<() => void>();
  private timer: Timer | undefined;

  constructor(
    private readonly link: RoomLink,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** The codes that stand now. */
  get codes(): readonly SelfCheckCode[] {
    return [...this.faults.keys()];
  }

  start(): void {
    this.tell();
    this.timer = this.clock.every(minutes(1), () => this.tell());
  }

  stop(): void {
    this.timer?.cancel();
  }

  /** Something is wrong. Saying it again changes nothing but the detail; `since` stays. */
  raise(code: SelfCheckCode, detail: string): void {
    const known = this.faults.get(code);
    const told = detail.slice(0, longestDetail);
    if (known?.detail === told) return;
    if (!known) this.log.error({ fault: code, detail: told }, 'fault found');
    this.faults.set(code, { code, since: known?.since ?? this.clock.now().toISOString(), detail: told });
    this.change();
  }

  /** It is right again. */
  clear(code: SelfCheckCode): void {
    if (!this.faults.delete(code)) return;
    this.log.info({ fault: code }, 'fault is gone');
    this.change();
  }

  onChange(listener: () => void): Unsubscribe {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private change(): void {
    this.tell();
    for (const listener of this.listeners) listener();
  }

  private tell(): void {
    this.link.publish(faultMessages['self-check'], { faults: [...this.faults.values()] });
  }
}
