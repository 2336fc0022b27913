import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import type { Booking, Customer, FreeTime, Hold, Language } from '@etapiste/protocol';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { atClock, clock, day, localized, msg, str } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import './customer-fields.js';
import type { CustomerFields } from './customer-fields.js';

/**
 * The form of one booking, and what came of it. Says `customer-given` (Customer), `time-chosen` for one of the nearest times after a
 * lost race, and `dismissed`.
 */
@customElement('booking-form')
@localized()
export class BookingForm extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      form,
      .done {
        display: grid;
        gap: var(--s-m);
      }
      .when {
        font-size: var(--t-h4);
        font-weight: 600;
      }
      .nearest {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s-xs);
        margin-block-start: var(--s-xs);
      }
      .code {
        font: 700 2.5rem/1.1 var(--font);
        letter-spacing: 0.15em;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s-s);
      }
    `,
  ];

  @property({ type: Boolean }) open = false;
  /** The time that is kept for the customer. */
  @property({ attribute: false }) hold: Hold | undefined;
  /** The booking, once it is made. */
  @property({ attribute: false }) booking: Booking | undefined;
  @property({ attribute: false }) place = '';
  @property({ attribute: false }) service = '';
  @property({ attribute: false }) timeZone = 'Europe/Helsinki';
  @property({ attribute: false }) languages: readonly Language[] = [];
  @property({ attribute: false }) failure: string | undefined;
  /** Free times near a time that somebody else was quicker to take. */
  @property({ attribute: false }) nearest: readonly FreeTime[] = [];
  @property({ attribute: false }) isBusy = false;
  @query('customer-fields') private readonly fields!: CustomerFields | null;

  protected override render() {
    return html`<wa-dialog
      label=${this.booking ? msg('Aika on varattu') : msg('Varaa aika')}
      ?open=${this.open}
      @wa-after-hide=${(event: Event) => event.target === event.currentTarget && this.dispatchEvent(new CustomEvent('dismissed'))}
    >
      ${this.booking ? this.done(this.booking) : this.form}
      ${
        this.booking
          ? html`<wa-button slot="footer" variant="brand" autofocus data-dialog="close">${msg('Valmis')}</wa-button>`
          : html`<wa-button slot="footer" appearance="plain" variant="brand" data-dialog="close">${msg('Peruuta')}</wa-button>
              <wa-button slot="footer" variant="brand" ?loading=${this.isBusy} ?disabled=${!this.hold} @click=${this.submit}
                >${msg('Varaa')}</wa-button
              >`
      }
    </wa-dialog>`;
  }

  private get form() {
    return html`<form autocomplete="off" @submit=${this.submit} @keydown=${this.onKey}>
      <div>
        <p class="when num">${this.hold ? this.when(this.hold) : msg('Valitse aika uudelleen')}</p>
        <p class="quiet">${this.service}. ${this.place}</p>
      </div>
      ${
        this.failure
          ? html`<notice-note tone="bad" role="alert"
              ><wa-icon slot="mark" name="error"></wa-icon>${this.failure}
              ${
                this.nearest.length > 0
                  ? html`<div class="nearest">
                      ${this.nearest.map(
                        (free) =>
                          html`<wa-button variant="brand" appearance="outlined" @click=${() => this.choose(free)}
                            >${day(free.from, this.timeZone)} ${atClock(free.from, this.timeZone)}</wa-button
                          >`,
                      )}
                    </div>`
                  : nothing
              }</notice-note
            >`
          : nothing
      }
      <customer-fields .languages=${this.languages}></customer-fields>
    </form>`;
  }

  private done(booking: Booking) {
    return html`<div class="done" role="status">
      <div>
        <p class="when num">${this.when(booking)}</p>
        <p class="quiet">${this.service}. ${this.place}</p>
      </div>
      <div>
        <p>${msg('Asiakas näppäilee paikan päällä nämä numerot:')}</p>
        <p class="code num">${booking.code}</p>
      </div>
      <div class="acts">
        <wa-button variant="brand" appearance="outlined" href=${`/confirmation?booking=${booking.id}`} target="_blank"
          ><wa-icon slot="start" name="print"></wa-icon>${msg('Tulosta vahvistus')}</wa-button
        >
      </div>
    </div>`;
  }

  private when({ from, slots }: { readonly from: string; readonly slots: number }): string {
    const until = new Date(new Date(from).getTime() + slots * 1_800_000);
    return msg(str`${day(from, this.timeZone)} klo ${clock(from, this.timeZone)}–${clock(until, this.timeZone)}`);
  }

  private choose({ from }: FreeTime): void {
    this.dispatchEvent(new CustomEvent('time-chosen', { detail: { from } }));
  }

  /** Fields of Web Awesome send no form by themselves. */
  private readonly onKey = (event: KeyboardEvent): void => {
    const isField = event.composedPath().some((target) => target instanceof HTMLInputElement && target.type !== 'checkbox');
    if (event.key === 'Enter' && isField) void this.submit(event);
  };

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    const customer: Customer | undefined = await this.fields?.read();
    if (customer) this.dispatchEvent(new CustomEvent('customer-given', { detail: customer }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'booking-form': BookingForm;
  }
}
