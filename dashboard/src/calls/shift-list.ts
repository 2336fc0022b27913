import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LiveState, Shift } from '@etapiste/protocol';
import { inLanguage, localized, msg, str } from '../i18n/index.js';
import { PatientElement, sharedStyles } from '../ui/index.js';

/** Who is on shift, at which points, and whether calls reach them. */
@customElement('shift-list')
@localized()
export class ShiftList extends PatientElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 var(--s-xs);
        align-items: start;
        padding-block: var(--s-xs);
        border-block-start: 1px solid var(--line-quiet);
      }
      wa-icon {
        font-size: 20px;
        margin-block-start: 2px;
      }
      li.away {
        color: var(--text-quiet);
      }
      span span {
        display: block;
      }
      p {
        padding-block: var(--s-xs);
      }
    `,
  ];

  @property({ attribute: false }) shifts: readonly Shift[] = [];
  @property({ attribute: false }) points: LiveState['points'] = [];
  /** The shift of this page. */
  @property({ attribute: false }) ownId: string | undefined;

  protected override render() {
    if (this.shifts.length === 0)
      return html`<p class="quiet">
        ${msg('Kukaan ei ole vuorossa. Kutsu ei soi kenellekään, vaan asiakas ohjataan tiskille tai soittamaan.')}
      </p>`;
    return html`<ul>
      ${this.shifts.map((shift) => this.row(shift))}
    </ul>`;
  }

  private row(shift: Shift) {
    const name = shift.id === this.ownId ? msg(str`${shift.name} (sinä)`) : shift.name;
    const points = this.points.filter(({ id }) => shift.pointIds.includes(id)).map((point) => inLanguage(point.name));
    return html`<li class=${shift.isConnected ? 'here' : 'away'}>
      <wa-icon name=${shift.isConnected ? 'person' : 'disabled'} aria-hidden="true"></wa-icon>
      <span>
        <b>${name}</b>
        <span class="small quiet">${points.join(', ')}</span>
        ${shift.isConnected ? '' : html`<span class="small">${msg('Sivuun ei ole yhteyttä: kutsut eivät tavoita häntä')}</span>`}
      </span>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shift-list': ShiftList;
  }
}
