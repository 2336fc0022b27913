import { seconds, type DriverHealth, type LampPattern } from '@etapiste/protocol';
import { BackOff, type Clock, type Timer } from '../clock/index.js';
import type { Log } from '../log/index.js';
import type { CallButton, HardwareDriver, Lamp, OccupancySensor } from './hardware.js';

/** Longer than any driver that answers needs: a board that is reset greets within 8 s. */
const startPatience = seconds(10);

/** One driver, and how often it was tried in vain. */
interface Supervised {
  readonly driver: HardwareDriver;
  readonly backOff: BackOff;
  /** Whatever was last asked of the driver: asked again only when it has answered. */
  work: Promise<void>;
  again: Timer | undefined;
  /** Why it does not work, as last told: the same reason again is no news. */
  why: string | undefined;
}

/** Whoever has put a plug back stands there and presses: nobody waits a minute to see whether it helped. */
const retry = { first: seconds(1), most: seconds(10) } as const;

/**
 * Everything that is screwed to the walls of one room, through as many drivers as it takes. A driver that cannot start, or is lost,
 * is tried again for ever; the others keep working meanwhile.
 */
export class RoomHardware implements Lamp {
  readonly callButtons: readonly CallButton[];
  readonly occupancySensors: readonly OccupancySensor[];
  private readonly supervised: readonly Supervised[];
  private isStopped = false;

  constructor(
    private readonly drivers: readonly HardwareDriver[],
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.callButtons = drivers.flatMap(({ callButtons }) => callButtons);
    this.occupancySensors = drivers.flatMap(({ occupancySensors }) => occupancySensors);
    this.supervised = drivers.map((driver) => ({
      driver,
      backOff: new BackOff(retry.first, retry.most),
      work: Promise.resolve(),
      again: undefined,
      why: undefined,
    }));
  }

  /** Resolves when every driver has been tried once; one that never answers keeps the others' buttons waiting no longer than this. */
  async start(): Promise<void> {
    for (const one of this.supervised) {
      one.driver.onLost((why) => this.lost(one, why));
      this.tryToStart(one);
    }
    await new Promise<void>((resolve) => {
      const patience = this.clock.after(startPatience, resolve);
      void this.settled().then(() => {
        patience.cancel();
        return resolve();
      });
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    for (const { again } of this.supervised) again?.cancel();
    await this.settled();
    for (const one of this.supervised) await this.close(one);
  }

  show(pattern: LampPattern): void {
    for (const lamp of this.drivers.flatMap(({ lamps }) => lamps)) lamp.show(pattern);
  }

  health(): DriverHealth[] {
    return this.drivers.map((driver) => driver.health());
  }

  /** Resolves when every driver has answered what was last asked of it: the watchdog's question. */
  async settled(): Promise<void> {
    await Promise.all(this.supervised.map(({ work }) => work));
  }

  private lost(one: Supervised, why: Error): void {
    if (this.isStopped) return;
    this.log.warn({ driver: one.driver.name, why: why.message }, 'hardware is lost');
    one.work = one.work.then(() => this.close(one));
    this.tryLater(one);
  }

  private async close({ driver }: Supervised): Promise<void> {
    try {
      await driver.stop();
    } catch (error) {
      this.log.error({ err: error, driver: driver.name }, 'hardware was not closed well; it is tried again all the same');
    }
  }

  private tryToStart(one: Supervised): void {
    one.work = one.work.then(() => this.attempt(one));
  }

  private async attempt(one: Supervised): Promise<void> {
    try {
      await one.driver.start();
      one.backOff.reset();
      one.why = undefined;
      this.log.info({ driver: one.driver.name, found: one.driver.health().detail }, 'hardware works');
    } catch (error) {
      const why = (error as Error).message;
      this.log[why === one.why ? 'debug' : 'warn']({ driver: one.driver.name, why }, 'hardware does not start');
      one.why = why;
      this.tryLater(one);
    }
  }

  private tryLater(one: Supervised): void {
    one.again?.cancel();
    if (!this.isStopped) one.again = this.clock.after(one.backOff.next(), () => this.tryToStart(one));
  }
}
