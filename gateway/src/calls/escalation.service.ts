import { setImmediate as nextLoopTurn } from 'node:timers/promises';
import { seconds, type Call, type EscalationStep, type Point } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { IsNull, LessThanOrEqual, type EntityManager } from 'typeorm';
import { Store, type Transaction } from '../database/store.js';
import { Log } from '../log/log.js';
import { Mailer } from '../mail/mailer.js';
import { Register } from '../points/index.js';
import { Clock } from '../time/clock.js';
import { CallBook, type Decision } from './call-book.js';
import { nextStep, stepDueAt } from './call-rules.js';
import { CallEntity } from './call.entity.js';
import { leadMail } from './lead-mail.js';
import { Shifts } from './shifts.service.js';

const tickMs = 500;
const jumpMs = seconds(2);

/**
 * Makes sure that somebody hears a call: takes the steps of the point's policy when they are due (DESIGN §3.5, §3.7).
 * What is due stands in the call's row, so a restarted hub takes overdue steps once, and several hubs never take one twice.
 */
@Injectable()
export class Escalation {
  private readonly log: Log;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private last: { wallMs: number; steadyMs: number } | undefined;

  constructor(
    private readonly store: Store,
    private readonly book: CallBook,
    private readonly register: Register,
    private readonly shifts: Shifts,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.child({ feature: 'calls' });
  }

  start(): void {
    this.timer = setInterval(() => void this.tick(), tickMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /**
   * A call has begun to ring: with no page on shift to hear it, all steps are taken at once. After the press's own commit,
   * so that nobody waits for it; should the hub die before it, the receipt that does not come has the same effect.
   */
  ring(callId: string, pointId: string): Promise<void> {
    return this.inTurn(async () => {
      // First the browsers and the room are told.
      await nextLoopTurn();
      const isHeard = await this.store.read((manager) => this.shifts.hasConnectedPage(manager, pointId));
      if (!isHeard) await this.store.write((transaction) => this.take(transaction, callId));
    });
  }

  /** Does what is due now. */
  tick(): Promise<void> {
    return this.inTurn(async () => {
      await this.followClock();
      const now = this.clock.now();
      const due = await this.store.read((manager) => this.due(manager, now));
      for (const { id } of due) await this.store.write((transaction) => this.take(transaction, id));
    });
  }

  /** One thing at a time; what fails is tried again by the next tick, because what is due stands in the store. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    this.running = this.running.then(work).catch((error: unknown) => {
      this.log.error({ err: error }, 'escalation could not be looked at; it is tried again');
    });
    return this.running;
  }

  private due(manager: EntityManager, now: Date): Promise<CallEntity[]> {
    const ringing = { endedAt: IsNull(), state: 'open' } as const;
    const where = [
      { ...ringing, escalateAt: LessThanOrEqual(now) },
      { ...ringing, notReachedAt: LessThanOrEqual(now) },
    ];
    return manager.find(CallEntity, { where });
  }

  private async take(transaction: Transaction, callId: string): Promise<void> {
    const now = this.clock.now();
    const { manager } = transaction;
    const call = await manager.findOneByOrFail(CallEntity, { id: callId });
    const all = !(await this.shifts.hasConnectedPage(manager, call.pointId));
    const isPossible = {
      'other-advisors': await this.shifts.hasConnectedPageElsewhere(manager, call.pointId),
      'lead-by-mail': this.mailer.isPossible,
      'number-to-all': true,
    };
    const taken: EscalationStep[] = [];
    await this.book.change(transaction, callId, now, (newest) => this.escalate(newest, now, all, isPossible, taken));
    // A change of its own even when both fall due together: the call's history has a line for each.
    await this.book.change(transaction, callId, now, (newest) => this.miss(newest, now));
    const point = this.register.point(call.pointId) as Point;
    if (taken.includes('lead-by-mail')) await this.mailer.queue(transaction, leadMail(call, point));
  }

  private escalate(
    call: CallEntity,
    now: Date,
    all: boolean,
    isPossible: Record<EscalationStep, boolean>,
    taken: EscalationStep[],
  ): Decision | null {
    if (call.state !== 'open' || !call.rungAt) return null;
    const policies = this.register.policiesAt(call.pointId);
    const escalation: Call['escalation'] = [...call.escalation];
    let { escalateAt } = call;
    taken.length = 0;
    const isDue = () => all || (escalateAt !== null && escalateAt <= now);
    for (let step = nextStep(escalation); step && isDue(); step = nextStep(escalation)) {
      escalation.push({ step, takenAt: now.toISOString(), possible: isPossible[step] });
      if (isPossible[step]) taken.push(step);
      // A step that cannot be taken is recorded, and the next one taken at once.
      escalateAt = isPossible[step] ? stepDueAt(call.rungAt, escalation.length, policies) : now;
    }
    if (!nextStep(escalation)) escalateAt = null;
    if (escalation.length === call.escalation.length) return null;
    const steps = escalation
      .slice(call.escalation.length)
      .map(({ step, possible }) => (possible ? step : `${step} (not possible)`));
    this.log.warn({ room: call.roomId, call: call.id, steps }, 'nobody has answered a call: escalated');
    return { changes: { escalation, escalateAt }, what: 'escalated', detail: steps.join(', ') };
  }

  private miss(call: CallEntity, now: Date): Decision | null {
    if (call.state !== 'open' || !call.rungAt || call.notReachedAt === null || call.notReachedAt > now) return null;
    this.log.warn({ room: call.roomId, call: call.id }, 'no page has received a call: the room is told');
    return { changes: { isNotReached: true, notReachedAt: null }, what: 'not-reached' };
  }

  /** A wall clock that jumped must neither delay a call for help nor alarm everybody: what is due moves along. */
  private async followClock(): Promise<void> {
    const here = { wallMs: this.clock.now().getTime(), steadyMs: this.clock.monotonicMs() };
    const jump = this.last ? here.wallMs - this.last.wallMs - (here.steadyMs - this.last.steadyMs) : 0;
    this.last = here;
    if (Math.abs(jump) < jumpMs) return;
    this.log.warn({ jumpMs: Math.round(jump) }, 'the clock jumped; escalation moves along');
    await this.store.write(async ({ manager }) => {
      const open = await manager.findBy(CallEntity, { endedAt: IsNull() });
      const moved = (at: Date | null) => at && new Date(at.getTime() + jump);
      for (const call of open) {
        const changes = {
          rungAt: moved(call.rungAt),
          escalateAt: moved(call.escalateAt),
          notReachedAt: moved(call.notReachedAt),
        };
        await manager.update(CallEntity, { id: call.id, version: call.version }, changes);
      }
    });
  }
}
