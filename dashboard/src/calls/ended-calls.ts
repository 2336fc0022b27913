import '@awesome.me/webawesome/dist/components/button/button.js';
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Call, LiveState } from '@etapiste/protocol';
import { clock, duration, localized, msg, str } from '../i18n/index.js';
import { PatientElement, sharedStyles } from '../ui/index.js';
import { endingWords, placeName } from './call-words.js';

/** As many as fit beside the board. */
const shortLength = 10;

/** The calls that ended today, each with who or what ended it and how long it took. */
@customElement('ended-calls')
@localized()
export class EndedCalls extends PatientElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      li {
        display: grid;
        grid-template-columns: 3.25rem minmax(0, 1fr);
        gap: 0 var(--s-xs);
        padding-block: var(--s-xs);
        border-block-start: 1px solid var(--line-quiet);
      }
      .how {
        grid-column: 2;
        overflow-wrap: anywhere;
      }
      p {
        padding-block: var(--s-xs);
      }
    `,
  ];

  /** The newest first. */
  @property({
    attribute: false,
    hasChanged: (now: readonly Call[], then: readonly Call[] | undefined) =>
      now.length !== then?.length || now.some((call, index) => call !== then[index]),
  })
  calls: readonly Call[] = [];
  @property({ attribute: false }) points: LiveState['points'] = [];
  @state() private isWhole = false;

  protected override render() {
    if (this.calls.length === 0) return html`<p class="quiet">${msg('Tänään ei ole vielä päättynyt yhtään kutsua.')}</p>`;
    const shown = this.isWhole ? this.calls : this.calls.slice(0, shortLength);
    return html`<ul>
        ${repeat(
          shown,
          ({ id }) => id,
          (call) => this.row(call),
        )}
      </ul>
      ${this.calls.length > shortLength ? this.lengthButton : nothing}`;
  }

  private get lengthButton() {
    const count = this.calls.length;
    return html`<wa-button variant="brand" appearance="plain" @click=${() => (this.isWhole = !this.isWhole)}
      >${this.isWhole ? msg('Näytä vain uusimmat') : msg(str`Näytä kaikki ${count}`)}</wa-button
    >`;
  }

  private row(call: Call) {
    const took = new Date(call.endedAt ?? call.openedAt).getTime() - new Date(call.openedAt).getTime();
    return html`<li>
      <span class="num">${clock(call.openedAt)}</span>
      <b>${placeName(call.roomId, this.points)}</b>
      <span class="how quiet">${endingWords(call)}, <span class="num">${duration(took)}</span></span>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ended-calls': EndedCalls;
  }
}
