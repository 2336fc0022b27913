import { type Call, type CallEnding, type EndReason, type ReceiptKind } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { Store } from '../database/store.js';
import { Refused } from '../http/refused.js';
import { Log } from '../log/log.js';
import { Register } from '../points/index.js';
import { Clock } from '../time/clock.js';
import { CallBook, type Decision } from './call-book.js';
import { stepDueAt } from './call-rules.js';
import { toCall } from './call.view.js';
import type { CallEntity } from './call.entity.js';
import { Shifts } from './shifts.service.js';

const silenced = { escalateAt: null, notReachedAt: null, isNotReached: false } as const;

/** What advisors and the terminal do with a call (DESIGN §3.5, §3.6). */
@Injectable()
export class Calls {
  private readonly log: Log;

  constructor(
    private readonly store: Store,
    private readonly book: CallBook,
    private readonly register: Register,
    private readonly shifts: Shifts,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.child({ feature: 'calls' });
  }

  /** A page on shift shows the call, or sounds it while hidden. Either stops the 5 s rule; only `seen` says *shown*. */
  receive(callId: string, shiftId: string, kind: ReceiptKind): Promise<Call> {
    return this.change(callId, shiftId, (call, now) => {
      const at = kind === 'seen' ? 'seenAt' : 'heardAt';
      if (call.endedAt || call[at]) return null;
      const policies = this.register.policiesAt(call.pointId);
      const patient = call.rungAt && call.escalateAt && stepDueAt(call.rungAt, call.escalation.length, policies);
      const changes = { [at]: now, notReachedAt: null, isNotReached: false, escalateAt: patient ?? call.escalateAt };
      return { changes, what: kind, who: shiftId };
    });
  }

  /** One advisor answers; whoever comes second learns who was first. */
  acknowledge(callId: string, shiftId: string): Promise<Call> {
    return this.change(callId, shiftId, (call, now, actor) => {
      if (call.endedAt) throw alreadyDone(call);
      if (call.state !== 'open') {
        if (call.acknowledgedBy?.shiftId === shiftId) return null;
        throw new Refused('call-already-acknowledged', {
          name: call.acknowledgedBy?.name,
          at: call.acknowledgedAt?.toISOString(),
        });
      }
      const changes = {
        ...silenced,
        state: 'acknowledged',
        acknowledgedAt: now,
        acknowledgedBy: actor,
        seenAt: call.seenAt ?? now,
      } as const;
      return { changes, what: 'acknowledged', who: shiftId };
    });
  }

  goToRoom(callId: string, shiftId: string): Promise<Call> {
    return this.change(callId, shiftId, (call, now, actor) => {
      if (call.endedAt) throw alreadyDone(call);
      if (call.state === 'open') throw new Refused('call-not-acknowledged');
      if (call.state === 'on-the-way') return null;
      return { changes: { state: 'on-the-way', onTheWayAt: now, onTheWayBy: actor }, what: 'on-the-way', who: shiftId };
    });
  }

  endAtDesk(callId: string, shiftId: string, reason: EndReason): Promise<Call> {
    return this.change(callId, shiftId, (call, now, actor) => {
      if (call.endedAt) throw alreadyDone(call);
      if (call.state === 'open') throw new Refused('call-not-acknowledged');
      return end(now, { by: 'desk', name: actor.name, reason }, shiftId);
    });
  }

  /** The terminal of the call's own room says that help has been given. A repeat changes nothing. */
  async endInRoom(callId: string, roomId: string): Promise<Call> {
    const now = this.clock.now();
    const call = await this.store.write((transaction) =>
      this.book.change(transaction, callId, now, (newest) => {
        if (newest.roomId !== roomId) throw new Refused('call-unknown');
        if (newest.ending?.by === 'terminal') return null;
        if (newest.endedAt) throw alreadyDone(newest);
        if (newest.state !== 'on-the-way') throw new Refused('call-not-on-the-way');
        return end(now, { by: 'terminal', name: null, reason: null });
      }),
    );
    return this.told(call);
  }

  private async change(
    callId: string,
    shiftId: string,
    decide: (call: CallEntity, now: Date, actor: { shiftId: string; name: string }) => Decision | null,
  ): Promise<Call> {
    const now = this.clock.now();
    const call = await this.store.write(async (transaction) => {
      const actor = await this.shifts.actor(transaction, shiftId);
      return this.book.change(transaction, callId, now, (newest) => decide(newest, now, actor));
    });
    return this.told(call);
  }

  private told(call: CallEntity): Call {
    this.log.info({ room: call.roomId, call: call.id, state: call.state }, 'a call went on');
    return toCall(call);
  }
}

const end = (now: Date, ending: CallEnding, who?: string): Decision => ({
  changes: { ...silenced, state: 'done', endedAt: now, ending },
  what: 'ended',
  ...(who ? { who } : {}),
});

const alreadyDone = (call: CallEntity): Refused =>
  new Refused('call-already-done', { by: call.ending?.by, name: call.ending?.name, at: call.endedAt?.toISOString() });
