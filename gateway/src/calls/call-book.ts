import { newId } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan, type EntityManager } from 'typeorm';
import { insertRow } from '../database/insert-row.js';
import type { Transaction } from '../database/store.js';
import { Refused } from '../http/refused.js';
import { CallEventEntity, type CallHappening } from './call-event.entity.js';
import { CallEntity } from './call.entity.js';
import { toCall } from './call.view.js';

/** What a decision does to a call; `null` = nothing, the call is already as it should be. */
export interface Decision {
  readonly changes: Partial<Omit<CallEntity, 'id' | 'version'>>;
  readonly what: CallHappening;
  readonly who?: string;
  readonly detail?: string;
}

/** The rows of calls: how they are read and changed, with nothing overwritten silently. */
@Injectable()
export class CallBook {
  openCallOf(manager: EntityManager, roomId: string): Promise<CallEntity | null> {
    return manager.findOneBy(CallEntity, { roomId, endedAt: IsNull() });
  }

  /** Every open call, and those that ended after `since`. */
  async openAndEndedSince(manager: EntityManager, since: Date): Promise<CallEntity[]> {
    return manager.find(CallEntity, { where: [{ endedAt: IsNull() }, { endedAt: MoreThan(since) }], order: { openedAt: 'ASC' } });
  }

  /**
   * Opens a call in a room unless one is open; the unique index decides, never a check (DESIGN §3.3).
   * @returns whether this call was opened
   */
  async open({ manager, announce }: Transaction, call: CallEntity): Promise<boolean> {
    if (!(await insertRow(manager, CallEntity, call, '("roomId") WHERE "endedAt" IS NULL DO NOTHING'))) return false;
    await this.note(manager, call.id, call.openedAt, { what: call.isStale ? 'opened-stale' : 'opened', changes: {} });
    announce('calls', call.id, toCall(call));
    return true;
  }

  /**
   * Changes one call by a rule that sees its newest state. Stored only over the version it was decided on: when two
   * change it together the second decides anew, and then learns who was first.
   * @throws Refused `call-unknown`, or whatever the rule throws
   */
  async change(
    { manager, announce }: Transaction,
    callId: string,
    at: Date,
    decide: (call: CallEntity) => Decision | null,
  ): Promise<CallEntity> {
    for (;;) {
      const call = await manager.findOneBy(CallEntity, { id: callId });
      if (!call) throw new Refused('call-unknown');
      const decision = decide(call);
      if (!decision) return call;
      const version = call.version + 1;
      const { affected } = await manager.update(
        CallEntity,
        { id: callId, version: call.version },
        { ...decision.changes, version },
      );
      if (affected === 0) continue;
      await this.note(manager, callId, at, decision);
      Object.assign(call, decision.changes, { version });
      announce('calls', callId, toCall(call));
      return call;
    }
  }

  private async note(manager: EntityManager, callId: string, at: Date, { what, who, detail }: Decision): Promise<void> {
    await insertRow(manager, CallEventEntity, { id: newId(), callId, at, what, who: who ?? null, detail: detail ?? null });
  }
}
