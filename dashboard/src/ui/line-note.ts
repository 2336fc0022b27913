import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Line } from '../live/line.js';
import { atClock, localized, msg, str } from '../i18n/index.js';
import './notice-note.js';
import './status-mark.js';

/**
 * The bar of a page whose line is lost: since when, and that everything below is only the last known. Empty while all is
 * well. What the page cannot do meanwhile is the slot; what to do instead is the slot `instead`.
 */
@customElement('line-note')
@localized()
export class LineNote extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    :host([hidden]) {
      display: none;
    }
    b {
      font-weight: 600;
    }
  `;

  @property({ attribute: false }) line: Line = { kind: 'connecting' };
  /** Whether anything was ever known: a page that never had a line has nothing old to show. */
  @property({ type: Boolean }) known = false;

  protected override render() {
    if (this.line.kind === 'lost') return this.lost(this.line.since);
    if (this.line.kind === 'closed') return this.closed(this.line.since);
    return nothing;
  }

  private lost(since: string) {
    return html`<notice-note tone="bad" role="alert">
      <status-mark slot="mark" status="off"></status-mark>
      ${
        this.known
          ? html`<b>${msg(str`Yhteys katkesi ${atClock(since)}.`)} <slot></slot></b><br />
              ${msg('Alla on viimeksi tiedetty tila. Yhdistämme uudelleen.')} <slot name="instead"></slot>`
          : html`<b>${msg('Palveluun ei saada yhteyttä.')} <slot></slot></b><br />
              ${msg('Yritämme koko ajan uudelleen.')}`
      }
    </notice-note>`;
  }

  private closed(since: string) {
    return html`<notice-note tone="bad" role="alert">
      <status-mark slot="mark" status="off"></status-mark>
      <b>${msg(str`Palvelu sulki yhteyden ${atClock(since)}.`)} <slot></slot></b><br />
      ${msg('Lataa sivu uudelleen ja kirjaudu sisään.')}
    </notice-note>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'line-note': LineNote;
  }
}
