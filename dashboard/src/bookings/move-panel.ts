import '@awesome.me/webawesome/dist/components/button/button.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Booking, FreeTime } from '@etapiste/protocol';
import { RequestFailure } from '../api/index.js';
import { localized, msg } from '../i18n/index.js';
import { blocked, sharedStyles } from '../ui/index.js';
import { spanWords } from './block-words.js';
import { moveBooking, showBooking } from './bookings.data.js';
import { nearestOf } from './held-time.controller.js';
import { panelStyles } from './panel.styles.js';
import { timeChoices } from './time-choices.js';
import type { Place } from './week-grid.js';

/**
 * Another time for a booking: chosen in the week, in the list below or by dragging; moved only by a press, because the customer has
 * been told the old one. Says `time-instead`, `booking-moved`, `booking-changed` and `dismissed`.
 */
@customElement('move-panel')
@localized()
export class MovePanel extends LitElement {
  static override styles = [sharedStyles, panelStyles];

  @property({ attribute: false }) booking!: Booking;
  @property({ attribute: false }) to: Place | undefined;
  /** Where the booking would move to: `Porvoo-info, huone 1`. */
  @property({ attribute: false }) place = '';
  @property({ attribute: false }) firstFree: readonly FreeTime[] | undefined;
  @property({ attribute: false }) timeZone = '';
  @property({ attribute: false }) today = '';
  @property({ attribute: false }) blockedBy: string | undefined;
  @state() private failure: string | undefined;
  @state() private nearest: readonly FreeTime[] = [];
  @state() private isBusy = false;

  override focus(): void {
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(this.to ? 'wa-button[type=submit]' : 'h2')?.focus(),
    );
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('to')) Object.assign(this, { failure: undefined, nearest: [] });
  }

  protected override render() {
    const { booking, to, timeZone } = this;
    return html`<form @submit=${this.submit}>
      <h2 tabindex="-1">${msg('Siirrä varaus')}</h2>
      <dl>
        <dt>${msg('Kenen')}</dt>
        <dd>${booking.customer?.name ?? msg('Tiedot poistettu')}</dd>
        <dt>${msg('Nyt')}</dt>
        <dd class="num">${spanWords(booking.from, booking.slots, timeZone)}</dd>
        <dt>${msg('Uusi')}</dt>
        <dd class="num">
          ${to ? html`<b>${spanWords(to.from, booking.slots, timeZone)}</b><br />${this.place}` : msg('Valitse vapaa aika')}
        </dd>
      </dl>
      ${
        this.failure
          ? html`<notice-note tone="bad" role="alert"><wa-icon slot="mark" name="error"></wa-icon>${this.failure}</notice-note>`
          : nothing
      }
      ${this.nearest.length > 0 ? this.times(this.nearest.slice(0, 3)) : nothing}
      <div class="buttons">
        ${
          to
            ? html`<wa-button type="submit" variant="brand" ?loading=${this.isBusy} ${blocked(this.blockedBy)}
                >${msg('Siirrä tähän')}</wa-button
              >`
            : nothing
        }
        <wa-button variant="brand" appearance="outlined" @click=${() => this.say('dismissed')}
          >${msg('Älä siirrä')}<kbd slot="end" aria-hidden="true">Esc</kbd></wa-button
        >
      </div>
      ${
        this.nearest.length === 0
          ? html`<div class="ruled">
              <h3>${msg('Ensimmäiset vapaat ajat')}</h3>
              ${this.firstFree ? this.times(this.firstFree.slice(0, 4)) : html`<loading-lines label=${msg('Etsitään vapaita aikoja')}></loading-lines>`}
            </div>`
          : nothing
      }
    </form>`;
  }

  private times(times: readonly FreeTime[]) {
    const { timeZone, today } = this;
    return timeChoices(times, { timeZone, today, words: msg('Valitse'), choose: (time) => this.say('time-instead', time) });
  }

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    if (this.to && this.blockedBy === undefined) void this.move(this.to);
  };

  private async move({ from, roomId }: Place): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    const { pointId, slots } = this.booking;
    try {
      this.say('booking-moved', await moveBooking(this.booking, { pointId, from, slots, roomId }));
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure.inWords;
      this.nearest = nearestOf(failure);
      if (failure.code === 'version-differs' || failure.code === 'booking-ended') await this.readAnew();
    } finally {
      this.isBusy = false;
    }
  }

  private async readAnew(): Promise<void> {
    try {
      this.say('booking-changed', await showBooking(this.booking.id));
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
    }
  }

  private say(name: string, detail?: Booking | FreeTime): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'move-panel': MovePanel;
  }
}
