import {
  newId,
  type BodyOf,
  type callOperations,
  type CallSource,
  type PressOutcome,
  type ProblemCode,
} from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { insertRow } from '../database/insert-row.js';
import { Store, type Transaction } from '../database/store.js';
import { Log } from '../log/log.js';
import { Register } from '../points/index.js';
import { Clock } from '../time/clock.js';
import { CallBook, type Decision } from './call-book.js';
import { dueWhenRung, isStale, pressedAt, type PressAge } from './call-rules.js';
import { CallEntity } from './call.entity.js';
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

/** The call that a press belongs to, and whether it begins to ring by it. */
interface Joined {
  readonly outcome: PressOutcome;
  readonly call: CallEntity;
  readonly rings: boolean;
}

/** This press is stored already: whatever was decided again is taken back. */
class Repeated extends Error {}

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
  async raise(roomId: string, press: Press): Promise<PressAnswer> {
    let ringing: CallEntity | undefined;
    const answer = await this.once(roomId, press, 'raise', async (transaction, at) => {
      const { outcome, call, rings } = await this.openOrJoin(transaction, roomId, press, at);
      ringing = rings ? call : undefined;
      return { outcome, callId: call.id };
    });
    if (ringing && ringing.id === answer.callId) void this.escalation.ring(ringing.id, ringing.pointId);
    return answer;
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
    if (!this.register.room(roomId)) return refused(press.id, 'room-unknown');
    try {
      const outcome = await this.store.write(async (transaction) => {
        const now = this.clock.now();
        const at = pressedAt(press, now, this.clock.isSynchronised());
        const decided = await decide(transaction, at);
        const row: PressEntity = {
          id: press.id,
          kind,
          roomId,
          source: press.source,
          outcome: decided.outcome,
          callId: decided.callId,
          code: decided.code ?? null,
          ageMs: press.ageMs === null ? null : Math.round(press.ageMs),
          clockSynced: press.clockSynced,
          pressedAt: at,
          receivedAt: now,
        };
        // Most presses are new, so what a repeat would have done is taken back instead of asking first.
        if (!(await insertRow(transaction.manager, PressEntity, row, '("id") DO NOTHING'))) throw new Repeated();
        return decided;
      });
      this.log.info({ room: roomId, press: press.id, call: outcome.callId, outcome: outcome.outcome }, 'a press was stored');
      return { id: press.id, ...outcome };
    } catch (error) {
      if (!(error instanceof Repeated)) throw error;
      const known = await this.store.read((manager) => manager.findOneByOrFail(PressEntity, { id: press.id }));
      return answerAgain(known, roomId);
    }
  }

  private async openOrJoin(transaction: Transaction, roomId: string, press: Press, at: Date | null): Promise<Joined> {
    const { pointId } = this.register.room(roomId) as { pointId: string };
    const now = this.clock.now();
    const policies = this.register.policiesAt(pointId);
    const stale = isStale(at, now, policies);
    for (;;) {
      const call = newCall({ roomId, pointId, source: press.source, pressedAt: at, openedAt: now, isStale: stale });
      if (!stale) Object.assign(call, dueWhenRung(now, policies));
      if (await this.book.open(transaction, call)) return { outcome: stale ? 'stale' : 'opened', call, rings: !stale };

      const open = await this.book.openCallOf(transaction.manager, roomId);
      if (!open) continue;
      const joined = await this.book.change(transaction, open.id, now, (newest) =>
        join(newest, press, newest.isStale && !stale ? dueWhenRung(now, policies) : undefined),
      );
      if (!joined.endedAt) return { outcome: 'joined', call: joined, rings: open.isStale && !stale };
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
    return (await manager.existsBy(CallEntity, { id: callId, roomId })) ? callId : null;
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
