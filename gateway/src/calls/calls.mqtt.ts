import { callMessages, type PayloadOf } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { BrokerUnavailable, Reconciler, RoomLink } from '../broker/index.js';
import { Store, type Change } from '../database/store.js';
import { Register } from '../points/index.js';
import { CallBook } from './call-book.js';
import { wordOf } from './call-rules.js';
import { CallEntity } from './call.entity.js';
import { Presses, type PressAnswer } from './presses.service.js';

/** Between calls and the rooms' controllers: presses in, confirmations and the truth about the call out. */
@Injectable()
export class CallsMqtt {
  constructor(
    private readonly link: RoomLink,
    private readonly reconciler: Reconciler,
    private readonly presses: Presses,
    private readonly book: CallBook,
    private readonly store: Store,
    private readonly register: Register,
  ) {}

  start(): void {
    this.link.on(callMessages.raised, async (roomId, press) => this.confirm(roomId, await this.presses.raise(roomId, press)));
    this.link.on(callMessages.ended, async (roomId, press) =>
      this.confirm(roomId, await this.presses.end(roomId, press, press.callId)),
    );
    this.reconciler.provide(callMessages.state, (roomId) => this.stateOf(roomId));
    this.store.onChange((change) => void this.follow(change));
  }

  /** Answers every publication of a press, also repeats; a room that cannot be reached asks again by itself. */
  private async confirm(roomId: string, { id, outcome, callId, code }: PressAnswer): Promise<void> {
    try {
      await this.link.send(callMessages.confirmed, roomId, { id, outcome, callId, ...(code ? { code } : {}) });
    } catch (cause) {
      if (!(cause instanceof BrokerUnavailable)) throw cause;
    }
  }

  private async stateOf(roomId: string): Promise<PayloadOf<typeof callMessages.state>> {
    const call = await this.store.read((manager) => this.book.openCallOf(manager, roomId));
    const policies = this.register.policiesAt(this.register.room(roomId)?.pointId ?? '');
    const policy = {
      lockoutSeconds: policies.callLockoutSeconds,
      notReachedSeconds: policies.callNotReachedSeconds,
      endPressSeconds: policies.callEndPressSeconds,
    };
    if (!call || call.state === 'done') return { call: null, policy };
    return { call: { id: call.id, state: call.state, word: wordOf(call), openedAt: call.openedAt.toISOString() }, policy };
  }

  /** Tells the room right after each commit; what goes astray is put right by the reconciler. */
  private async follow(change: Change | undefined): Promise<void> {
    if (change?.kind !== 'calls') return;
    const call = await this.store.read((manager) => manager.findOneBy(CallEntity, { id: change.id }));
    if (call) await this.reconciler.refresh(callMessages.state, call.roomId);
  }
}
