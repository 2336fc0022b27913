import '@awesome.me/webawesome/dist/components/button/button.js';
import type { SignIn } from '@etapiste/protocol';
import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { localized, msg, str, when } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';

/** Somebody wants one of the sign-ins ended. */
export type SignInEndWanted = CustomEvent<string>;

/** Where somebody is signed in. With `endable` each but the reader's own here has a button that says `end-wanted`. */
@customElement('sign-in-list')
@localized()
export class SignInList extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 var(--s-m);
        min-block-size: var(--control);
        padding-block: var(--s-xxs);
        border-block-start: 1px solid var(--line-quiet);
      }
    `,
  ];

  @property({ attribute: false }) signIns: readonly SignIn[] = [];
  @property({ type: Boolean }) endable = false;

  protected override render() {
    return html`<ul>
      ${this.signIns.map((signIn) => this.row(signIn))}
    </ul>`;
  }

  private row(signIn: SignIn) {
    const used = when(signIn.lastUsedAt, new Date());
    return html`<li>
      <div>
        ${signIn.isCurrent ? html`<b>${msg('Tämä selain')}</b>` : browserName(signIn.agent)}<br /><span class="small quiet"
          >${msg(str`${signIn.from ?? msg('osoite ei tiedossa')}, viimeksi käytetty ${used}`)}</span
        >
      </div>
      ${
        this.endable && !signIn.isCurrent
          ? html`<wa-button
              appearance="outlined"
              variant="brand"
              @click=${() => this.dispatchEvent(new CustomEvent('end-wanted', { detail: signIn.id }) satisfies SignInEndWanted)}
              >${msg('Kirjaa ulos')}<span class="hidden-text">: ${browserName(signIn.agent)}, ${used}</span></wa-button
            >`
          : ''
      }
    </li>`;
  }
}

/** The name among what browsers call themselves; enough to tell one's own from another's. */
const browserName = (agent: string | null): string =>
  ['Edg', 'Firefox', 'Chrome', 'Safari'].find((name) => agent?.includes(`${name}/`))?.replace('Edg', 'Edge') ?? msg('Muu selain');

declare global {
  interface HTMLElementTagNameMap {
    'sign-in-list': SignInList;
  }
}
