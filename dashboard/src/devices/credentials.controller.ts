import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { seconds, type Credential } from '@etapiste/protocol';
import { RequestFailure } from '../api/index.js';
import { listCredentials } from './enrolment.data.js';

const lookEvery = seconds(15);

/** The credentials of the fleet, asked for again now and then: they change a few times a year. */
export class CredentialsController implements ReactiveController {
  private all: readonly Credential[] = [];
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    void this.look();
    this.timer = setInterval(() => void this.look(), lookEvery);
  }

  hostDisconnected(): void {
    clearInterval(this.timer);
  }

  /** Of one room: those that count first, each with the newest first. */
  of(roomId: string): readonly Credential[] {
    const own = this.all.filter((credential) => credential.roomId === roomId);
    return [...own.filter(({ ended }) => !ended), ...own.filter(({ ended }) => ended).slice(0, 3)];
  }

  async look(): Promise<void> {
    try {
      this.all = await listCredentials();
      this.host.requestUpdate();
    } catch (failure) {
      // What was known stays; the page's line says that the hub is away.
      if (!(failure instanceof RequestFailure)) throw failure;
    }
  }
}
