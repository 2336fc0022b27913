import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import type { WhyNot } from '@etapiste/protocol';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { RequestFailure } from '../api/index.js';
import { atClock, day, localized, msg, str } from '../i18n/index.js';
import { instantOf, timeOf, dayOf } from '../i18n/wall-time.js';
import { sharedStyles } from '../ui/index.js';
import { whyNotWords } from './booking-words.js';
import { explainTime } from './bookings.data.js';
import type { Search } from './search.js';

/** Answers in words why a time cannot be booked, for the time that was asked about or any other. Says `dismissed`. */
@customElement('why-dialog')
@localized()
export class WhyDialog extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      .all {
        display: grid;
        gap: var(--s-m);
      }
      .asked {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s-s);
      }
      .asked label {
        display: grid;
        gap: 3px;
        font-weight: 600;
      }
      input {
        font: inherit;
        min-block-size: 44px;
        padding: 0 12px;
        border: 1px solid var(--line-control);
        border-radius: var(--r-control);
      }
      ul {
        list-style: disc;
        padding-inline-start: 1.2em;
      }
    `,
  ];

  @property({ type: Boolean }) open = false;
  /** The time that was asked about. */
  @property({ attribute: false }) from: string | undefined;
  @property({ attribute: false }) search: Search | undefined;
  @property({ attribute: false }) timeZone = 'Europe/Helsinki';
  @state() private reasons: readonly WhyNot[] | undefined;
  @state() private failure: string | undefined;
  private asked = '';

  protected override willUpdate(): void {
    const asking = this.open && this.from && this.search ? JSON.stringify([this.from, this.search]) : '';
    if (asking === this.asked) return;
    this.asked = asking;
    this.reasons = undefined;
    if (asking !== '') void this.read(asking);
  }

  protected override render() {
    const { from, timeZone } = this;
    return html`<wa-dialog
      label=${msg('Miksi aika ei ole vapaa?')}
      light-dismiss
      ?open=${this.open}
      @wa-after-hide=${() => this.dispatchEvent(new CustomEvent('dismissed'))}
    >
      <div class="all">
        ${
          from
            ? html`<div class="asked">
                <label
                  >${msg('Päivä')}<input
                    type="date"
                    .value=${dayOf(from, timeZone)}
                    @change=${(event: Event) => this.ask('day', event)}
                /></label>
                <label
                  >${msg('Kellonaika')}<input
                    type="time"
                    step="1800"
                    .value=${timeOf(from, timeZone)}
                    @change=${(event: Event) => this.ask('time', event)}
                /></label>
              </div>`
            : nothing
        }
        <div role="status">${this.answer}</div>
      </div>
      <wa-button slot="footer" variant="brand" autofocus data-dialog="close">${msg('Sulje')}</wa-button>
    </wa-dialog>`;
  }

  private get answer() {
    if (this.failure) return html`<p>${this.failure}</p>`;
    if (!this.reasons || !this.from) return html`<loading-lines label=${msg('Haetaan syitä')}></loading-lines>`;
    const when = `${day(this.from, this.timeZone)} ${atClock(this.from, this.timeZone)}`;
    if (this.reasons.length === 0) return html`<p>${msg(str`${when} on vapaa.`)}</p>`;
    const sentences = [...new Set(this.reasons.map(whyNotWords))];
    return html`<p><b>${msg(str`${when} ei ole vapaa:`)}</b></p>
      <ul>
        ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
      </ul>`;
  }

  private ask(part: 'day' | 'time', event: Event): void {
    const { value } = event.target as HTMLInputElement;
    if (!this.from || value === '') return;
    const [date, time] = [dayOf(this.from, this.timeZone), timeOf(this.from, this.timeZone)];
    const asked = part === 'day' ? instantOf(value, time, this.timeZone) : instantOf(date, value, this.timeZone);
    this.from = new Date(asked.getTime() - (asked.getTime() % 1_800_000)).toISOString();
  }

  private async read(asking: string): Promise<void> {
    if (!this.search || !this.from) return;
    this.failure = undefined;
    try {
      const reasons = await explainTime({ ...this.search, from: this.from });
      if (asking === this.asked) this.reasons = reasons;
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure.inWords;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'why-dialog': WhyDialog;
  }
}
