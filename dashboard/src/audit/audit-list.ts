import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/input/input.js';
import '@awesome.me/webawesome/dist/components/option/option.js';
import '@awesome.me/webawesome/dist/components/select/select.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { AuditPage, AuditQuery } from '@etapiste/protocol';
import { RequestFailure } from '../api/index.js';
import { currentLanguage, localized, msg, str } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { auditListStyles } from './audit-list.styles.js';
import { auditRow, type RowActs } from './audit-row.js';
import { actionWords, auditActions } from './audit-words.js';
import { exportAddress, noFilters, readAuditPage, type AuditFilters } from './audit.data.js';

type Turn = Pick<AuditQuery, 'before' | 'after'>;

/**
 * Who did what, to what, when and from where: the audit trail in pages, the newest first. Reads when it is shown and when asked
 * to, never by itself: each reading is a trace of its own.
 */
@customElement('audit-list')
@localized()
export class AuditList extends LitElement {
  static override styles = [sharedStyles, auditListStyles];

  @state() private filters: AuditFilters = noFilters;
  /** The name of the actor by whom the list is narrowed. */
  @state() private actorName = '';
  @state() private page: AuditPage | undefined;
  @state() private failure: RequestFailure | undefined;
  @state() private isBusy = false;
  /** The newest question; the answer to an older one is not shown. */
  private asked = 0;

  @query('caption') private caption!: HTMLElement | null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.read();
  }

  protected override render() {
    return html`${this.filterBar} ${this.narrowedBy} ${this.failureNote} ${this.page ? this.table(this.page) : nothing}
    ${this.page || this.failure ? nothing : html`<loading-lines label=${msg('Haetaan lokia')}></loading-lines>`}`;
  }

  private get filterBar() {
    return html`<div class="filters" role="search" aria-label=${msg('Rajaa lokia')}>
      ${this.dayInput('fromDay', msg('Alkaen'))} ${this.dayInput('toDay', msg('Päättyen'))}
      ${
        // The control keeps the chosen option's old words when they change: another language is another control.
        keyed(
          currentLanguage(),
          html`<wa-select
            label=${msg('Tapahtuma')}
            placeholder=${msg('Kaikki tapahtumat')}
            with-clear
            .value=${this.filters.what || null}
            @change=${(event: Event) =>
              void this.narrow({ what: ((event.target as HTMLSelectElement).value ?? '') as AuditFilters['what'] })}
          >
            ${auditActions.map((what) => html`<wa-option value=${what}>${actionWords(what)}</wa-option>`)}
          </wa-select>`,
        )
      }
      <wa-button appearance="outlined" variant="brand" ?loading=${this.isBusy} @click=${() => void this.read()}
        >${msg('Päivitä')}</wa-button
      >
      <wa-button
        class="export"
        appearance="plain"
        variant="brand"
        href=${exportAddress(this.filters)}
        download="etapiste-audit.jsonl"
        >${msg('Lataa tiedostona')}</wa-button
      >
    </div>`;
  }

  private dayInput(field: 'fromDay' | 'toDay', label: string) {
    return html`<wa-input
      type="date"
      label=${label}
      .value=${this.filters[field]}
      @change=${(event: Event) => void this.narrow({ [field]: (event.target as HTMLInputElement).value ?? '' })}
    ></wa-input>`;
  }

  /** What the rows themselves have narrowed the list to, each with a way back. */
  private get narrowedBy() {
    const { actorId, subjectId } = this.filters;
    if (!actorId && !subjectId) return nothing;
    return html`<div class="narrowed">
      ${actorId ? this.wayBack(msg(str`Vain tekijä ${this.actorName}`), { actorId: '' }) : nothing}
      ${subjectId ? this.wayBack(msg(str`Vain kohde ${subjectId}`), { subjectId: '' }) : nothing}
    </div>`;
  }

  private wayBack(words: string, without: Partial<AuditFilters>) {
    return html`<wa-button size="s" appearance="outlined" variant="neutral" @click=${() => void this.narrow(without, true)}
      >${words}<wa-icon slot="end" name="close" label=${msg('Poista rajaus')}></wa-icon
    ></wa-button>`;
  }

  private get failureNote() {
    if (!this.failure) return nothing;
    return html`<notice-note tone="bad" role="alert"
      ><wa-icon slot="mark" name="error" aria-hidden="true"></wa-icon>${this.failure.inWords}</notice-note
    >`;
  }

  private table({ entries, older, newer }: AuditPage) {
    return html`<div class="scroll">
        <table aria-busy=${this.isBusy}>
          <caption tabindex="-1" class="small quiet">
            ${this.captionOf(entries.map(({ number }) => number))}
          </caption>
          <thead>
            <tr>
              <th scope="col">${msg('Aika')}</th>
              <th scope="col">${msg('Kuka')}</th>
              <th scope="col">${msg('Mitä')}</th>
              <th scope="col">${msg('Kohde')}</th>
              <th scope="col">${msg('Mistä osoitteesta')}</th>
            </tr>
          </thead>
          <tbody>
            ${entries.map((entry) => auditRow(entry, this.acts))}
          </tbody>
        </table>
      </div>
      <nav class="turn" aria-label=${msg('Lokin sivut')}>
        ${newer === null ? html`<span></span>` : this.turnButton(msg('Uudemmat'), { after: newer })}
        ${older === null ? nothing : this.turnButton(msg('Vanhemmat'), { before: older })}
      </nav>`;
  }

  private captionOf(numbers: readonly number[]): string {
    if (numbers.length === 0) return msg('Näillä rajauksilla ei löydy mitään.');
    return msg(str`Loki, rivit ${numbers.at(0)}–${numbers.at(-1)}, uusin ensin`);
  }

  private turnButton(words: string, turn: Turn) {
    return html`<wa-button appearance="outlined" variant="brand" @click=${() => void this.turn(turn)}>${words}</wa-button>`;
  }

  private readonly acts: RowActs = {
    byActor: (actorId, name) => {
      this.actorName = name;
      void this.narrow({ actorId }, true);
    },
    bySubject: (subjectId) => void this.narrow({ subjectId }, true),
  };

  /** The row or button that was pressed is gone afterwards: the reader goes on at the head of the table. */
  private async narrow(changes: Partial<AuditFilters>, isGone = false): Promise<void> {
    this.filters = { ...this.filters, ...changes };
    await this.read();
    if (isGone) await this.goToTable();
  }

  private async turn(turn: Turn): Promise<void> {
    await this.read(turn);
    await this.goToTable();
  }

  private async goToTable(): Promise<void> {
    await this.updateComplete;
    this.caption?.focus();
  }

  private async read(turn: Turn = {}): Promise<void> {
    this.asked += 1;
    const { asked } = this;
    this.isBusy = true;
    try {
      const page = await readAuditPage(this.filters, turn);
      if (asked !== this.asked) return;
      this.page = page;
      this.failure = undefined;
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      if (asked === this.asked) this.failure = error;
    } finally {
      if (asked === this.asked) this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'audit-list': AuditList;
  }
}
