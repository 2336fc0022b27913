import '@awesome.me/webawesome/dist/components/tab-group/tab-group.js';
import '@awesome.me/webawesome/dist/components/tab-panel/tab-panel.js';
import '@awesome.me/webawesome/dist/components/tab/tab.js';
import { auditOperations, erasureOperations, pointOperations, serviceOperations, type Operation } from '@etapiste/protocol';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { localized, msg } from '../../i18n/index.js';
import { mayHere } from '../../people/index.js';
import '../../people/account-list.js';
import '../../audit/index.js';
import '../../erasure/index.js';
import '../../people/account-menu.js';
import '../../people/rights-table.js';
import '../../points/closure-list.js';
import '../../points/point-list.js';
import '../../points/policy-list.js';
import '../../services/agreement-table.js';
import '../../services/calendar-list.js';
import '../../services/service-list.js';
import { sharedStyles } from '../../ui/index.js';

interface Tab {
  readonly name: string;
  readonly words: string;
  readonly content: TemplateResult;
  /** Shown to those only who may do this; to everybody of the page where nothing is said. */
  readonly needs?: Operation;
}

/** Who may do what, what was done, and what is kept of points and services: for owners, main users of authorities and leads. */
@customElement('admin-page')
@localized()
export class AdminPage extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      main {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s-m);
        max-inline-size: 1680px;
        margin-inline: auto;
        padding: 20px 24px 40px;
      }
      wa-tab-panel::part(base) {
        padding-block: var(--s-m);
        padding-inline: 0;
      }
      @media (max-width: 36em) {
        main {
          padding: 14px 12px 40px;
        }
      }
    `,
  ];

  /** What has been looked at stays as it was left; what has not is not even asked for: reading the trail leaves a trace. */
  @state() private looked: ReadonlySet<string> = new Set(['accounts']);

  protected override updated(): void {
    document.title = `${msg('Hallinta')}: Etäpiste`;
  }

  protected override render() {
    const tabs = tabsOfAll().filter(({ needs }) => !needs || mayHere(needs));
    return html`
      <staff-bar .pages=${[{ label: msg('Hallinta'), href: '/admin', isCurrent: true }]}><account-menu></account-menu></staff-bar>
      <main id="content">
        <h1>${msg('Hallinta')}</h1>
        <wa-tab-group @wa-tab-show=${this.look}>
          ${tabs.map(({ name, words }) => html`<wa-tab panel=${name}>${words}</wa-tab>`)}
          ${tabs.map(
            ({ name, content }) => html`<wa-tab-panel name=${name}>${this.looked.has(name) ? content : nothing}</wa-tab-panel>`,
          )}
        </wa-tab-group>
      </main>
    `;
  }

  private readonly look = ({ detail }: CustomEvent<{ name: string }>): void => {
    this.looked = new Set([...this.looked, detail.name]);
  };
}

const tabsOfAll = (): readonly Tab[] => [
  { name: 'accounts', words: msg('Käyttäjät'), content: html`<account-list></account-list>` },
  { name: 'rights', words: msg('Oikeudet'), content: html`<rights-table></rights-table>` },
  {
    name: 'points',
    words: msg('Pisteet'),
    content: html`<point-list></point-list>`,
    needs: pointOperations.changePoint,
  },
  {
    name: 'closures',
    words: msg('Sulut'),
    content: html`<closure-list></closure-list>`,
    needs: pointOperations.addClosure,
  },
  {
    name: 'services',
    words: msg('Palvelut'),
    content: html`<service-list></service-list>`,
    needs: serviceOperations.changeService,
  },
  {
    name: 'calendars',
    words: msg('Kalenterit'),
    content: html`<calendar-list></calendar-list>`,
    needs: serviceOperations.listCalendars,
  },
  {
    name: 'agreements',
    words: msg('Sopimukset'),
    content: html`<agreement-table></agreement-table>`,
    needs: serviceOperations.listAgreements,
  },
  {
    name: 'policies',
    words: msg('Säännöt'),
    content: html`<policy-list></policy-list>`,
    needs: pointOperations.listPolicies,
  },
  {
    name: 'audit',
    words: msg('Loki'),
    content: html`<audit-list></audit-list>`,
    needs: auditOperations.listAuditEntries,
  },
  {
    name: 'erasure',
    words: msg('Tietojen poisto'),
    content: html`<erasure-list></erasure-list>`,
    needs: erasureOperations.listErasureRuns,
  },
];

declare global {
  interface HTMLElementTagNameMap {
    'admin-page': AdminPage;
  }
}
