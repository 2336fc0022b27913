import { LitElement, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { MirroredTest } from '@etapiste/protocol';
import { RequestFailure } from '../api/index.js';
import { mirrorTest } from './announced-test.data.js';
import type { CameraKnown } from './camera-known.js';
import './document-camera-view.js';

/**
 * What the expert sees of the paper, shown in the room itself while an announced test runs. It keeps no test running and keeps
 * nothing of a picture: each test is another seat and another picture, and whoever shows this element takes it away with its test.
 */
@customElement('paper-mirror')
export class PaperMirror extends LitElement {
  @property({ attribute: false }) roomId = '';
  /** Which test: when it ends at the latest. */
  @property({ attribute: false }) endsAt = '';
  @property({ attribute: false }) known!: CameraKnown;
  @state() private ticket: MirroredTest | undefined;
  private isAsking = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('roomId') || changed.has('endsAt')) this.ticket = undefined;
  }

  protected override updated(): void {
    void this.ask();
  }

  protected override render() {
    return html`<document-camera-view mode="mirror" .ticket=${this.ticket} .known=${this.known}></document-camera-view>`;
  }

  /**
   * One question at a time, none into a line that is lost: there it would only keep one of the browser's connections
   * (hub-search.ts). A no is asked again when the page next says what it knows.
   */
  private async ask(): Promise<void> {
    const { roomId, endsAt } = this;
    if (this.ticket || this.isAsking || this.known.isHubLost) return;
    this.isAsking = true;
    try {
      const ticket = await mirrorTest(roomId);
      if (this.roomId === roomId && this.endsAt === endsAt) this.ticket = ticket;
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
    } finally {
      this.isAsking = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'paper-mirror': PaperMirror;
  }
}
