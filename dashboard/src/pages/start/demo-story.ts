import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { callOperations, newId, seconds, type Call } from '@etapiste/protocol';
import { RequestFailure, request } from '../../api/index.js';
import type { LiveController } from '../../live/index.js';
import type { RoomDoor } from '../../simulator/index.js';
import type { StoryStep, StoryTimes, ToldCall } from './story-steps.js';

/** Time to look at each step. */
const lookMs = seconds(2.5);
/** A step that has not come by now does not come. */
const patienceMs = seconds(20);

/**
 * Plays a whole call on the real wire: the simulated button closes, the hub stores, this page receives as an advisor on
 * shift, answers, goes, and the call is ended in the room by a long press. Every time is measured here, from the press.
 */
export class DemoStory implements ReactiveController {
  isPlaying = false;
  /** Since the press, in milliseconds; `button` is always 0. */
  times: StoryTimes = {};
  pressedAt: string | undefined;
  /** Why the story stopped before its end. */
  failure: RequestFailure | 'stuck' | undefined;
  /** Who answers in it: whoever is signed in here. */
  advisor = '';
  /** The call of the last story; nobody else's. */
  callId: string | undefined;
  private shiftId: string | undefined;
  private check: (() => void) | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly live: LiveController,
    private readonly door: RoomDoor,
  ) {
    host.addController(this);
  }

  get told(): ToldCall {
    return { times: this.times, pressedAt: this.pressedAt, isGoing: this.isPlaying };
  }

  hostConnected(): void {
    addEventListener('pagehide', this.leave);
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.leave);
    this.leave();
  }

  /** The host renders after every change of the live stream and of the room: what is awaited may be true now. */
  hostUpdated(): void {
    this.check?.();
  }

  /** Answers a heartbeat of the live stream, so that the shift counts as connected. */
  keep(): void {
    if (this.shiftId) void request(callOperations.keepShift, { parameters: { shiftId: this.shiftId } }).catch(ignoreRefusal);
  }

  async play(roomId: string, pointId: string): Promise<void> {
    if (this.isPlaying) return;
    this.isPlaying = true;
    this.failure = undefined;
    this.times = {};
    this.pressedAt = undefined;
    this.host.requestUpdate();
    try {
      await this.tell(roomId, pointId);
    } catch (failure) {
      if (!(failure instanceof RequestFailure) && !(failure instanceof Stuck)) throw failure;
      this.failure = failure instanceof Stuck ? 'stuck' : failure;
    } finally {
      this.leave();
      this.isPlaying = false;
      this.host.requestUpdate();
    }
  }

  private async tell(roomId: string, pointId: string): Promise<void> {
    const shiftId = newId();
    const { name } = await request(callOperations.startShift, { body: { id: shiftId, pointIds: [pointId] } });
    this.shiftId = shiftId;
    this.advisor = name;
    // Somebody has to be there to press.
    await this.door.act('occupancy', { isOccupied: true });
    const before = this.openCall(roomId)?.presses ?? 0;

    const startMs = performance.now();
    this.pressedAt = new Date().toISOString();
    this.note('button', startMs);
    if (!(await this.door.act('button', { action: 'press', holdSeconds: 0.3 }))) throw new Stuck();

    const call = await this.until(() => {
      const open = this.openCall(roomId);
      return open && open.presses > before ? open : undefined;
    });
    this.callId = call.id;
    this.note('stored', startMs);
    // The step is rendered with the call on it: only now has this page really shown it.
    await this.host.updateComplete;
    const parameters = { callId: call.id };
    await request(callOperations.sendReceipt, { parameters, body: { shiftId, kind: 'seen' } });
    await this.until(() => this.callOf(call.id)?.seenAt ?? undefined);
    this.note('seen', startMs);

    await pause(lookMs);
    await request(callOperations.acknowledgeCall, { parameters, body: { shiftId } });
    await request(callOperations.goToRoom, { parameters, body: { shiftId } });
    await this.until(() => (this.callOf(call.id)?.state === 'on-the-way' ? true : undefined));
    this.note('on-the-way', startMs);

    // A long press ends the call only when the room itself knows that somebody is on the way.
    await this.until(() => (this.door.room?.lamp === 'on-the-way' ? true : undefined));
    await pause(lookMs);
    await this.door.holdToEnd();
    await this.until(() => (this.callOf(call.id)?.state === 'done' ? true : undefined));
    this.note('done', startMs);
  }

  private note(step: StoryStep, startMs: number): void {
    this.times = { ...this.times, [step]: performance.now() - startMs };
    this.host.requestUpdate();
  }

  private openCall(roomId: string): Call | undefined {
    return this.live.state?.calls.find((call) => call.roomId === roomId && call.state !== 'done');
  }

  private callOf(callId: string): Call | undefined {
    return this.live.state?.calls.find(({ id }) => id === callId);
  }

  private until<Found>(find: () => Found | undefined): Promise<Found> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.check = undefined;
        reject(new Stuck());
      }, patienceMs);
      this.check = () => {
        const found = find();
        if (found === undefined) return;
        clearTimeout(timer);
        this.check = undefined;
        resolve(found);
      };
      this.check();
    });
  }

  /** Nobody is on shift any more; the hub also notices by itself. */
  private readonly leave = (): void => {
    const { shiftId } = this;
    this.shiftId = undefined;
    if (shiftId) void request(callOperations.endShift, { parameters: { shiftId }, keepalive: true }).catch(ignoreRefusal);
  };
}

/** A step did not come in time. */
class Stuck extends Error {}

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

const ignoreRefusal = (failure: unknown): void => {
  if (!(failure instanceof RequestFailure)) throw failure;
};
