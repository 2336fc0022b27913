import '@awesome.me/webawesome/dist/components/button/button.js';
import type { ExceptionalHours, WallSpan } from '@etapiste/protocol';
import { LitElement, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { dayField, formStyles, languagesField, noneWrong, textField, type WrongFields } from '../forms/index.js';
import { localized, msg } from '../i18n/index.js';
import { dayOf } from '../i18n/wall-time.js';
import { KeptFocus, sharedStyles } from '../ui/index.js';
import { exceptionWords, isOvernight, spanWords } from './hours-words.js';

const noReason = { fi: '', sv: '', en: '' };

/** Days on which other hours hold than in other weeks, or none. Says `exceptions-changed` with the whole list. */
@customElement('exceptions-editor')
@localized()
export class ExceptionsEditor extends LitElement {
  static override styles = [sharedStyles, formStyles];

  @property({ attribute: false }) exceptions: readonly ExceptionalHours[] = [];
  @property({ attribute: false }) wrong: WrongFields = noneWrong;
  @property() at = 'exceptionalHours';
  @property() timeZone = 'Europe/Helsinki';
  @query('wa-button.add') private readonly add!: HTMLElement;

  constructor() {
    super();
    this.addController(new KeptFocus(this, () => this.add));
  }

  protected override render() {
    return html`<div class="rows">
      ${this.exceptions.length === 0 ? html`<p class="quiet">${msg('Ei poikkeuksia. Joka viikko on samanlainen.')}</p>` : nothing}
      ${this.exceptions.map((exception, index) => this.row(exception, index))}
      <div class="deeds">
        <wa-button class="add" appearance="outlined" variant="brand" @click=${this.addRow}
          ><wa-icon slot="start" name="plus" aria-hidden="true"></wa-icon>${msg('Lisää poikkeus')}</wa-button
        >
      </div>
    </div>`;
  }

  private row(exception: ExceptionalHours, index: number) {
    const at = `${this.at}.${index}`;
    const { wrong } = this;
    const set = (changed: Partial<ExceptionalHours>) => this.tell(this.exceptions.with(index, { ...exception, ...changed }));
    return html`<fieldset class="row" data-row=${index}>
      <legend class="hidden-text">${exceptionWords(exception)}</legend>
      <div class="pair">
        ${dayField({ label: msg('Ensimmäinen päivä'), at: `${at}.from`, wrong }, exception.from, (from) =>
          set({
            from: from ?? '',
            ...(exception.to < (from ?? '') || exception.to === exception.from ? { to: from ?? '' } : {}),
          }),
        )}
        ${dayField({ label: msg('Viimeinen päivä'), at: `${at}.to`, wrong }, exception.to, (to) => set({ to: to ?? '' }))}
      </div>
      ${
        exception.spans.length === 0
          ? html`<p><b>${msg('Suljettu koko päivän.')}</b></p>`
          : exception.spans.map((span, nth) =>
              this.span(span, `${at}.spans.${nth}`, (changed) =>
                set({ spans: changed ? exception.spans.with(nth, changed) : exception.spans.toSpliced(nth, 1) }),
              ),
            )
      }
      ${languagesField(
        { label: msg('Syy, joka kerrotaan asiakkaille'), at: `${at}.reason`, wrong },
        exception.reason ?? noReason,
        (reason) => set({ reason: Object.values(reason).some(Boolean) ? reason : null }),
      )}
      <div class="deeds">
        <wa-button
          appearance="outlined"
          variant="brand"
          @click=${() => set({ spans: [...exception.spans, { from: '09:00', to: '15:00' }] })}
          >${exception.spans.length === 0 ? msg('Avoinna osan päivää') : msg('Lisää toinen aukioloaika')}</wa-button
        >
        <wa-button appearance="plain" variant="danger" @click=${() => this.tell(this.exceptions.toSpliced(index, 1))}
          >${msg('Poista poikkeus')}<span class="hidden-text">: ${exceptionWords(exception)}</span></wa-button
        >
      </div>
    </fieldset>`;
  }

  private span(span: WallSpan, at: string, set: (span: WallSpan | undefined) => void) {
    const { wrong } = this;
    return html`<div class="three">
      ${textField({ label: msg('Avoinna kello'), at: `${at}.from`, wrong, type: 'time' }, span.from, (from) => set({ ...span, from }))}
      ${textField(
        {
          label: msg('Suljetaan kello'),
          at: `${at}.to`,
          wrong,
          type: 'time',
          ...(isOvernight(span) ? { hint: msg('seuraavana päivänä') } : {}),
        },
        span.to === '24:00' ? '00:00' : span.to,
        (to) => set({ ...span, to }),
      )}
      <wa-button style="align-self: end" appearance="plain" variant="danger" @click=${() => set(undefined)}
        >${msg('Poista aika')}<span class="hidden-text">: ${spanWords(span)}</span></wa-button
      >
    </div>`;
  }

  private readonly addRow = async (): Promise<void> => {
    const today = dayOf(new Date(), this.timeZone);
    this.tell([...this.exceptions, { from: today, to: today, spans: [], reason: null }]);
    await new Promise(requestAnimationFrame);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-row="${this.exceptions.length - 1}"] input`)?.focus();
  };

  private tell(detail: readonly ExceptionalHours[]): void {
    this.dispatchEvent(new CustomEvent('exceptions-changed', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'exceptions-editor': ExceptionsEditor;
  }
}
