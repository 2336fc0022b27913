import '@awesome.me/webawesome/dist/components/button/button.js';
import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Booking } from '@etapiste/protocol';
import { localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { spanWords } from './block-words.js';
import { panelStyles } from './panel.styles.js';

/** The page that prints a booking for its customer. */
export const confirmationAddress = (bookingId: string): string => `/confirmation?booking=${encodeURIComponent(bookingId)}`;

/** What is read to the customer: day, time, place and the four digits. Says `dismissed` for the next customer. */
@customElement('booked-note')
@localized()
export class BookedNote extends LitElement {
  static override styles = [
    sharedStyles,
    panelStyles,
    css`
      .code {
        font-size: var(--t-h1);
        line-height: var(--l-h1);
        font-weight: 600;
        letter-spacing: 0.12em;
        color: var(--heading);
      }
      .mark {
        color: var(--success);
        font-size: 24px;
        vertical-align: -5px;
        margin-inline-end: 6px;
      }
    `,
  ];

  @property({ attribute: false }) booking!: Booking;
  @property({ attribute: false }) service = '';
  @property({ attribute: false }) place = '';
  @property({ attribute: false }) timeZone = '';

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('h2')?.focus());
  }

  protected override render() {
    const { booking } = this;
    return html`<div class="stack">
      <h2 tabindex="-1"><wa-icon class="mark" name="check-circle" aria-hidden="true"></wa-icon>${msg('Aika on varattu')}</h2>
      <dl>
        <dt>${msg('Aika')}</dt>
        <dd class="num"><b>${spanWords(booking.from, booking.slots, this.timeZone)}</b></dd>
        <dt>${msg('Paikka')}</dt>
        <dd>${this.place}</dd>
        <dt>${msg('Palvelu')}</dt>
        <dd>${this.service}</dd>
        <dt>${msg('Nimi')}</dt>
        <dd>${booking.customer?.name}</dd>
      </dl>
      <div>
        <p>${msg('Numero, jolla asiakas ilmoittautuu näytöllä')}</p>
        <p class="code num">${booking.code}</p>
      </div>
      <div class="buttons">
        <wa-button variant="brand" href=${confirmationAddress(booking.id)} target="_blank"
          ><wa-icon slot="start" name="print" aria-hidden="true"></wa-icon>${msg('Tulosta vahvistus')}</wa-button
        >
        <wa-button variant="brand" appearance="outlined" @click=${() => this.dispatchEvent(new CustomEvent('dismissed'))}
          >${msg('Seuraava varaus')}</wa-button
        >
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'booked-note': BookedNote;
  }
}
