import { deviceMessages, seconds, type CommandName, type CommandOutcome, type ReceivedOf } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { AuditTrail, traceOf, type Deed } from '../audit/index.js';
import { BrokerUnavailable, RoomLink } from '../broker/index.js';
import { Store } from '../database/store.js';
import { Refused } from '../http/refused.js';
import { Register } from '../points/index.js';
import { Clock } from '../time/clock.js';
import { Devices } from './devices.service.js';

/** How long a controller may take to answer. */
export const answerMs = seconds(5);
const lookEveryMs = seconds(0.5);
/** Answers that are kept for repeated requests; the oldest is forgotten first. */
const mostAnswers = 500;

type Result = ReceivedOf<(typeof deviceMessages)['command-result']>;

export interface CommandAnswer {
  readonly id: string;
  readonly outcome: CommandOutcome;
  readonly detail: string | null;
}

interface Waiting {
  readonly id: string;
  readonly sentAtMs: number;
  readonly settle: (answer: CommandAnswer) => void;
}

/** Commands to controllers: each id is sent once and answered always, if need be with `timed-out` (DESIGN §4). */
@Injectable()
export class Commands {
  private readonly answers = new Map<string, Promise<CommandAnswer>>();
  private readonly waiting = new Map<string, Waiting>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly link: RoomLink,
    private readonly devices: Devices,
    private readonly register: Register,
    private readonly store: Store,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.findUnanswered(), lookEveryMs);
  }

  /** Whoever still waits is told that no answer came. */
  stop(): void {
    clearInterval(this.timer);
    for (const [key, { id }] of this.waiting) this.settle(key, { id, outcome: 'timed-out', detail: 'hub-stopping' });
  }

  /** @throws Refused `room-unknown`, or `device-unreachable` when nobody is there who could answer */
  async send(roomId: string, id: string, command: CommandName, deed: Deed): Promise<CommandAnswer> {
    if (!this.register.room(roomId)) throw new Refused('room-unknown');
    const known = this.answers.get(keyOf(roomId, id));
    if (known) return known;
    if (!this.devices.isReachable(roomId)) throw new Refused('device-unreachable');
    const answer = this.carryOut(roomId, id, command, deed);
    this.remember(keyOf(roomId, id), answer);
    try {
      return await answer;
    } catch (cause) {
      // It was never sent: the same id may be tried again.
      this.answers.delete(keyOf(roomId, id));
      throw cause;
    }
  }

  /** The controller answered. An answer that nobody waits for any more changes nothing. */
  receive(roomId: string, { id, outcome, detail }: Result): void {
    this.settle(keyOf(roomId, id), { id, outcome, detail: detail ?? null });
  }

  private async carryOut(roomId: string, id: string, command: CommandName, deed: Deed): Promise<CommandAnswer> {
    const answered = new Promise<CommandAnswer>((settle) => {
      this.waiting.set(keyOf(roomId, id), { id, sentAtMs: this.clock.monotonicMs(), settle });
    });
    try {
      // First: what leaves no trace is not sent.
      await this.leaveTrace(roomId, id, command, deed);
      await this.link.send(deviceMessages.command, roomId, { id, command });
    } catch (cause) {
      this.waiting.delete(keyOf(roomId, id));
      throw cause instanceof BrokerUnavailable ? new Refused('device-unreachable') : cause;
    }
    await this.devices.addEvent(roomId, 'command-sent', command);
    const answer = await answered;
    await this.devices.addEvent(roomId, `command-${answer.outcome}`, answer.detail ?? command);
    return answer;
  }

  private leaveTrace(roomId: string, id: string, command: CommandName, deed: Deed): Promise<void> {
    const subject = { kind: 'room', id: roomId };
    return this.store.write(({ manager }) =>
      this.trail.record(manager, { ...traceOf(deed), what: 'command.sent', subject, details: { command, id } }),
    );
  }

  private findUnanswered(): void {
    for (const [key, { id, sentAtMs }] of this.waiting) {
      if (this.clock.monotonicMs() - sentAtMs >= answerMs) this.settle(key, { id, outcome: 'timed-out', detail: null });
    }
  }

  private settle(key: string, answer: CommandAnswer): void {
    this.waiting.get(key)?.settle(answer);
    this.waiting.delete(key);
  }

  private remember(key: string, answer: Promise<CommandAnswer>): void {
    this.answers.set(key, answer);
    const [oldest] = this.answers.keys();
    if (this.answers.size > mostAnswers && oldest !== undefined) this.answers.delete(oldest);
  }
}

const keyOf = (roomId: string, id: string): string => `${roomId}/${id}`;
