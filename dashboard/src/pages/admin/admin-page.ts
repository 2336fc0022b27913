import '@awesome.me/webawesome/dist/components/tab-group/tab-group.js';
import '@awesome.me/webawesome/dist/components/tab-panel/tab-panel.js';
import '@awesome.me/webawesome/dist/components/tab/tab.js';
import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { localized, msg } from '../../i18n/index.js';
import '../../people/account-list.js';
import '../../audit/index.js';
import '../../erasure/index.js';
import '../../people/account-menu.js';
import '../../people/rights-table.js';
import { sharedStyles } from '../../ui/index.js';

/** Who may do what, and what was done: for owners, main users of authorities and leads. */
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

  protected override updated(): void {
    document.title = `${msg('Hallinta')}: Etäpiste`;
  }

  protected override render() {
    return html`
      <staff-bar .pages=${[{ label: msg('Hallinta'), href: '/admin', isCurrent: true }]}><account-menu></account-menu></staff-bar>
      <main id="content">
        <h1>${msg('Hallinta')}</h1>
        <wa-tab-group>
          <wa-tab panel="accounts">${msg('Käyttäjät')}</wa-tab>
          <wa-tab panel="rights">${msg('Oikeudet')}</wa-tab>
          <wa-tab panel="audit">${msg('Loki')}</wa-tab>
          <wa-tab panel="erasure">${msg('Tietojen poisto')}</wa-tab>
          <wa-tab-panel name="accounts"><account-list></account-list></wa-tab-panel>
          <wa-tab-panel name="rights"><rights-table></rights-table></wa-tab-panel>
          <wa-tab-panel name="audit"><audit-list></audit-list></wa-tab-panel>
          <wa-tab-panel name="erasure"><erasure-list></erasure-list></wa-tab-panel>
        </wa-tab-group>
      </main>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'admin-page': AdminPage;
  }
}
