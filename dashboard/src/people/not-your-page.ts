import '@awesome.me/webawesome/dist/components/button/button.js';
import type { Person } from '@etapiste/protocol';
import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { localized, msg, str } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { isFitFor, pageName, staffPages, type StaffPage } from './pages-of-roles.js';
import { signInAddress, signOut } from './people.data.js';
import { roleName } from './role-words.js';

/** Instead of a page that belongs to other roles: says so, and where this person may go. */
@customElement('not-your-page')
@localized()
export class NotYourPage extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      main {
        display: grid;
        gap: var(--s-m);
        max-inline-size: 560px;
        margin: var(--s-xxl) auto;
        padding-inline: var(--s-m);
      }
      ul {
        display: grid;
        gap: var(--s-xs);
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s-xs);
      }
    `,
  ];

  @property({ attribute: false }) page: StaffPage = 'advisor';
  @property({ attribute: false }) people: readonly Person[] = [];

  protected override updated(): void {
    document.title = `${msg('Ei oikeutta')}: Etäpiste`;
  }

  protected override render() {
    const grants = this.people.flatMap((person) => person.grants);
    const roles = [...new Set(grants.map(({ role }) => roleName(role)))];
    const pages = staffPages.filter((page) => isFitFor(page, grants));
    return html`<staff-bar></staff-bar>
      <main id="content" class="card">
        <h1>${msg('Tämä sivu ei kuulu rooliisi')}</h1>
        <p>
          ${msg(str`Sivu ”${pageName(this.page)}” on toista roolia varten.`)}
          ${
            roles.length > 0
              ? msg(str`Roolisi: ${roles.join(', ')}.`)
              : msg('Sinulla ei ole nyt yhtään roolia. Pyydä rooli esihenkilöltäsi tai pääkäyttäjältä.')
          }
        </p>
        ${
          pages.length > 0
            ? html`<nav aria-label=${msg('Sinun sivusi')}>
                <h2>${msg('Sinun sivusi')}</h2>
                <ul>
                  ${pages.map((page) => html`<li><a href=${`/${page}`}>${pageName(page)}</a></li>`)}
                </ul>
              </nav>`
            : ''
        }
        <div class="ways">
          <wa-button appearance="outlined" variant="brand" href=${signInAddress(`/${this.page}`)}
            >${msg('Kirjaudu toisena henkilönä')}</wa-button
          >
          <wa-button appearance="plain" variant="brand" @click=${() => void signOut()}>${msg('Kirjaudu ulos')}</wa-button>
        </div>
      </main>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'not-your-page': NotYourPage;
  }
}
