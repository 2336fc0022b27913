import '@awesome.me/webawesome/dist/components/button/button.js';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { blockWords, spanWords, type BlockNames } from './block-words.js';
import { stateWords } from './booking-words.js';
import type { Place } from './week-grid.js';
import type { Block, ViewedWeek } from './week-view.js';

/** The week as plain lists, one for each day and room: does all that the grid does. Says the same events. */
@customElement('time-list')
@localized()
export class TimeList extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: var(--s-m);
      }
      h2 {
        font-size: var(--t-h4);
        line-height: var(--l-h4);
        margin-block-end: var(--s-xxs);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s-xxs) var(--s-s);
        min-block-size: 52px;
        border-block-start: 1px solid var(--line-quiet);
      }
      .what {
        flex: 1 1 12em;
      }
      .closed {
        color: var(--text-quiet);
      }
    `,
  ];

  @property({ attribute: false }) view!: ViewedWeek;
  @property({ attribute: false }) names!: BlockNames;
  @property({ attribute: false }) headings: readonly string[] = [];
  @property({ attribute: false }) chosen: Place | undefined;

  protected override render() {
    return this.view.columns.map(({ column, blocks }, index) => {
      const told = blocks.filter(({ kind }) => kind !== 'empty');
      return html`<section class="card" aria-labelledby="day-${index}">
        <h2 id="day-${index}">${this.headings[index]}</h2>
        ${
          told.length === 0
            ? html`<p class="quiet">${msg('Ei varauksia eikä vapaita aikoja.')}</p>`
            : html`<ul>
                ${told.map((block) => this.row(block, { from: block.from, roomId: column.roomId }))}
              </ul>`
        }
      </section>`;
    });
  }

  private row(block: Block, place: Place) {
    const { names } = this;
    const time = html`<b class="num">${spanWords(block.from, block.rows, names.timeZone)}</b>`;
    const button = (words: string, name: string, detail: unknown) =>
      html`<wa-button variant="brand" appearance="outlined" @click=${() => this.dispatchEvent(new CustomEvent(name, { detail }))}
        >${words}<span class="hidden-text">: ${blockWords(block, names)}</span></wa-button
      >`;
    switch (block.kind) {
      case 'free': {
        const isChosen = this.chosen?.from === place.from && this.chosen.roomId === place.roomId;
        return html`<li>
          ${time}<span class="what">${isChosen ? msg('Vapaa, valittu') : msg('Vapaa')}</span
          >${button(msg('Varaa'), 'time-chosen', place)}
        </li>`;
      }
      case 'booking': {
        const { booking } = block;
        return html`<li>
          ${time}<span class="what"
            >${names.authority(booking.authorityId)}, ${booking.customer?.name ?? msg('Tiedot poistettu')},
            ${stateWords()[booking.state].toLowerCase()}</span
          >${button(msg('Avaa'), 'booking-opened', booking)}
        </li>`;
      }
      case 'held':
        return html`<li>${time}<span class="what">${msg('Varataan parhaillaan')}</span></li>`;
      case 'closed':
        return html`<li class="closed">${time}<span class="what">${msg('Suljettu')}: ${names.closed(block.closed)}</span></li>`;
    }
    block.kind satisfies 'empty';
    return nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'time-list': TimeList;
  }
}
