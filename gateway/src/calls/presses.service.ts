import {
  newId,
  type BodyOf,
  type callOperations,
  type CallSource,
  type PressOutcome,
  type ProblemCode,
} from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { Store, type Transaction } from '../database/store.js';
import { Log } from '../log/log.js';
import { Register } from '../points/index.js';
import { Clock } from '../time/clock.js';
import { CallBook, type Decision } from './call-book.js';
import { dueWhenRung, isStale, pressedAt, type PressAge } from './call-rules.js';
import type { CallEntity } from './call.entity.js';
import { Escalation } from './escalation.service.js';
import { PressEntity } from './press.entity.js';

/** A press as the hub receives it, from the wall or from the terminal. */
export interface Press extends PressAge {
  readonly id: string;
  readonly source: CallSource;
}

/** What became of a press: the answer to every repeat of it too. */
export interface PressAnswer {
  readonly id: string;
  readonly outcome: PressOutcome;
  readonly callId: string | null;
  readonly code?: ProblemCode;
}

type Outcome = Omit<PressAnswer, 'id'>;

/** Decides what a press means, and stores it once (DESIGN §3). */
@Injectable()
export class Presses {
  private readonly log: Log;

  constructor(
    private readonly store: Store,
    private readonly book: CallBook,
    private readonly register: Register,
    private readonly escalation: Escalation,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.child({ feature: 'calls' });
  }

  /** The button of a room closed. A repeat of the same id changes nothing and gets the same answer. */
  raise(roomId: string, press: Press): Promise<PressAnswer> {
    return this.once(roomId, press, 'raise', (transaction, at) => this.openOrJoin(transaction, roomId, press, at));
  }

  /** A long press that began after *on the way*: ends that call, and in any other state is just another press (DESIGN §3.6). */
  end(roomId: string, press: Press, callId: string): Promise<PressAnswer> {
    return this.once(roomId, press, 'end', (transaction) => this.endCall(transaction, roomId, press, callId));
  }

  /** The terminal's button: the same press by another way. */
  raiseOnTerminal({ id, roomId, ageMs }: BodyOf<typeof callOperations.raiseCall>): Promise<PressAnswer> {
    return this.raise(roomId, { id, source: 'terminal', ageMs, clockSynced: false, pressedAt: this.clock.now().toISOString() });
  }

  private async once(
    roomId: string,
    press: Press,
    kind: PressEntity['kind'],
    decide: (transaction: Transaction, pressedAt: Date | null) => Promise<Outcome>,
  ): Promise<PressAnswer> {
    const { answer, isNew } = await this.store.write(async (transaction) => {
      const known = await transaction.manager.findOneBy(PressEntity, { id: press.id });
      if (known) return { answer: answerAgain(known, roomId), isNew: false };
      if (!this.register.room(roomId)) return { answer: refused(press.id, 'room-unknown'), isNew: true };
      const at = pressedAt(press, this.clock.now(), this.clock.isSynchronised());
      const outcome = await decide(transaction, at);
      await transaction.manager.insert(PressEntity, {
        id: press.id,
        kind,
        roomId,
        source: press.source,
        clockSynced: press.clockSynced,
        pressedAt: at,
        outcome: outcome.outcome,
        callId: outcome.callId,
        code: outcome.code ?? null,
        ageMs: press.ageMs === null ? null : Math.round(press.ageMs),
        receivedAt: this.clock.now(),
      });
      return { answer: { id: press.id, ...outcome }, isNew: true };
    });
    if (isNew)
      this.log.info({ room: roomId, press: press.id, call: answer.callId, outcome: answer.outcome }, 'a press was stored');
    return answer;
  }

  private async openOrJoin(transaction: Transaction, roomId: string, press: Press, at: Date | null): Promise<Outcome> {
    const { pointId } = this.register.room(roomId) as { pointId: string };
    const now = this.clock.now();
    const policies = this.register.policiesAt(pointId);
    const stale = isStale(at, now, policies);
    for (;;) {
      const open = await this.book.openCallOf(transaction.manager, roomId);
      if (open) {
        const rings = open.isStale && !stale;
        const call = await this.book.change(transaction, open.id, now, (newest) =>
          join(newest, press, rings ? dueWhenRung(now, policies) : undefined),
        );
        if (call.endedAt) continue;
        if (rings) await this.escalation.ring(transaction, call);
        return { outcome: 'joined', callId: call.id };
      }
      const call = newCall({ roomId, pointId, source: press.source, pressedAt: at, openedAt: now, isStale: stale });
      if (!stale) Object.assign(call, dueWhenRung(now, policies));
      if (!(await this.book.open(transaction, call))) continue;
      if (!stale) await this.escalation.ring(transaction, call);
      return { outcome: stale ? 'stale' : 'opened', callId: call.id };
    }
  }

  private async endCall(transaction: Transaction, roomId: string, press: Press, callId: string): Promise<Outcome> {
    const open = await this.book.openCallOf(transaction.manager, roomId);
    if (open?.id !== callId) return { outcome: 'ended', callId: await this.ownCall(transaction, roomId, callId) };
    const now = this.clock.now();
    const call = await this.book.change(transaction, callId, now, (newest) =>
      newest.state === 'on-the-way' ? endedBy(press, now) : join(newest, press),
    );
    return { outcome: call.state === 'done' ? 'ended' : 'joined', callId };
  }

  /** The call of that id if it is this room's, so that a press never points at another room's call. */
  private async ownCall({ manager }: Transaction, roomId: string, callId: string): Promise<string | null> {
    const rows: { id: string }[] = await manager.query(`SELECT "id" FROM "call" WHERE "id" = $1 AND "roomId" = $2`, [
      callId,
      roomId,
    ]);
    return rows[0]?.id ?? null;
  }
}

/** Another press of an open call. A fresh one makes a stale call ring after all. */
function join(call: CallEntity, press: Press, ringing?: Partial<CallEntity>): Decision | null {
  if (call.endedAt) return null;
  const presses = call.presses + 1;
  if (!ringing) return { changes: { presses }, what: 'joined', who: press.id };
  const anew = {
    state: 'open',
    isStale: false,
    seenAt: null,
    heardAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
  } as const;
  return { changes: { ...anew, ...ringing, onTheWayAt: null, onTheWayBy: null, presses }, what: 'rung-again', who: press.id };
}

const endedBy = (press: Press, now: Date): Decision => ({
  changes: {
    state: 'done',
    endedAt: now,
    escalateAt: null,
    notReachedAt: null,
    ending: { by: press.source, name: null, reason: null },
  },
  what: 'ended',
  who: press.id,
});

const newCall = (
  known: Pick<CallEntity, 'roomId' | 'pointId' | 'source' | 'pressedAt' | 'openedAt' | 'isStale'>,
): CallEntity => ({
  ...known,
  id: newId(),
  version: 1,
  state: 'open',
  rungAt: null,
  presses: 1,
  seenAt: null,
  heardAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  onTheWayAt: null,
  onTheWayBy: null,
  endedAt: null,
  ending: null,
  escalation: [],
  escalateAt: null,
  notReachedAt: null,
  isNotReached: false,
});

const refused = (id: string, code: ProblemCode): PressAnswer => ({ id, outcome: 'refused', callId: null, code });

const answerAgain = (known: PressEntity, roomId: string): PressAnswer =>
  known.roomId === roomId
    ? { id: known.id, outcome: known.outcome, callId: known.callId, ...(known.code ? { code: known.code as ProblemCode } : {}) }
    : refused(known.id, 'press-id-reused');
