import { EventEmitter } from 'node:events';
import { deviceOperations, minutes, renewalText, seconds, shownCode, type BegunEnrolment } from '@etapiste/protocol';
import { BackOff, type Clock, type Timer } from '../clock/index.js';
import type { Log } from '../log/index.js';
import type { Access, RoomAccess, Unsubscribe } from '../mqtt/index.js';
import { DeviceKey } from './device-key.js';
import { HubDoor, HubRefused } from './hub-door.js';
import { accessOf, IdentityFile, lifeMs, serialOf, type Identity } from './identity.js';

export interface EnrolmentOptions {
  readonly hubUrl: string;
  readonly fingerprint: string | undefined;
  readonly dataDir: string;
}

/** What to do with a hub that cannot be asked now. */
const again = { first: seconds(1), most: seconds(30) } as const;
/** At most so often the hub is asked whether this controller still counts, while a broker does not let it in. */
const doubtEvery = seconds(5);
/** The hub says by its own clock when it is time: a room's machine may not know the date. */
const asksInALife = 30;
const longestPause = minutes(24 * 60);

/**
 * How this controller comes to a room and stays there (DESIGN §7): it shows a code until a maintainer has typed it, keeps what it gets,
 * renews it by itself, and shows a code again when the hub says that it no longer counts. Button and lamp know nothing of this.
 */
export class Enrolment implements RoomAccess {
  private readonly file: IdentityFile;
  private readonly door: HubDoor;
  private readonly backOff = new BackOff(again.first, again.most);
  private readonly events = new EventEmitter<{ change: []; moved: [] }>();
  private identity: Identity | undefined;
  /** Who it was until the hub took that back: to know whether it comes to another room. */
  private lost: Identity | undefined;
  private access: Access | undefined;
  private key = DeviceKey.make();
  private begun: BegunEnrolment | undefined;
  private timer: Timer | undefined;
  private asking: Promise<void> | undefined;
  private doubtedAtMs = -Infinity;
  private hasComplained = false;
  private isStopped = true;

  constructor(
    options: EnrolmentOptions,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.file = new IdentityFile(options.dataDir, log);
    this.door = new HubDoor(options.hubUrl, options.fingerprint);
  }

  get current(): Access | undefined {
    return this.access;
  }

  /** The code that a maintainer must type now, as it is shown. */
  get code(): string | undefined {
    return this.begun && shownCode(this.begun.code);
  }

  onChange(handler: () => void): Unsubscribe {
    this.events.on('change', handler);
    return () => this.events.off('change', handler);
  }

  /** Told when this controller belongs to another room than before. */
  onMoved(handler: () => void): void {
    this.events.on('moved', handler);
  }

  async start(): Promise<void> {
    this.isStopped = false;
    const kept = await this.file.load();
    if (kept) this.become(kept);
    this.wake(0);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.timer?.cancel();
    await this.asking;
  }

  doubt(): void {
    const nowMs = this.clock.monotonicMs();
    if (!this.identity || nowMs - this.doubtedAtMs < doubtEvery) return;
    this.doubtedAtMs = nowMs;
    this.wake(0);
  }

  /** Does what is next, once the pause is over; whatever was next before is not. */
  private wake(pauseMs: number): void {
    this.timer?.cancel();
    if (this.isStopped) return;
    this.timer = this.clock.after(pauseMs, () => {
      this.asking = (this.asking ?? Promise.resolve()).then(() => this.askOn());
    });
  }

  private async askOn(): Promise<void> {
    if (this.isStopped) return;
    try {
      const pauseMs = await this.next();
      this.backOff.reset();
      this.hasComplained = false;
      this.wake(pauseMs);
    } catch (error) {
      // One word for an outage; the hub may be away for a weekend.
      this.log[this.hasComplained ? 'debug' : 'warn']({ reason: (error as Error).message }, 'the hub cannot be asked');
      this.hasComplained = true;
      this.wake(this.backOff.next());
    }
  }

  /** @returns how long to wait before the next step */
  private next(): Promise<number> {
    if (this.identity) return this.renew(this.identity);
    return this.begun ? this.poll(this.begun) : this.begin();
  }

  private async begin(): Promise<number> {
    this.begun = await this.door.ask(deviceOperations.beginEnrolment, {}, { kind: 'controller', ...this.key.claim });
    this.log.info({ code: this.code }, 'this controller belongs to no room: a maintainer types its code');
    this.events.emit('change');
    return seconds(this.begun.pollSeconds);
  }

  private async poll({ id, pollToken, pollSeconds }: BegunEnrolment): Promise<number> {
    try {
      const answer = await this.door.ask(deviceOperations.pollEnrolment, { enrolmentId: id }, { pollToken });
      if (answer.state === 'waiting' || !answer.connection) return seconds(pollSeconds);
      await this.keep({ roomId: answer.roomId, key: this.key.pem, ...answer.connection });
      this.begun = undefined;
      this.log.info({ room: answer.roomId }, 'this controller belongs to a room now');
      return this.untilRenewal();
    } catch (error) {
      if (!(error instanceof HubRefused) || error.code !== 'enrolment-unknown') throw error;
      this.begun = undefined;
      return 0;
    }
  }

  private async renew(identity: Identity): Promise<number> {
    const serial = serialOf(identity);
    const next = DeviceKey.make();
    const claim = next.claim;
    const signature = DeviceKey.read(identity.key).sign(renewalText(serial, claim.publicKey));
    try {
      const { certificate } = await this.door.ask(deviceOperations.renewCertificate, {}, { serial, ...claim, signature });
      if (certificate !== null) {
        await this.keep({ ...identity, key: next.pem, certificate });
        this.log.info({ room: identity.roomId }, 'the certificate of this controller is renewed');
      }
      return this.untilRenewal();
    } catch (error) {
      if (!(error instanceof HubRefused) || error.code !== 'credential-refused') throw error;
      this.log.warn({ room: identity.roomId }, 'the hub says that this controller no longer belongs to its room');
      await this.lose();
      return 0;
    }
  }

  private untilRenewal(): number {
    return this.identity ? Math.min(lifeMs(this.identity) / asksInALife, longestPause) : 0;
  }

  /** What cannot be written counts all the same until the next start; then a maintainer is asked again. */
  private async keep(identity: Identity): Promise<void> {
    await this.file.save(identity).catch((error: unknown) => this.log.error({ err: error }, 'the identity cannot be written'));
    const before = this.identity ?? this.lost;
    this.become(identity);
    if (before && before.roomId !== identity.roomId) this.events.emit('moved');
  }

  private async lose(): Promise<void> {
    this.lost = this.identity;
    this.identity = undefined;
    this.access = undefined;
    this.key = DeviceKey.make();
    await this.file.forget();
    this.events.emit('change');
  }

  private become(identity: Identity): void {
    this.identity = identity;
    this.access = accessOf(identity);
    this.doubtedAtMs = -Infinity;
    this.events.emit('change');
  }
}
