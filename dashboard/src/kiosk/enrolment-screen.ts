import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { deviceOperations, seconds, shownCode, type BegunEnrolment } from '@etapiste/protocol';
import { RequestFailure, request } from '../api/index.js';
import { localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/shared.styles.js';
import { rememberRoom } from './kiosk.data.js';

const againMs = seconds(5);

/**
 * A terminal that belongs to no room shows its code, in letters that can be read from the door, until a maintainer has typed it; then
 * it is the screen of its room. The hub's cookie came with the last answer: no script ever sees it.
 */
@customElement('enrolment-screen')
@localized()
export class EnrolmentScreen extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: var(--s-xl);
        align-content: center;
        min-block-size: 100%;
        padding: var(--s-3xl) clamp(48px, 4.7vw, 90px);
        font-size: var(--t-body);
        line-height: var(--l-body);
        box-sizing: border-box;
      }
      h1 {
        font-size: var(--t-h2);
        line-height: var(--l-h2);
      }
      .code {
        font:
          700 clamp(4rem, 14vw, 15rem) / 1.1 ui-monospace,
          'DejaVu Sans Mono',
          monospace;
        letter-spacing: 0.06em;
        white-space: nowrap;
      }
    `,
  ];

  @state() private begun: BegunEnrolment | undefined;
  @state() private isAway = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.goOn();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  protected override render() {
    return html`
      <h1>${msg('Tätä näyttöä ei ole vielä liitetty huoneeseen')}</h1>
      ${
        this.begun
          ? html`<p class="code" aria-label=${[...this.begun.code].join(' ')}>${shownCode(this.begun.code)}</p>
              <p>${msg('Ylläpitäjä liittää näytön tällä koodilla. Koodi vaihtuu 10 minuutin välein.')}</p>`
          : html`<p role="status">
              ${this.isAway ? msg('Palveluun ei ole yhteyttä. Yritetään koko ajan.') : msg('Haetaan koodia')}
            </p>`
      }
      ${this.begun && this.isAway ? html`<p role="status">${msg('Palveluun ei ole yhteyttä. Yritetään koko ajan.')}</p>` : nothing}
    `;
  }

  private async goOn(): Promise<void> {
    try {
      const pauseMs = await this.step();
      this.isAway = false;
      if (pauseMs !== undefined) this.later(pauseMs);
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      if (failure.code === 'enrolment-unknown') this.begun = undefined;
      else this.isAway = true;
      this.later(failure.code === 'enrolment-unknown' ? 0 : againMs);
    }
  }

  /** @returns how long to wait before the next step; nothing once the screen belongs to a room */
  private async step(): Promise<number | undefined> {
    if (!this.begun) {
      this.begun = await request(deviceOperations.beginEnrolment, { body: { kind: 'terminal' } });
      return seconds(this.begun.pollSeconds);
    }
    const { id, pollToken, pollSeconds } = this.begun;
    const answer = await request(deviceOperations.pollEnrolment, { parameters: { enrolmentId: id }, body: { pollToken } });
    if (answer.state === 'waiting') return seconds(pollSeconds);
    rememberRoom(answer.roomId);
    location.replace(`/kiosk?room=${answer.roomId}`);
    return undefined;
  }

  private later(pauseMs: number): void {
    clearTimeout(this.timer);
    if (this.isConnected) this.timer = setTimeout(() => void this.goOn(), pauseMs);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'enrolment-screen': EnrolmentScreen;
  }
}
