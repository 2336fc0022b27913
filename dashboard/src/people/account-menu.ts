import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/details/details.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import type { ShownPoint, SignIn } from '@etapiste/protocol';
import { pointOperations } from '@etapiste/protocol';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { request } from '../api/index.js';
import { localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import './change-password-form.js';
import { personHere } from './entered.js';
import { inWordsWithWait } from './failure-words.js';
import { isFitFor, pageName, staffPages } from './pages-of-roles.js';
import { endOwnSignIn, listOwnSignIns, signOut } from './people.data.js';
import { roleName, scopeName, validityWords } from './role-words.js';
import './sign-in-list.js';

/** Who is signed in, in the bar of staff pages: roles, the person's other sign-ins, the password, the way out. */
@customElement('account-menu')
@localized()
export class AccountMenu extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      .inside {
        display: grid;
        gap: var(--s-l);
      }
      section {
        display: grid;
        gap: var(--s-xs);
      }
      h2 {
        font-size: var(--t-h4);
        line-height: var(--l-h4);
      }
      section ul {
        display: grid;
        gap: var(--s-xxs);
      }
    `,
  ];

  @state() private isOpen = false;
  @state() private signIns: readonly SignIn[] = [];
  @state() private points: readonly ShownPoint[] = [];
  @state() private told: { readonly tone: 'bad' | 'good'; readonly words: string } | undefined;

  protected override render() {
    const person = personHere();
    if (!person) return nothing;
    return html`<wa-button appearance="plain" variant="brand" @click=${this.open}>
        <wa-icon slot="start" name="person" aria-hidden="true"></wa-icon>${person.name}</wa-button
      >
      <wa-dialog
        label=${person.name}
        light-dismiss
        ?open=${this.isOpen}
        @wa-after-hide=${(event: Event) => event.target === event.currentTarget && (this.isOpen = false)}
      >
        <div class="inside">
          <section>
            <h2>${msg('Roolini')}</h2>
            <ul>
              ${person.grants.map(
                (grant) =>
                  html`<li>
                    ${roleName(grant.role)}, ${scopeName(grant.scope, this.points)}
                    <span class="small quiet">${validityWords(grant, new Date())}</span>
                  </li>`,
              )}
            </ul>
          </section>
          ${this.pages}
          <section>
            <h2>${msg('Kirjautumiseni')}</h2>
            <sign-in-list .signIns=${this.signIns} endable @end-wanted=${this.endOther}></sign-in-list>
          </section>
          ${
            person.method === 'password'
              ? html`<wa-details summary=${msg('Vaihda salasana')}
                  ><change-password-form @password-changed=${this.onChanged}></change-password-form
                ></wa-details>`
              : nothing
          }
          ${this.told ? html`<notice-note tone=${this.told.tone} role="status">${this.told.words}</notice-note>` : nothing}
        </div>
        <wa-button slot="footer" appearance="plain" variant="brand" data-dialog="close">${msg('Sulje')}</wa-button>
        <wa-button slot="footer" variant="brand" @click=${this.leave}
          ><wa-icon slot="start" name="logout" aria-hidden="true"></wa-icon>${msg('Kirjaudu ulos')}</wa-button
        >
      </wa-dialog>`;
  }

  /** The person's other pages: without them nobody would find the way from one to another. */
  private get pages() {
    const grants = personHere()?.grants ?? [];
    const others = staffPages.filter((page) => isFitFor(page, grants) && location.pathname !== `/${page}`);
    if (others.length === 0) return nothing;
    return html`<section>
      <h2>${msg('Muut sivuni')}</h2>
      <ul>
        ${others.map((page) => html`<li><a href=${`/${page}`}>${pageName(page)}</a></li>`)}
      </ul>
    </section>`;
  }

  private readonly open = async (): Promise<void> => {
    this.told = undefined;
    this.isOpen = true;
    await this.tell(async () => {
      [this.signIns, this.points] = await Promise.all([listOwnSignIns(), request(pointOperations.listPoints, {})]);
    });
  };

  private readonly endOther = ({ detail }: CustomEvent<string>): Promise<void> =>
    this.tell(async () => {
      await endOwnSignIn(detail);
      this.signIns = await listOwnSignIns();
      this.told = { tone: 'good', words: msg('Kirjattu ulos siitä selaimesta.') };
    });

  private readonly onChanged = (): Promise<void> =>
    this.tell(async () => {
      this.signIns = await listOwnSignIns();
      this.told = { tone: 'good', words: msg('Salasana on vaihdettu. Muut selaimet on kirjattu ulos.') };
    });

  private readonly leave = (): Promise<void> => this.tell(signOut);

  private async tell(deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
    } catch (failure) {
      this.told = { tone: 'bad', words: inWordsWithWait(failure) };
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'account-menu': AccountMenu;
  }
}
