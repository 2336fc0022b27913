import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/input/input.js';
import { pointOperations, type Account, type OneTimePassword, type ShownPoint } from '@etapiste/protocol';
import { LitElement, html } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { request } from '../api/index.js';
import { localized, msg } from '../i18n/index.js';
import { MediaController, sharedStyles } from '../ui/index.js';
import { accountListStyles } from './account-list.styles.js';
import './account-panel.js';
import type { AccountPanel } from './account-panel.js';
import { personHere } from './entered.js';
import { inWordsWithWait } from './failure-words.js';
import { givableBy } from './givable.js';
import './new-account-dialog.js';
import type { AccountMade } from './new-account-dialog.js';
import { listAccounts } from './people.data.js';
import { roleName, scopeName } from './role-words.js';

/** The people to whom the reader may give roles, and the one who is chosen. */
@customElement('account-list')
@localized()
export class AccountList extends LitElement {
  static override styles = [sharedStyles, accountListStyles];

  @state() private accounts: readonly Account[] | undefined;
  @state() private points: readonly ShownPoint[] = [];
  @state() private chosenId: string | undefined;
  @state() private search = '';
  @state() private isMaking = false;
  @state() private failure: string | undefined;
  @query('account-panel') private readonly panel!: AccountPanel | null;
  private readonly narrow = new MediaController(this, '(max-width: 56em)');
  private made: { readonly id: string; readonly oneTimePassword: OneTimePassword } | undefined;
  private readonly givable = givableBy(personHere()?.grants ?? []);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.read();
  }

  protected override render() {
    if (this.failure)
      return html`<notice-note tone="bad" role="alert"
        ><wa-icon slot="mark" name="error"></wa-icon>${this.failure}<wa-button
          slot="actions"
          appearance="outlined"
          variant="brand"
          @click=${() => void this.read()}
          >${msg('Yritä uudelleen')}</wa-button
        ></notice-note
      >`;
    if (!this.accounts) return html`<loading-lines label=${msg('Haetaan käyttäjiä')}></loading-lines>`;
    const chosen = this.accounts.find(({ id }) => id === this.chosenId);
    return html`
      <section class="all" aria-label=${msg('Käyttäjät')}>
        <div class="top">
          <wa-input
            type="search"
            label=${msg('Hae käyttäjää')}
            with-clear
            .value=${this.search}
            @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)}
          ></wa-input>
          <wa-button variant="brand" @click=${() => (this.isMaking = true)}
            ><wa-icon slot="start" name="plus" aria-hidden="true"></wa-icon>${msg('Uusi käyttäjä')}</wa-button
          >
        </div>
        ${this.rows}
      </section>
      <aside class="card" @keydown=${this.onPanelKey} aria-label=${msg('Valittu käyttäjä')}>
        ${
          chosen
            ? html`<account-panel
                .account=${chosen}
                .givable=${this.givable}
                .points=${this.points}
                .oneTime=${this.made?.id === chosen.id ? this.made.oneTimePassword : undefined}
                @account-changed=${() => void this.read()}
              ></account-panel>`
            : html`<empty-state icon="people" level="2" heading=${msg('Valitse käyttäjä')}
                >${msg('Hänen roolinsa ja kirjautumisensa tulevat tähän.')}</empty-state
              >`
        }
      </aside>
      <new-account-dialog
        ?open=${this.isMaking}
        .givable=${this.givable}
        .points=${this.points}
        @dismissed=${() => (this.isMaking = false)}
        @account-made=${this.onMade}
      ></new-account-dialog>
    `;
  }

  private get rows() {
    const wanted = this.search.trim().toLocaleLowerCase();
    const shown = (this.accounts ?? []).filter(({ name, userName }) =>
      `${name} ${userName ?? ''}`.toLocaleLowerCase().includes(wanted),
    );
    if (shown.length === 0)
      return html`<empty-state icon="search" level="2" heading=${msg('Ketään ei löytynyt')}
        >${msg('Muuta hakua tai lisää uusi käyttäjä.')}</empty-state
      >`;
    return html`<ul>
      ${repeat(
        shown,
        ({ id }) => id,
        (account) =>
          html`<li>
            <button
              type="button"
              aria-pressed=${account.id === this.chosenId}
              @click=${(event: MouseEvent) => this.choose(account.id, event.detail === 0)}
            >
              <b>${account.name}</b>
              <span class="small quiet">${this.inShort(account)}</span>
            </button>
          </li>`,
      )}
    </ul>`;
  }

  /** The roles of now, or why there are none. */
  private inShort({ grants, closedAt }: Account): string {
    if (closedAt) return msg('Poistettu käytöstä');
    const now = new Date().toISOString();
    const valid = grants.filter(({ validFrom, validTo }) => validFrom <= now && (validTo === null || now < validTo));
    if (valid.length === 0) return msg('Ei rooleja nyt');
    return valid.map(({ role, scope }) => `${roleName(role)}, ${scopeName(scope, this.points)}`).join('; ');
  }

  /** Whoever chooses by keyboard, or where the person does not stand beside the list, is taken there; Esc leads back. */
  private async choose(id: string, isByKeyboard: boolean): Promise<void> {
    this.chosenId = id;
    if (!isByKeyboard && !this.narrow.matches) return;
    await this.updateComplete;
    await this.panel?.goTo();
  }

  private readonly onPanelKey = (event: KeyboardEvent): void => {
    // What is open takes it for itself.
    const isOpen = (each: EventTarget): boolean => each instanceof Element && each.matches('wa-select[open], wa-dialog[open]');
    if (event.key === 'Escape' && !event.composedPath().some(isOpen))
      this.renderRoot.querySelector<HTMLElement>('li button[aria-pressed="true"]')?.focus();
  };

  private readonly onMade = ({ detail: { account, oneTimePassword } }: AccountMade): void => {
    this.isMaking = false;
    this.made = { id: account.id, oneTimePassword };
    this.chosenId = account.id;
    void this.read();
  };

  private async read(): Promise<void> {
    try {
      [this.accounts, this.points] = await Promise.all([listAccounts(), request(pointOperations.listPoints, {})]);
      this.failure = undefined;
    } catch (failure) {
      this.failure = inWordsWithWait(failure);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'account-list': AccountList;
  }
}
