import { callMessages, id, type Call, type PayloadOf } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { BrokerUnavailable, Reconciler, RoomLink } from '../broker/index.js';
import { Store, type Change } from '../database/store.js';
import { Log } from '../log/log.js';
import { Register } from '../points/index.js';
import { CallsLive } from './calls.live.js';
import { Presses, type PressAnswer } from './presses.service.js';

/** Between calls and the rooms' controllers: presses in, confirmations and the truth about the call out. */
@Injectable()
export class CallsMqtt {
  /** The newest call of each room; the reconciler asks for every room every 5 s, so it is not read from the store. */
  private openCalls = new Map<string, Call>();
  private readonly log: Log;

  constructor(
    private readonly link: RoomLink,
    private readonly reconciler: Reconciler,
    private readonly presses: Presses,
    private readonly live: CallsLive,
    private readonly store: Store,
    private readonly register: Register,
    log: Log,
  ) {
    this.log = log.child({ feature: 'calls' });
  }

  async start(): Promise<void> {
    await this.readOpenCalls();
    const onWrongShape = (roomId: string, received: unknown) => this.refuse(roomId, received);
    const { raised, ended } = callMessages;
    this.link.on(raised, async (roomId, press) => this.confirm(roomId, await this.presses.raise(roomId, press)), {
      onWrongShape,
    });
    this.link.on(ended, async (roomId, press) => this.confirm(roomId, await this.presses.end(roomId, press, press.callId)), {
      onWrongShape,
    });
    this.reconciler.provide(callMessages.state, (roomId) => this.stateOf(roomId));
    this.store.onChange((change) => void this.follow(change));
  }

  /** Answers every publication of a press, also repeats; a room that cannot be reached asks again by itself. */
  private async confirm(roomId: string, { code, ...answer }: PressAnswer): Promise<void> {
    try {
      await this.link.send(callMessages.confirmed, roomId, { ...answer, ...(code ? { code } : {}) });
    } catch (cause) {
      if (!(cause instanceof BrokerUnavailable)) throw cause;
    }
  }

  /** A press that this hub cannot read is refused by its id, so that a room of another version does not send it for ever. */
  private async refuse(roomId: string, received: unknown): Promise<void> {
    const press = z.object({ id }).safeParse(received);
    if (press.success)
      await this.confirm(roomId, { id: press.data.id, outcome: 'refused', callId: null, code: 'request-malformed' });
  }

  private stateOf(roomId: string): PayloadOf<typeof callMessages.state> {
    const policies = this.register.policiesAt(this.register.room(roomId)?.pointId ?? '');
    const policy = {
      lockoutSeconds: policies.callLockoutSeconds,
      notReachedSeconds: policies.callNotReachedSeconds,
      endPressSeconds: policies.callEndPressSeconds,
    };
    const call = this.openCalls.get(roomId);
    if (!call || call.state === 'done') return { call: null, policy };
    return { call: { id: call.id, state: call.state, word: call.word, openedAt: call.openedAt }, policy };
  }

  /** Tells the room right after each commit; what goes astray is put right by the reconciler. */
  private async follow(change: Change | undefined): Promise<void> {
    try {
      if (!change) return await this.readOpenCalls();
      if (change.kind !== 'calls') return;
      const call = (change.value as Call | undefined) ?? (await this.live.one(change.id));
      if (!call) return;
      this.note(call);
      await this.reconciler.refresh(callMessages.state, call.roomId);
    } catch (cause) {
      this.log.error({ err: cause, call: change?.id }, 'a room could not be told of its call; tried again at the next change');
    }
  }

  /** Changes may be read in odd order: an older version says nothing new, and the end of an earlier call ends no later one. */
  private note(call: Call): void {
    const known = this.openCalls.get(call.roomId);
    const isNews = known?.id === call.id ? call.version > known.version : !call.endedAt;
    if (isNews) this.openCalls.set(call.roomId, call);
  }

  private async readOpenCalls(): Promise<void> {
    const calls = await this.live.all();
    this.openCalls = new Map(calls.filter(({ endedAt }) => !endedAt).map((call) => [call.roomId, call]));
  }
}
