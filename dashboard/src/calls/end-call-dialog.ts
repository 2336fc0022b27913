import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { endReason, type Call, type EndReason, type LiveState } from '@etapiste/protocol';
import { localized, msg, str } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { placeName, reasonWords } from './call-words.js';

/** Asks why a call ends at the desk: one press each. Tells its page with `reason-chosen`; closed says `dismissed`. */
@customElement('end-call-dialog')
@localized()
export class EndCallDialog extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      .reasons {
        display: grid;
        gap: var(--s-xs);
        margin-block-start: var(--s-s);
      }
      wa-button {
        inline-size: 100%;
      }
      wa-button::part(button) {
        min-block-size: 52px;
        justify-content: flex-start;
      }
    `,
  ];

  /** The call to end; none keeps the dialog closed. */
  @property({ attribute: false }) call: Call | undefined;
  @property({ attribute: false }) points: LiveState['points'] = [];

  protected override render() {
    const place = this.call ? placeName(this.call.roomId, this.points) : '';
    return html`<wa-dialog
      label=${msg(str`Miten kutsu päättyi? ${place}`)}
      light-dismiss
      ?open=${this.call !== undefined}
      @wa-after-hide=${() => this.dispatchEvent(new CustomEvent('dismissed'))}
    >
      <p class="quiet">${msg('Huoneen valo sammuu, ja näyttö kertoo, että kutsu on päättynyt.')}</p>
      <div class="reasons">${endReason.options.map((reason, index) => this.reasonButton(reason, index === 0))}</div>
    </wa-dialog>`;
  }

  private reasonButton(reason: EndReason, isFirst: boolean) {
    const choose = () => this.dispatchEvent(new CustomEvent('reason-chosen', { detail: reason }));
    return html`<wa-button variant="brand" appearance="outlined" ?autofocus=${isFirst} @click=${choose}
      >${reasonWords()[reason]}</wa-button
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'end-call-dialog': EndCallDialog;
  }
}
