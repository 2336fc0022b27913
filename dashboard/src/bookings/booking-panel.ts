import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/details/details.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { bookingOperations, cancelReason, type Booking, type BookingChange, type CancelReason } from '@etapiste/protocol';
import { RequestFailure } from '../api/index.js';
import { localized, msg } from '../i18n/index.js';
import { mayHere } from '../people/index.js';
import { blocked, sharedStyles } from '../ui/index.js';
import { spanWords } from './block-words.js';
import { confirmationAddress } from './booked-note.js';
import { cancelBooking, changeCustomer, listBookingChanges, showBooking } from './bookings.data.js';
import { bookingHistory } from './booking-history.js';
import { cancelWords, channelWords, needWords, stateWords } from './booking-words.js';
import './customer-fields.js';
import type { CustomerFields } from './customer-fields.js';
import { panelStyles } from './panel.styles.js';

/**
 * One booking: its details and history, and what can be done with it. Says `move-wanted`, `booking-changed` and `dismissed`.
 * Whoever is late to change it gets to see what it is now.
 */
@customElement('booking-panel')
@localized()
export class BookingPanel extends LitElement {
  static override styles = [sharedStyles, panelStyles];

  @property({ attribute: false }) booking!: Booking;
  @property({ attribute: false }) service = '';
  @property({ attribute: false }) place = '';
  @property({ attribute: false }) timeZone = '';
  @property({ attribute: false }) blockedBy: string | undefined;
  @state() private doing: 'look' | 'edit' | 'cancel' = 'look';
  @state() private changes: readonly BookingChange[] | undefined;
  @state() private failure: string | undefined;
  @state() private isBusy = false;
  @query('customer-fields') private readonly fields!: CustomerFields;

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('h2')?.focus());
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('booking') as Booking | undefined;
    if (!changed.has('booking')) return;
    if (before?.id !== this.booking.id) Object.assign(this, { doing: 'look', changes: undefined, failure: undefined });
    if (before?.id !== this.booking.id || before.version !== this.booking.version) void this.readChanges();
  }

  protected override render() {
    const { booking } = this;
    return html`<div class="stack">
      <div>
        <h2 tabindex="-1">${booking.customer?.name ?? msg('Varaus')}</h2>
        <p class="num"><b>${spanWords(booking.from, booking.slots, this.timeZone)}</b></p>
      </div>
      ${
        booking.isClosedOver
          ? html`<notice-note tone="bad"
              ><wa-icon slot="mark" name="error"></wa-icon
              >${msg('Aika on suljettu varaamisen jälkeen. Siirrä tai peru varaus.')}</notice-note
            >`
          : nothing
      }
      ${
        this.failure
          ? html`<notice-note tone="bad" role="alert"><wa-icon slot="mark" name="error"></wa-icon>${this.failure}</notice-note>`
          : nothing
      }
      ${this.doing === 'edit' ? this.edit : this.doing === 'cancel' ? this.cancel : this.look}
    </div>`;
  }

  private get look() {
    const { booking } = this;
    const { customer } = booking;
    const languages = { fi: msg('suomi'), sv: msg('ruotsi'), en: msg('englanti') };
    const rows: [string, string | null | undefined][] = [
      [msg('Tila'), stateWords()[booking.state]],
      [msg('Palvelu'), this.service],
      [msg('Paikka'), this.place],
      [msg('Kieli'), customer && languages[customer.language]],
      [msg('Tarpeet'), customer?.needs.map((need) => needWords()[need]).join(', ')],
      [msg('Puhelin'), customer?.phone],
      [msg('Sähköposti'), customer?.email],
      [msg('Varaustapa'), channelWords()[booking.channel]],
      [msg('Numero näytölle'), booking.code],
    ];
    const isOpen = booking.state === 'booked';
    const may = (name: keyof typeof bookingOperations): boolean => mayHere(bookingOperations[name]);
    return html`<dl>
        ${rows.map(([what, words]) =>
          words
            ? html`<dt>${what}</dt>
                <dd>${words}</dd>`
            : nothing,
        )}
      </dl>
      <div class="buttons">
        ${isOpen && may('moveBooking') ? this.button(msg('Siirrä'), () => this.say('move-wanted'), 'accent') : nothing}
        ${isOpen && may('changeCustomer') ? this.button(msg('Muuta tietoja'), () => this.begin('edit')) : nothing}
        ${isOpen && may('cancelBooking') ? this.button(msg('Peru varaus'), () => this.begin('cancel')) : nothing}
        <wa-button variant="brand" appearance="outlined" href=${confirmationAddress(booking.id)} target="_blank"
          >${msg('Tulosta vahvistus')}</wa-button
        >
        <wa-button variant="brand" appearance="plain" @click=${() => this.say('dismissed')}
          >${msg('Sulje')}<kbd slot="end" aria-hidden="true">Esc</kbd></wa-button
        >
      </div>
      <wa-details summary=${msg('Historia')} open>
        ${this.changes ? bookingHistory(this.changes, this.timeZone) : html`<loading-lines label=${msg('Haetaan historiaa')}></loading-lines>`}
      </wa-details>`;
  }

  private get edit() {
    return html`<form @submit=${this.save} autocomplete="off">
      <customer-fields .customer=${this.booking.customer ?? undefined} @entered=${this.save}></customer-fields>
      <div class="buttons">
        <wa-button type="submit" variant="brand" ?loading=${this.isBusy} ${blocked(this.blockedBy)}>${msg('Tallenna')}</wa-button>
        ${this.button(msg('Peruuta'), () => this.begin('look'))}
      </div>
    </form>`;
  }

  private get cancel() {
    return html`<h3>${msg('Miksi varaus perutaan?')}</h3>
      <p class="quiet">${msg('Aika vapautuu heti muille.')}</p>
      <div class="stack">
        ${cancelReason.options.map((reason) => this.button(cancelWords()[reason], () => void this.cancelFor(reason)))}
        ${this.button(msg('Älä peru'), () => this.begin('look'), 'plain')}
      </div>`;
  }

  private button(words: string, press: () => void, appearance: 'accent' | 'outlined' | 'plain' = 'outlined') {
    return html`<wa-button variant="brand" appearance=${appearance} ${blocked(this.blockedBy)} @click=${press}
      >${words}</wa-button
    >`;
  }

  private begin(doing: typeof this.doing): void {
    this.doing = doing;
    this.failure = undefined;
    void this.leadOn(doing);
  }

  /** Whoever works by keyboard goes on from where the form or the reasons begin. */
  private async leadOn(doing: typeof this.doing): Promise<void> {
    await this.updateComplete;
    if (doing === 'edit') this.fields.focus();
    else this.renderRoot.querySelector<HTMLElement>('.stack wa-button, .buttons wa-button')?.focus();
  }

  private readonly save = (event: Event): void => {
    event.preventDefault();
    const customer = this.fields.check();
    if (customer && this.blockedBy === undefined) void this.change(() => changeCustomer(this.booking, customer));
  };

  private readonly cancelFor = (reason: CancelReason): Promise<void> => this.change(() => cancelBooking(this.booking, reason));

  private async change(act: () => Promise<Booking>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.failure = undefined;
    try {
      this.say('booking-changed', await act());
      this.begin('look');
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure.inWords;
      // Somebody else was first: what it is now stands below.
      if (failure.code === 'version-differs' || failure.code === 'booking-ended') await this.readAnew();
    } finally {
      this.isBusy = false;
    }
  }

  private async readAnew(): Promise<void> {
    try {
      this.say('booking-changed', await showBooking(this.booking.id));
      this.doing = 'look';
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
    }
  }

  private async readChanges(): Promise<void> {
    const { id } = this.booking;
    try {
      const changes = await listBookingChanges(id);
      if (id === this.booking.id) this.changes = changes;
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure.inWords;
    }
  }

  private say(name: string, detail?: Booking): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'booking-panel': BookingPanel;
  }
}
