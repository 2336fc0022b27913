import '@awesome.me/webawesome/dist/components/button/button.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { BookingChannel, Customer, FreeTime, Language } from '@etapiste/protocol';
import { localized, msg } from '../i18n/index.js';
import { blocked, sharedStyles } from '../ui/index.js';
import { spanWords } from './block-words.js';
import { channelWords, lengthWords } from './booking-words.js';
import { channelsAtDesk } from './choice.js';
import './customer-fields.js';
import type { CustomerFields } from './customer-fields.js';
import type { HeldTimeController } from './held-time.controller.js';
import { panelStyles } from './panel.styles.js';
import { timeChoices } from './time-choices.js';

export type BookWanted = CustomEvent<Customer>;

/** Who the time is for. It stays filled in whatever becomes of the time. Says `book-wanted`, `time-instead` and `dismissed`. */
@customElement('booking-form')
@localized()
export class BookingForm extends LitElement {
  static override styles = [sharedStyles, panelStyles];

  @property({ attribute: false }) held!: HeldTimeController;
  /** The held time again, so that a change of it draws the form. */
  @property({ attribute: false }) state: HeldTimeController['state'] = 'asking';
  @property({ attribute: false }) service = '';
  /** `Porvoo-info, huone 1`. */
  @property({ attribute: false }) place = '';
  @property({ attribute: false }) timeZone = '';
  @property({ attribute: false }) today = '';
  @property({ attribute: false }) usualLanguage: Language = 'fi';
  /** Why nothing can be booked now, in words. */
  @property({ attribute: false }) blockedBy: string | undefined;
  @query('customer-fields') private readonly fields!: CustomerFields;

  override focus(): void {
    void this.updateComplete.then(() => this.fields.focus());
  }

  protected override render() {
    const { chosen } = this.held;
    if (!chosen) return nothing;
    return html`<form @submit=${this.submit} autocomplete="off">
      <div>
        <h2>${msg('Varaa aika')}</h2>
        <p>
          <b class="num">${spanWords(chosen.from, chosen.slots, this.timeZone)}</b><br />${this.service},
          ${lengthWords(chosen.slots)}<br />${this.place}
        </p>
      </div>
      ${this.standing}
      <customer-fields .usualLanguage=${this.usualLanguage} @entered=${this.submit}></customer-fields>
      <label class="field"
        ><span>${msg('Varaustapa')}</span
        ><select @change=${this.onChannel}>
          ${channelsAtDesk.map(
            (channel) =>
              html`<option value=${channel} .selected=${channel === chosen.channel}>${channelWords()[channel]}</option>`,
          )}
        </select></label
      >
      <div class="buttons staying">
        <wa-button type="submit" variant="brand" ?loading=${this.held.isBooking} ${blocked(this.blockedBy)}
          >${msg('Varaa')}<kbd slot="end" aria-hidden="true">Enter</kbd></wa-button
        >
        <wa-button variant="brand" appearance="outlined" @click=${() => this.dispatchEvent(new CustomEvent('dismissed'))}
          >${msg('Peruuta')}<kbd slot="end" aria-hidden="true">Esc</kbd></wa-button
        >
      </div>
    </form>`;
  }

  /** How it stands with the time: nothing to say while it is held. */
  private get standing() {
    const { held } = this;
    switch (held.state) {
      case 'held':
        return html`<p class="small quiet" role="status">${msg('Aika on sinulle varattuna, kun lomake on auki.')}</p>`;
      case 'asking':
        return html`<p class="small quiet" role="status">${msg('Varataan aikaa sinulle.')}</p>`;
      case 'lapsed':
        return html`<notice-note tone="warn" role="alert"
          ><wa-icon slot="mark" name="clock"></wa-icon
          >${msg('Aika ei ole enää sinulle varattuna. Lomakkeen tiedot ovat tallessa.')}
          <wa-button slot="actions" variant="brand" appearance="outlined" @click=${held.askAgain}
            >${msg('Ota aika uudelleen')}</wa-button
          ></notice-note
        >`;
    }
    held.state satisfies 'lost';
    return html`<notice-note tone="bad" role="alert"
        ><wa-icon slot="mark" name="error"></wa-icon>${held.failure}
        ${
          held.nearest.length === 0
            ? html`<wa-button slot="actions" variant="brand" appearance="outlined" @click=${held.askAgain}
                >${msg('Yritä uudelleen')}</wa-button
              >`
            : nothing
        }</notice-note
      >
      ${timeChoices(held.nearest.slice(0, 3), {
        timeZone: this.timeZone,
        today: this.today,
        words: msg('Ota tämä'),
        choose: (time) => this.dispatchEvent(new CustomEvent<FreeTime>('time-instead', { detail: time })),
      })}`;
  }

  private readonly onChannel = (event: Event): void => {
    const channel = (event.target as HTMLSelectElement).value as BookingChannel;
    if (this.held.chosen) void this.held.choose({ ...this.held.chosen, channel });
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    if (this.blockedBy !== undefined) return;
    const detail = this.fields.check();
    if (detail) this.dispatchEvent(new CustomEvent('book-wanted', { detail }) satisfies BookWanted);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'booking-form': BookingForm;
  }
}
