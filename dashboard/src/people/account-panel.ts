import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/details/details.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import type { Account, GivenGrant, OneTimePassword, ShownPoint, SignIn } from '@etapiste/protocol';
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { localized, msg, str, when } from '../i18n/index.js';
import { KeptFocus, sharedStyles } from '../ui/index.js';
import { accountPanelStyles } from './account-panel.styles.js';
import { inWordsWithWait } from './failure-words.js';
import type { Givable } from './givable.js';
import type { GrantFields } from './grant-fields.js';
import './grant-fields.js';
import { oneTimeNote } from './one-time-note.js';
import { closeAccount, endGrant, endSignInsOf, giveGrant, listSignInsOf, makeOneTimePassword } from './people.data.js';
import { roleName, scopeName, validityWords } from './role-words.js';
import './sign-in-list.js';

/** One person: roles with their dates, where the person is signed in, a new password, the end. Says `account-changed`. */
@customElement('account-panel')
@localized()
export class AccountPanel extends LitElement {
  static override styles = [sharedStyles, accountPanelStyles];

  @property({ attribute: false }) account!: Account;
  @property({ attribute: false }) givable: readonly Givable[] = [];
  @property({ attribute: false }) points: readonly ShownPoint[] = [];
  /** Made a moment ago, together with the account. */
  @property({ attribute: false }) oneTime: OneTimePassword | undefined;
  @state() private signIns: readonly SignIn[] = [];
  @state() private failure: string | undefined;
  @state() private isClosing = false;
  @query('.head h2') private readonly heading!: HTMLElement;
  @query('grant-fields') private readonly fields!: GrantFields;
  private readonly keptFocus = new KeptFocus(this, () => this.heading);

  constructor() {
    super();
    this.addController(this.keptFocus);
  }

  /** Takes the reader to the person. */
  async goTo(): Promise<void> {
    await this.updateComplete;
    this.heading.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('account') && changed.get('account')?.id !== this.account.id) {
      this.failure = undefined;
      this.signIns = [];
      void this.readSignIns();
    }
  }

  protected override render() {
    const { account } = this;
    return html`
      <div class="head">
        <h2 tabindex="-1">${account.name}</h2>
        ${account.userName || account.issuer ? html`<p class="quiet">${account.userName ?? msg(str`Kirjautuu palvelulla ${account.issuer ?? ''}`)}</p>` : nothing}
        ${account.closedAt ? html`<p><b>${msg(str`Poistettu käytöstä ${when(account.closedAt, new Date())}`)}</b></p>` : nothing}
      </div>
      ${this.oneTime ? oneTimeNote(account.name, this.oneTime) : nothing}
      ${
        this.failure
          ? html`<notice-note tone="bad" role="alert"><wa-icon slot="mark" name="error"></wa-icon>${this.failure}</notice-note>`
          : nothing
      }
      <section>
        <h3>${msg('Roolit')}</h3>
        <ul>
          ${account.grants.map((grant) => this.grantRow(grant))}
        </ul>
        ${account.closedAt ? nothing : this.giving}
      </section>
      ${account.mayChange && !account.closedAt ? html`${this.signedIn} ${this.deeds}` : nothing} ${this.closing}
    `;
  }

  private grantRow(grant: GivenGrant) {
    const now = new Date();
    const isOver = grant.validTo !== null && new Date(grant.validTo) <= now;
    const name = `${roleName(grant.role)}, ${scopeName(grant.scope, this.points)}`;
    return html`<li class=${isOver ? 'over' : ''}>
      <div>
        ${name}<br /><span class="small quiet"
          >${validityWords(grant, now)}${grant.isFromProvider ? `, ${msg('kirjautumispalvelusta')}` : ''}</span
        >
      </div>
      ${
        isOver
          ? nothing
          : html`<wa-button
              appearance="outlined"
              variant="brand"
              @click=${() => this.attempt(() => endGrant(this.account.id, grant.id))}
              >${msg('Päätä')}<span class="hidden-text">: ${name}</span></wa-button
            >`
      }
    </li>`;
  }

  private get giving() {
    return html`<wa-details summary=${msg('Anna rooli')}>
      <form
        @submit=${(event: Event) => {
          event.preventDefault();
          this.give();
        }}
      >
        <grant-fields .givable=${this.givable} .points=${this.points}></grant-fields>
        <wa-button type="submit" variant="brand">${msg('Anna rooli')}</wa-button>
      </form>
    </wa-details>`;
  }

  private get signedIn() {
    return html`<section>
      <h3>${msg('Kirjautuneena nyt')}</h3>
      ${
        this.signIns.length === 0
          ? html`<p class="quiet">${msg('Ei missään.')}</p>`
          : html`<sign-in-list .signIns=${this.signIns}></sign-in-list>
              <wa-button appearance="outlined" variant="brand" @click=${() => this.attempt(() => endSignInsOf(this.account.id))}
                >${msg('Kirjaa ulos kaikkialta')}</wa-button
              >`
      }
    </section>`;
  }

  private get deeds() {
    return html`<div class="deeds">
      ${
        this.account.userName
          ? html`<wa-button
              appearance="outlined"
              variant="brand"
              @click=${() =>
                this.attempt(async () => {
                  this.oneTime = await makeOneTimePassword(this.account.id);
                })}
              >${msg('Uusi kertasalasana')}</wa-button
            >`
          : nothing
      }
      <wa-button appearance="outlined" variant="danger" @click=${() => (this.isClosing = true)}
        >${msg('Poista käytöstä')}</wa-button
      >
    </div>`;
  }

  private get closing() {
    return html`<wa-dialog label=${msg('Poistetaanko käytöstä?')} ?open=${this.isClosing} @wa-after-hide=${this.onHidden}>
      <p>${msg(str`${this.account.name} kirjataan ulos kaikkialta ja kaikki roolit päättyvät. Tätä ei voi perua.`)}</p>
      <wa-button slot="footer" appearance="plain" variant="brand" data-dialog="close">${msg('Peruuta')}</wa-button>
      <wa-button slot="footer" variant="danger" @click=${this.close}>${msg('Poista käytöstä')}</wa-button>
    </wa-dialog>`;
  }

  private give(): void {
    const { grant } = this.fields;
    if (grant) void this.attempt(() => giveGrant(this.account.id, grant));
    else this.failure = msg('Valitse rooli ja sen alue.');
  }

  private readonly onHidden = ({ target, currentTarget }: Event): void => {
    if (target !== currentTarget) return;
    this.isClosing = false;
    this.keptFocus.keep(target as Element);
  };

  private readonly close = (): void => {
    this.isClosing = false;
    void this.attempt(() => closeAccount(this.account.id));
  };

  private async readSignIns(): Promise<void> {
    if (!this.account.mayChange) return;
    const { id } = this.account;
    const signIns = await listSignInsOf(id).catch(() => []);
    if (this.account.id === id) this.signIns = signIns;
  }

  private async attempt(deed: () => Promise<unknown>): Promise<void> {
    this.failure = undefined;
    try {
      await deed();
      await this.readSignIns();
      this.dispatchEvent(new CustomEvent('account-changed'));
    } catch (failure) {
      this.failure = inWordsWithWait(failure);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'account-panel': AccountPanel;
  }
}
