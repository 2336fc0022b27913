import '@awesome.me/webawesome/dist/components/button/button.js';
import type { OpeningHours, Weekday } from '@etapiste/protocol';
import { LitElement, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { choiceField, dayField, formStyles, noneWrong, textField, type WrongFields } from '../forms/index.js';
import { localized, msg } from '../i18n/index.js';
import { KeptFocus, sharedStyles } from '../ui/index.js';
import { hoursWords, isOvernight, weekdayWords, weekdays } from './hours-words.js';

const usual: OpeningHours = { dayFrom: 'MON', dayTo: 'FRI', from: '09:00', to: '15:00' };

/** Hours of the week, wall time of the point, row by row. Says `hours-changed` with the whole list. */
@customElement('hours-editor')
@localized()
export class HoursEditor extends LitElement {
  static override styles = [sharedStyles, formStyles];

  @property({ attribute: false }) hours: readonly OpeningHours[] = [];
  /** The fields of what is sent that are wrong, and where these hours stand in it. */
  @property({ attribute: false }) wrong: WrongFields = noneWrong;
  @property() at = 'hours';
  /** What it means that there are no hours. */
  @property() empty = '';
  @query('wa-button.add') private readonly add!: HTMLElement;

  constructor() {
    super();
    this.addController(new KeptFocus(this, () => this.add));
  }

  protected override render() {
    return html`<div class="rows">
      ${this.hours.length === 0 ? html`<p class="quiet">${this.empty}</p>` : nothing}
      ${this.hours.map((hours, index) => this.row(hours, index))}
      <div class="deeds">
        <wa-button class="add" appearance="outlined" variant="brand" @click=${this.addRow}
          ><wa-icon slot="start" name="plus" aria-hidden="true"></wa-icon>${msg('Lisää aika')}</wa-button
        >
      </div>
    </div>`;
  }

  private row(hours: OpeningHours, index: number) {
    const at = `${this.at}.${index}`;
    const { wrong } = this;
    const set = (changed: Partial<OpeningHours>) => this.tell(this.hours.with(index, cleaned({ ...hours, ...changed })));
    const days = weekdays.map((value) => ({ value, words: weekdayWords[value]() }));
    return html`<fieldset class="row" data-row=${index}>
      <legend class="hidden-text">${hoursWords(hours)}</legend>
      <div class="three">
        ${choiceField<Weekday>({ label: msg('Päivästä'), at: `${at}.dayFrom`, wrong }, days, hours.dayFrom, (dayFrom) => set({ dayFrom }))}
        ${choiceField<Weekday>({ label: msg('Päivään'), at: `${at}.dayTo`, wrong }, days, hours.dayTo, (dayTo) => set({ dayTo }))}
        ${textField({ label: msg('Alkaa kello'), at: `${at}.from`, wrong, type: 'time' }, hours.from, (from) => set({ from }))}
        ${textField(
          {
            label: msg('Päättyy kello'),
            at: `${at}.to`,
            wrong,
            type: 'time',
            ...(isOvernight(hours) ? { hint: msg('seuraavana päivänä') } : {}),
          },
          hours.to === '24:00' ? '00:00' : hours.to,
          (to) => set({ to }),
        )}
        ${dayField(
          { label: msg('Voimassa alkaen'), at: `${at}.validFrom`, wrong, hint: msg('Tyhjä: jo nyt.') },
          hours.validFrom,
          (day) => set({ validFrom: day ?? undefined }),
        )}
        ${dayField(
          { label: msg('Viimeinen päivä'), at: `${at}.validTo`, wrong, hint: msg('Tyhjä: toistaiseksi.') },
          hours.validTo,
          (day) => set({ validTo: day ?? undefined }),
        )}
      </div>
      <div class="deeds">
        <wa-button appearance="plain" variant="danger" @click=${() => this.tell(this.hours.toSpliced(index, 1))}
          >${msg('Poista aika')}<span class="hidden-text">: ${hoursWords(hours)}</span></wa-button
        >
      </div>
    </fieldset>`;
  }

  private readonly addRow = async (): Promise<void> => {
    this.tell([...this.hours, usual]);
    // Whoever keeps the hours gives them back with the next drawing of its own.
    await new Promise(requestAnimationFrame);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-row="${this.hours.length - 1}"] select`)?.focus();
  };

  private tell(detail: readonly OpeningHours[]): void {
    this.dispatchEvent(new CustomEvent('hours-changed', { detail }));
  }
}

const cleaned = ({ validFrom, validTo, ...hours }: Partial<OpeningHours> & typeof usual): OpeningHours => ({
  ...hours,
  ...(validFrom ? { validFrom } : {}),
  ...(validTo ? { validTo } : {}),
});

declare global {
  interface HTMLElementTagNameMap {
    'hours-editor': HoursEditor;
  }
}
