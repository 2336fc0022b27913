import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import {
  bookingOperations,
  cancelReason,
  type Booking,
  type BookingChange,
  type CancelReason,
  type Customer,
} from '@etapiste/protocol';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { RequestFailure } from '../api/index.js';
import { clock, day, fullDay, localized, msg, str } from '../i18n/index.js';
import { mayHere } from '../people/index.js';
import { sharedStyles } from '../ui/index.js';
import { cancelWords, channelWords, deedWords, languageWords, needWords, stateWords } from './booking-words.js';
import { cancelBooking, changeCustomer, listBookingChanges, showBooking } from './bookings.data.js';
import './customer-fields.js';
import type { CustomerFields } from './customer-fields.js';

type Doing = 'looking' | 'cancelling' | 'changing';

/** One booking: what is known of it, its history, and what can be done. Says `move-wanted` (Booking), `booking-changed`, `dismissed`. */
@customElement('booking-panel')
@localized()
export class BookingPanel extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      .all {
        display: grid;
        gap: var(--s-m);
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: var(--s-xxs) var(--s-m);
        margin: 0;
      }
      dt {
        color: var(--text-quiet);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      .when {
        font-size: var(--t-h4);
        font-weight: 600;
      }
      .acts,
      .reasons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s-s);
      }
      .reasons {
        display: grid;
      }
      summary {
        min-block-size: 44px;
        display: flex;
        align-items: center;
        cursor: pointer;
        color: var(--link);
      }
      .history li {
        padding-block: var(--s-xxs);
      }
    `,
  ];

  /** The booking; none keeps the panel closed. */
  @property({ attribute: false }) booking: Booking | undefined;
  @property({ attribute: false }) place = '';
  @property({ attribute: false }) service = '';
  @property({ attribute: false }) timeZone = 'Europe/Helsinki';
  @state() private doing: Doing = 'looking';
  @state() private changes: readonly BookingChange[] | undefined;
  @state() private failure: string | undefined;
  @state() private isBusy = false;
  @query('customer-fields') private readonly fields!: CustomerFields | null;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('booking') as Booking | undefined;
    if (!changed.has('booking') || before?.id === this.booking?.id) return;
    this.doing = 'looking';
    this.changes = undefined;
    this.failure = undefined;
  }

  protected override render() {
    const { booking } = this;
    return html`<wa-dialog
      label=${booking?.customer?.name ?? msg('Varaus')}
      ?open=${booking !== undefined}
      @wa-after-hide=${(event: Event) => event.target === event.currentTarget && this.dispatchEvent(new CustomEvent('dismissed'))}
    >
      ${booking ? this.content(booking) : nothing}
    </wa-dialog>`;
  }

  private content(booking: Booking) {
    return html`<div class="all">
      ${
        this.failure
          ? html`<notice-note tone="bad" role="alert"><wa-icon slot="mark" name="error"></wa-icon>${this.failure}</notice-note>`
          : nothing
      }
      ${
        booking.isClosedOver && booking.state === 'booked'
          ? html`<notice-note tone="bad"
              ><wa-icon slot="mark" name="warning"></wa-icon
              >${msg('Tila on suljettu tähän aikaan. Siirrä tai peru varaus.')}</notice-note
            >`
          : nothing
      }
      ${this.doing === 'cancelling' ? this.reasons(booking) : this.doing === 'changing' ? this.form(booking) : this.facts(booking)}
    </div>`;
  }

  private facts(booking: Booking) {
    const { customer, from, slots, channel, code, state: its } = booking;
    const until = new Date(new Date(from).getTime() + slots * 1_800_000);
    const isOpen = its === 'booked';
    return html`<div>
        <p class="when num">${day(from, this.timeZone)} ${clock(from, this.timeZone)}–${clock(until, this.timeZone)}</p>
        <p>${this.service}</p>
        <p class="quiet">${this.place}</p>
      </div>
      <dl>
        <dt>${msg('Tila')}</dt>
        <dd>${stateWords[its]()}${booking.cancelReason ? `: ${cancelWords[booking.cancelReason]()}` : ''}</dd>
        <dt>${msg('Numerot näytölle')}</dt>
        <dd class="num"><b>${code}</b></dd>
        ${
          customer
            ? html`<dt>${msg('Asiointikieli')}</dt>
                <dd>${languageWords[customer.language]()}</dd>
                ${
                  customer.needs.length > 0
                    ? html`<dt>${msg('Varaudu')}</dt>
                        <dd>${customer.needs.map((need) => needWords[need]()).join(', ')}</dd>`
                    : nothing
                }
                ${
                  customer.phone
                    ? html`<dt>${msg('Puhelin')}</dt>
                        <dd class="num">${customer.phone}</dd>`
                    : nothing
                }
                ${
                  customer.email
                    ? html`<dt>${msg('Sähköposti')}</dt>
                        <dd>${customer.email}</dd>`
                    : nothing
                }`
            : html`<dt>${msg('Asiakas')}</dt>
                <dd class="quiet">${msg('Tiedot on poistettu määräajan jälkeen.')}</dd>`
        }
        <dt>${msg('Varattu')}</dt>
        <dd>${channelWords[channel]()}</dd>
      </dl>
      <div class="acts">
        ${
          isOpen && mayHere(bookingOperations.moveBooking)
            ? html`<wa-button
                variant="brand"
                autofocus
                @click=${() => this.dispatchEvent(new CustomEvent('move-wanted', { detail: booking }))}
                >${msg('Siirrä')}</wa-button
              >`
            : nothing
        }
        ${isOpen && customer ? this.act(msg('Muuta tietoja'), 'changing') : nothing}
        ${isOpen ? this.act(msg('Peru aika'), 'cancelling') : nothing}
        <wa-button variant="brand" appearance="plain" href=${`/confirmation?booking=${booking.id}`} target="_blank"
          ><wa-icon slot="start" name="print"></wa-icon>${msg('Tulosta')}</wa-button
        >
      </div>
      <details @toggle=${(event: Event) => (event.currentTarget as HTMLDetailsElement).open && void this.readChanges(booking)}>
        <summary>${msg('Varauksen vaiheet')}</summary>
        ${this.history}
      </details>`;
  }

  private act(words: string, doing: Doing) {
    return html`<wa-button variant="brand" appearance="outlined" @click=${() => (this.doing = doing)}>${words}</wa-button>`;
  }

  private reasons(booking: Booking) {
    return html`<p>${msg('Miksi aika perutaan?')}</p>
      <div class="reasons">
        ${cancelReason.options.map(
          (reason, index) =>
            html`<wa-button
              variant="brand"
              appearance="outlined"
              ?autofocus=${index === 0}
              ?loading=${this.isBusy}
              @click=${() => void this.cancel(booking, reason)}
              >${cancelWords[reason]()}</wa-button
            >`,
        )}
        <wa-button variant="brand" appearance="plain" @click=${() => (this.doing = 'looking')}>${msg('Älä peru')}</wa-button>
      </div>`;
  }

  private form(booking: Booking) {
    return html`<customer-fields .customer=${booking.customer ?? undefined}></customer-fields>
      <div class="acts">
        <wa-button variant="brand" ?loading=${this.isBusy} @click=${() => void this.change(booking)}
          >${msg('Tallenna')}</wa-button
        >
        <wa-button variant="brand" appearance="plain" @click=${() => (this.doing = 'looking')}>${msg('Älä tallenna')}</wa-button>
      </div>`;
  }

  private get history() {
    if (!this.changes) return html`<loading-lines label=${msg('Haetaan varauksen vaiheita')}></loading-lines>`;
    const slot = (at: { readonly from: string }) => `${day(at.from, this.timeZone)} ${clock(at.from, this.timeZone)}`;
    return html`<ul class="history">
      ${this.changes.map(
        ({ at, what, who, to, before, why }) =>
          html`<li>
            <span class="num quiet">${fullDay(at, this.timeZone)} ${clock(at, this.timeZone)}</span> ${deedWords[what]()}
            ${to ? html`<span class="num">${before ? msg(str`${slot(before)} → ${slot(to)}`) : slot(to)}</span>` : nothing}
            ${why ? cancelWords[why]() : nothing} ${who ? html`<span class="quiet">${who}</span>` : nothing}
          </li>`,
      )}
    </ul>`;
  }

  private async readChanges({ id }: Booking): Promise<void> {
    await this.told(async () => {
      this.changes = await listBookingChanges(id);
    });
  }

  private cancel(booking: Booking, reason: CancelReason): Promise<void> {
    return this.done(booking, () => cancelBooking(booking, reason));
  }

  private async change(booking: Booking): Promise<void> {
    const customer: Customer | undefined = await this.fields?.read();
    if (customer) await this.done(booking, () => changeCustomer(booking, customer));
  }

  /** Somebody else may have changed it meanwhile: then what is true now is shown, and nothing was done. */
  private async done(booking: Booking, work: () => Promise<Booking>): Promise<void> {
    this.isBusy = true;
    await this.told(async () => {
      try {
        this.say(await work());
      } catch (failure) {
        if (failure instanceof RequestFailure && failure.code === 'version-differs') this.say(await showBooking(booking.id));
        throw failure;
      }
    });
    this.isBusy = false;
  }

  private say(booking: Booking): void {
    this.doing = 'looking';
    this.changes = undefined;
    this.booking = booking;
    this.dispatchEvent(new CustomEvent('booking-changed', { detail: booking }));
  }

  private async told(work: () => Promise<void>): Promise<void> {
    this.failure = undefined;
    try {
      await work();
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure.inWords;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'booking-panel': BookingPanel;
  }
}
