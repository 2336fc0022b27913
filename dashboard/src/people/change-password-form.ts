import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/input/input.js';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { inWordsWithWait } from './failure-words.js';
import { changePassword } from './people.data.js';

const leastLength = 12;

/** An own new password. Says `password-changed`. Pasting and password managers are welcome (WCAG 3.3.8). */
@customElement('change-password-form')
@localized()
export class ChangePasswordForm extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      form {
        display: grid;
        gap: var(--s-m);
      }
      wa-button {
        justify-self: start;
      }
    `,
  ];

  /** What has just been typed to sign in: nobody is asked for it twice (WCAG 3.3.7). */
  @property({ attribute: false }) known: string | undefined;
  /** So that a password manager knows whose password it is. */
  @property({ attribute: false }) userName = '';
  @state() private failure: string | undefined;
  @state() private isBusy = false;

  protected override render() {
    return html`<form @submit=${this.submit}>
      <input hidden autocomplete="username" .value=${this.userName} />
      ${
        this.known === undefined
          ? html`<wa-input
              type="password"
              name="current"
              label=${msg('Nykyinen salasana')}
              autocomplete="current-password"
              password-toggle
              required
            ></wa-input>`
          : nothing
      }
      <wa-input
        type="password"
        name="next"
        label=${msg('Uusi salasana')}
        hint=${msg('Vähintään 12 merkkiä. Esimerkiksi neljä sanaa, jotka eivät liity toisiinsa.')}
        autocomplete="new-password"
        minlength=${leastLength}
        maxlength="200"
        password-toggle
        required
      ></wa-input>
      ${
        this.failure
          ? html`<notice-note tone="bad" role="alert"><wa-icon slot="mark" name="error"></wa-icon>${this.failure}</notice-note>`
          : nothing
      }
      <wa-button type="submit" variant="brand" ?loading=${this.isBusy}>${msg('Vaihda salasana')}</wa-button>
    </form>`;
  }

  private typed(name: string): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? '';
  }

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const next = this.typed('next');
    if (next.length < leastLength) {
      this.failure = msg('Uusi salasana on liian lyhyt. Kirjoita vähintään 12 merkkiä.');
      return;
    }
    this.isBusy = true;
    this.failure = undefined;
    try {
      await changePassword(this.known ?? this.typed('current'), next);
      this.dispatchEvent(new CustomEvent('password-changed'));
    } catch (failure) {
      this.failure = inWordsWithWait(failure);
    } finally {
      this.isBusy = false;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'change-password-form': ChangePasswordForm;
  }
}
