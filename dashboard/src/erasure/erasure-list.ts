import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { erasureOperations, type ErasureRun } from '@etapiste/protocol';
import { RequestFailure, request } from '../api/index.js';
import { atClock, fullDay, localized, msg, str } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { ruleWords } from './erasure-words.js';

/** What was erased by policy, night by night. */
@customElement('erasure-list')
@localized()
export class ErasureList extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: var(--s-s);
        max-inline-size: 66ch;
      }
      .card {
        padding-block: var(--s-xxs);
      }
      li {
        display: grid;
        grid-template-columns: 11rem minmax(0, 1fr);
        gap: 0 var(--s-s);
        padding-block: var(--s-xs);
      }
      li + li {
        border-block-start: 1px solid var(--line-quiet);
      }
      li > span > span {
        display: block;
      }
      @media (max-width: 36em) {
        li {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @state() private runs: readonly ErasureRun[] | undefined;
  @state() private failure: RequestFailure | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.read();
  }

  protected override render() {
    if (this.failure) return html`<notice-note tone="bad" role="alert">${this.failure.inWords}</notice-note>`;
    if (!this.runs) return html`<loading-lines label=${msg('Haetaan poistoja')}></loading-lines>`;
    if (this.runs.length === 0) return html`<p class="quiet">${msg('Mitään ei ole vielä poistettu.')}</p>`;
    return html`<p>${msg('Järjestelmä poistaa joka yö henkilötiedot, joiden säilytysaika on päättynyt.')}</p>
      <ul class="card">
        ${this.runs.map((run) => this.row(run))}
      </ul>`;
  }

  private row({ startedAt, doneAt, results }: ErasureRun) {
    const erased = results.filter((result) => result.erased > 0);
    const words = erased.map(({ rule, erased: count, days }) =>
      msg(str`${ruleWords(rule)}: ${count} kpl, yli ${days} päivää vanhat`),
    );
    return html`<li>
      <span class="num">${fullDay(startedAt)} ${atClock(startedAt)}</span>
      <span>
        ${words.length > 0 ? words.map((each) => html`<span>${each}</span>`) : html`<span class="quiet">${msg('Ei mitään poistettavaa')}</span>`}
        ${doneAt ? nothing : html`<span class="small quiet">${msg('Poisto on kesken.')}</span>`}
      </span>
    </li>`;
  }

  private async read(): Promise<void> {
    try {
      this.runs = await request(erasureOperations.listErasureRuns, {});
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      this.failure = error;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'erasure-list': ErasureList;
  }
}
