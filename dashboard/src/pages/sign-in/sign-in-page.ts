import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/input/input.js';
import type { CurrentSignIn, DemoPerson, WaysToSignIn } from '@etapiste/protocol';
import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { inLanguage, localized, msg } from '../../i18n/index.js';
import {
  inWordsWithWait,
  listDemoPeople,
  listWays,
  ownPath,
  roleName,
  scopeName,
  signInAsDemoPerson,
  signInByPassword,
} from '../../people/index.js';
import { sharedStyles } from '../../ui/index.js';
import { signInPageStyles } from './sign-in-page.styles.js';

/** Why a provider sent somebody back without a sign-in, as the hub writes it into the address. */
const providerFailures: Record<string, () => string> = {
  cancelled: () => msg('Kirjautuminen keskeytyi. Yritä uudelleen.'),
  refused: () => msg('Tunnistuspalvelu ei vahvistanut kirjautumista. Yritä uudelleen.'),
  unavailable: () => msg('Tunnistuspalveluun ei saada yhteyttä. Yritä hetken päästä uudelleen.'),
  'no-role': () => msg('Sinulla ei ole roolia tässä palvelussa. Pyydä rooli esihenkilöltäsi tai pääkäyttäjältä.'),
};

/**
 * Where people come in: providers first, then user name and password, in the demo its people. Nothing to remember but one's
 * own password, nothing to solve, everything may be pasted (WCAG 3.3.8); nothing is asked twice (3.3.7).
 */
@customElement('sign-in-page')
@localized()
export class SignInPage extends LitElement {
  static override styles = [sharedStyles, signInPageStyles];

  @state() private ways: WaysToSignIn | undefined;
  @state() private people: readonly DemoPerson[] = [];
  @state() private failure: string | undefined;
  @state() private isBusy = false;
  /** Typed a moment ago, while an own password must be chosen in its place. */
  @state() private oneTime: { readonly userName: string; readonly password: string } | undefined;
  private readonly asked = new URLSearchParams(location.search);

  override connectedCallback(): void {
    super.connectedCallback();
    const told = providerFailures[this.asked.get('failed') ?? ''];
    this.failure = told?.();
    void this.attempt(async () => {
      const wanted = this.asked.get('as');
      if (wanted) return this.goOn(await signInAsDemoPerson(wanted));
      [this.ways, this.people] = await Promise.all([listWays(), listDemoPeople()]);
    });
  }

  protected override updated(): void {
    document.title = `${msg('Kirjaudu')}: Etäpiste`;
  }

  protected override render() {
    const hasDemo = this.people.length > 0 && !this.oneTime;
    return html`
      <staff-bar></staff-bar>
      <main id="content" class=${hasDemo ? 'is-demo' : ''}>
        ${hasDemo ? this.demo : nothing}
        <div class="card">
          <h1>${this.oneTime ? msg('Valitse oma salasana') : msg('Kirjaudu')}</h1>
          ${
            this.failure
              ? html`<notice-note tone="bad" role="alert"
                  ><wa-icon slot="mark" name="error"></wa-icon>${this.failure}</notice-note
                >`
              : nothing
          }
          ${this.oneTime ? this.ownPassword : html`${this.providers} ${this.form}`}
        </div>
      </main>
    `;
  }

  private get providers() {
    const providers = this.ways?.providers ?? [];
    if (providers.length === 0) return nothing;
    const returnTo = encodeURIComponent(ownPath(this.asked.get('returnTo')));
    return html`<div class="providers">
        ${providers.map(
          ({ id, label }) =>
            html`<wa-button variant="brand" size="l" href=${`/sign-in/oidc/${id}?returnTo=${returnTo}`}
              >${inLanguage(label)}</wa-button
            >`,
        )}
      </div>
      <p class="or"><span>${msg('tai käyttäjätunnuksella')}</span></p>`;
  }

  private get form() {
    return html`<form @submit=${this.submit}>
      <wa-input
        name="userName"
        label=${msg('Käyttäjätunnus')}
        hint=${msg('Usein sähköpostiosoite.')}
        autocomplete="username"
        autocapitalize="off"
        spellcheck="false"
        required
      ></wa-input>
      <wa-input
        type="password"
        name="password"
        label=${msg('Salasana')}
        autocomplete="current-password"
        password-toggle
        required
      ></wa-input>
      <wa-button type="submit" variant="brand" size="l" ?loading=${this.isBusy}>${msg('Kirjaudu')}</wa-button>
      <p class="small quiet">${msg('Unohtuiko salasana? Pyydä uusi kertasalasana henkilöltä, joka antoi sinulle roolin.')}</p>
    </form>`;
  }

  private get ownPassword() {
    return html`<p>${msg('Kirjauduit kertasalasanalla. Valitse tilalle oma salasana, niin pääset jatkamaan.')}</p>
      <change-password-form
        .known=${this.oneTime?.password}
        .userName=${this.oneTime?.userName ?? ''}
        @password-changed=${this.leave}
      ></change-password-form>`;
  }

  private get demo() {
    return html`<section class="card" aria-labelledby="demo">
      <h2 id="demo">${msg('Esittelyn ihmiset')}</h2>
      <p class="quiet">${msg('Keksittyjä. Valitse kuka olet, salasanaa ei tarvita.')}</p>
      <ul>
        ${this.people.map(({ id, name, grants }) => {
          const [grant] = grants;
          return html`<li>
            <button type="button" @click=${() => this.attempt(async () => this.goOn(await signInAsDemoPerson(id)))}>
              <b>${grant ? roleName(grant.role) : ''}</b>
              <span class="small quiet">${name}${grant ? `, ${scopeName(grant.scope, pilotPoints)}` : ''}</span>
            </button>
          </li>`;
        })}
      </ul>
    </section>`;
  }

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const [userName, password] = [this.typed('userName').trim(), this.typed('password')];
    if (!userName || !password) {
      this.failure = msg('Kirjoita käyttäjätunnus ja salasana.');
      return;
    }
    void this.attempt(async () => {
      const current = await signInByPassword(userName, password);
      if (current.person?.mustChangePassword) this.oneTime = { userName, password };
      else this.goOn(current);
    });
  };

  private readonly leave = (): void => location.replace(ownPath(this.asked.get('returnTo')));

  private goOn({ person }: CurrentSignIn): void {
    if (person) this.leave();
  }

  private typed(name: string): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? '';
  }

  private async attempt(deed: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    try {
      await deed();
    } catch (failure) {
      this.failure = inWordsWithWait(failure);
    } finally {
      this.isBusy = false;
    }
  }
}

/** Names of the demo's points: nobody has signed in yet who could ask for them. */
const pilotPoints = [
  { id: 'porvoo', name: { fi: 'Porvoo', sv: 'Borgå', en: 'Porvoo' } },
  { id: 'imatra', name: { fi: 'Imatra', sv: 'Imatra', en: 'Imatra' } },
  { id: 'nurmes', name: { fi: 'Nurmes', sv: 'Nurmes', en: 'Nurmes' } },
];

declare global {
  interface HTMLElementTagNameMap {
    'sign-in-page': SignInPage;
  }
}
