import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { callOperations, newId, shift, type Shift } from '@etapiste/protocol';
import { RequestFailure, request } from '../api/index.js';
import { readStored } from '../ui/stored.js';

const rememberedAs = 'etapiste.shift';
const remembered = shift.pick({ id: true, name: true, pointIds: true });

/** The shift of this tab. */
export type OwnShift = Pick<Shift, 'id' | 'name' | 'pointIds'>;

/**
 * The shift of the advisor at this tab. It survives a reload (sessionStorage belongs to the tab), answers the hub's
 * heartbeats, and holds a Web Lock so that the browser does not freeze the tab (DESIGN §3.5).
 */
export class OwnShiftController implements ReactiveController {
  current: OwnShift | undefined;
  /** True after a reload, until the page has said so. */
  isContinued = false;
  /** True when the hub has ended the shift without being asked. */
  isEndedByHub = false;
  private release: (() => void) | undefined;
  /** The id of a start that has not been answered: asking again begins no second shift. */
  private unansweredId: string | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    const kept = remembered.safeParse(readStored(sessionStorage, rememberedAs));
    if (!kept.success) return;
    this.take(kept.data);
    this.isContinued = true;
    // The same id again changes nothing; a hub that cannot be reached now hears it with the next heartbeat.
    void this.keep();
  }

  hostDisconnected(): void {
    this.release?.();
  }

  async start(pointIds: readonly string[]): Promise<void> {
    this.unansweredId ??= newId();
    const wanted = { id: this.unansweredId, pointIds: [...pointIds] };
    const { id, name, pointIds: started } = await request(callOperations.startShift, { body: wanted });
    this.unansweredId = undefined;
    const own = { id, name, pointIds: started };
    sessionStorage.setItem(rememberedAs, JSON.stringify(own));
    this.take(own);
  }

  async end(): Promise<void> {
    const ended = this.current;
    if (!ended) return;
    await request(callOperations.endShift, { parameters: { shiftId: ended.id }, keepalive: true });
    this.forget();
  }

  /** Answers a heartbeat, from the heartbeat itself. */
  async keep(): Promise<void> {
    const kept = this.current;
    if (!kept) return;
    try {
      await request(callOperations.keepShift, { parameters: { shiftId: kept.id } });
    } catch (failure) {
      // The line tells the advisor when the hub cannot be reached; the next heartbeat is answered again.
      if (!(failure instanceof RequestFailure) || failure.code !== 'shift-ended' || this.current?.id !== kept.id) return;
      this.forget();
      this.isEndedByHub = true;
      this.host.requestUpdate();
    }
  }

  /** The advisor has read that the shift continues. */
  noteContinuation(): void {
    this.isContinued = false;
    this.host.requestUpdate();
  }

  private take(taken: OwnShift): void {
    this.current = taken;
    this.isContinued = false;
    this.isEndedByHub = false;
    void navigator.locks?.request(
      `etapiste-shift-${taken.id}`,
      { mode: 'shared' },
      () =>
        new Promise<void>((release) => {
          this.release = release;
        }),
    );
    this.host.requestUpdate();
  }

  private forget(): void {
    sessionStorage.removeItem(rememberedAs);
    this.current = undefined;
    this.release?.();
    this.release = undefined;
    this.host.requestUpdate();
  }
}
