import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { liveRights, rights, role, type Reach, type Right } from '@etapiste/protocol';
import { localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { deedWords, shownWords, subjectWords } from './rights-words.js';
import { roleName } from './role-words.js';

/** A controller speaks MQTT; what it may is in its own table (gateway/src/broker/rights.ts). */
const columns = role.options.filter((each) => each !== 'controller');

interface Row {
  readonly words: string;
  readonly right: Exclude<Right, string>;
}

/** Who may do what: protocol's own table, in words. What the hub lets through is this and nothing else (DESIGN §7). */
@customElement('rights-table')
@localized()
export class RightsTable extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: var(--s-s);
      }
      .scroll {
        max-block-size: max(20rem, calc(100dvh - 280px));
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: var(--r-card);
        background: var(--surface);
      }
      table {
        inline-size: 100%;
        border-collapse: separate;
        border-spacing: 0;
        font-size: var(--t-small);
        line-height: var(--l-small);
      }
      th,
      td {
        padding: 8px 10px;
        border-block-end: 1px solid var(--line-quiet);
        text-align: start;
        vertical-align: top;
      }
      thead th {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        background: var(--surface-tint);
        hyphens: auto;
      }
      tbody th[scope='row'] {
        min-inline-size: 15rem;
        font-weight: 500;
      }
      th[scope='rowgroup'] {
        padding-block-start: 16px;
        background: var(--surface);
        color: var(--heading);
        font-weight: 700;
      }
      @media (max-width: 36em) {
        tbody th[scope='row'] {
          min-inline-size: 9rem;
        }
      }
      .no {
        color: var(--text-quiet);
      }
    `,
  ];

  protected override render() {
    return html`
      <p>
        ${msg('Järjestelmä sallii vain sen, mitä tässä lukee.')}
        ${msg('”Omat” tarkoittaa oman pisteen, viranomaisen tai huoneen asioita.')}
      </p>
      <div class="scroll" tabindex="0" role="region" aria-label=${msg('Oikeudet')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${msg('Oikeus')}</th>
              ${columns.map((each) => html`<th scope="col">${roleName(each)}</th>`)}
            </tr>
          </thead>
          ${this.subjects}
          ${group(
            msg('Näkyy heti, kun se muuttuu'),
            Object.entries(shownWords).map(([kind, words]) => ({
              words: words(),
              right: liveRights[kind as keyof typeof liveRights],
            })),
          )}
        </table>
      </div>
    `;
  }

  private get subjects() {
    return Object.entries(deedWords).map(([feature, deeds]) => {
      const rows: Readonly<Record<string, Right>> = rights[feature as keyof typeof deedWords];
      return group(
        subjectWords[feature as keyof typeof subjectWords](),
        Object.entries(deeds as Record<string, () => string>).map(([name, words]) => ({
          words: words(),
          right: rows[name] as Exclude<Right, string>,
        })),
      );
    });
  }
}

const group = (heading: string, rows: readonly Row[]) =>
  html`<tbody>
    <tr>
      <th scope="rowgroup" colspan=${columns.length + 1}>${heading}</th>
    </tr>
    ${rows.map(
      ({ words, right }) =>
        html`<tr>
          <th scope="row">${words}</th>
          ${columns.map((each) => cell(right[each]))}
        </tr>`,
    )}
  </tbody>`;

const cell = (reach: Reach | undefined) =>
  reach
    ? html`<td>${reachWords(reach)}</td>`
    : html`<td class="no"><span aria-hidden="true">–</span><span class="hidden-text">${msg('ei')}</span></td>`;

function reachWords(reach: Reach): string {
  if (reach === 'own') return msg('omat');
  return reach === 'everything' ? msg('kaikki') : msg('kaikki, paitsi onko joku paikalla');
}

declare global {
  interface HTMLElementTagNameMap {
    'rights-table': RightsTable;
  }
}
