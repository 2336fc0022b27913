import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import '@awesome.me/webawesome/dist/components/input/input.js';
import type { Account, OneTimePassword, ShownPoint } from '@etapiste/protocol';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { inWordsWithWait } from './failure-words.js';
import type { Givable } from './givable.js';
import type { GrantFields } from './grant-fields.js';
import { createAccount } from './people.data.js';

/** Somebody can sign in from now on. */
export type AccountMade = CustomEvent<{ readonly account: Account; readonly oneTimePassword: OneTimePassword }>;

/** A new person: name, user name and first role. Says `account-made`, and `dismissed` when it closes. */
@customElement('new-account-dialog')
@localized()
export class NewAccountDialog extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      form {
        display: grid;
        gap: var(--s-m);
      }
    `,
  ];

  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) givable: readonly Givable[] = [];
  @property({ attribute: false }) points: readonly ShownPoint[] = [];
  @state() private failure: string | undefined;
  @state() private isBusy = false;
  @query('grant-fields') private readonly fields!: GrantFields;

  protected override render() {
    return html`<wa-dialog
      label=${msg('Uusi käyttäjä')}
      ?open=${this.open}
      @wa-after-hide=${(event: Event) => event.target === event.currentTarget && this.dispatchEvent(new CustomEvent('dismissed'))}
    >
      <form id="new" autocomplete="off" @submit=${this.submit}>
        <wa-input
          name="name"
          label=${msg('Nimi')}
          hint=${msg('Näkyy muille.')}
          maxlength="80"
          autocomplete="off"
          autofocus
        ></wa-input>
        <wa-input
          name="userName"
          label=${msg('Käyttäjätunnus')}
          hint=${msg('Esimerkiksi sähköpostiosoite. Tällä kirjaudutaan.')}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
        ></wa-input>
        <grant-fields .givable=${this.givable} .points=${this.points}></grant-fields>
        ${
          this.failure
            ? html`<notice-note tone="bad" role="alert"><wa-icon slot="mark" name="error"></wa-icon>${this.failure}</notice-note>`
            : nothing
        }
      </form>
      <wa-button slot="footer" appearance="plain" variant="brand" data-dialog="close">${msg('Peruuta')}</wa-button>
      <wa-button slot="footer" variant="brand" ?loading=${this.isBusy} @click=${this.submit}>${msg('Lisää käyttäjä')}</wa-button>
    </wa-dialog>`;
  }

  private typed(name: string): string {
    return (this.renderRoot.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? '').trim();
  }

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const [name, userName, grant] = [this.typed('name'), this.typed('userName'), this.fields.grant];
    if (!name || !userName || !grant) {
      this.failure = msg('Täytä nimi, käyttäjätunnus ja rooli alueineen.');
      return;
    }
    this.isBusy = true;
    this.failure = undefined;
    try {
      const made = await createAccount({ name, userName, grants: [grant] });
      this.dispatchEvent(new CustomEvent('account-made', { detail: made }) satisfies AccountMade);
    } catch (failure) {
      this.failure = inWordsWithWait(failure);
    } finally {
      this.isBusy = false;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'new-account-dialog': NewAccountDialog;
  }
}
