import '@awesome.me/webawesome/dist/components/button/button.js';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Credential } from '@etapiste/protocol';
import { RequestFailure } from '../api/index.js';
import { localized, msg, str, when } from '../i18n/index.js';
import { KeptFocus, blocked, sharedStyles } from '../ui/index.js';
import { credentialEndingWords, deviceKindWords } from './device-words.js';
import { revokeCredential } from './enrolment.data.js';

/** By what the devices of one room are known, each with one thing to do: take it back. Tells its page `credential-revoked`. */
@customElement('credential-list')
@localized()
export class CredentialList extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      ul {
        display: grid;
        gap: 10px;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 2px 12px;
        align-items: center;
      }
      li + li {
        padding-block-start: 10px;
        border-block-start: 1px solid var(--line-quiet);
      }
      .sure {
        grid-column: 1 / -1;
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
      }
      .sure p {
        flex-basis: 100%;
      }
      .wrong {
        color: var(--danger);
        font-weight: 600;
      }
    `,
  ];

  /** Of this room, the newest first. */
  @property({ attribute: false }) credentials: readonly Credential[] = [];
  @property({ attribute: false }) now = new Date();
  @property({ attribute: false }) blockedBy: string | undefined;
  /** The one that the reader is asked about: a device that is cut off needs a person. */
  @state() private asked = '';
  private lastAsked = '';
  @state() private isBusy = false;
  @state() private wrong = '';

  constructor() {
    super();
    this.addController(new KeptFocus(this, () => this.refuge));
  }

  protected override render() {
    if (this.credentials.length === 0) return html`<p class="quiet">${msg('Huoneeseen ei ole liitetty laitteita.')}</p>`;
    return html`<ul tabindex="-1">
        ${this.credentials.map((credential) => html`<li>${this.item(credential)}</li>`)}
      </ul>
      <p class="wrong" role="alert">${this.wrong || nothing}</p>`;
  }

  private item(credential: Credential) {
    const { id, kind, ended } = credential;
    const revoke = html`<wa-button
      size="small"
      variant="danger"
      appearance="outlined"
      data-id=${id}
      ${blocked(this.blockedBy)}
      @click=${() => this.askAbout(id)}
      >${msg('Poista')}<span class="hidden-text">: ${deviceKindWords(kind)}</span></wa-button
    >`;
    return html`<span><b>${deviceKindWords(kind)}</b><br /><span class="small quiet">${this.words(credential)}</span></span>
      ${ended ? nothing : this.asked === id ? this.sure(credential) : revoke}`;
  }

  private words({ ended, usedAt, validTo, issuedAt, issuedBy }: Credential): string {
    if (ended) return `${credentialEndingWords(ended.because)} ${when(ended.at, this.now)}`;
    const given = msg(str`Liitti ${issuedBy} ${when(issuedAt, this.now)}`);
    if (!usedAt) return `${given}. ${msg('Ei ole vielä ottanut yhteyttä')}`;
    return validTo ? `${given}. ${msg(str`Voimassa ${when(validTo, this.now)} asti, uusiutuu itse`)}` : given;
  }

  private sure({ id, kind }: Credential) {
    return html`<div class="sure" role="group" @keydown=${this.onKey}>
      <p>
        ${
          kind === 'controller'
            ? msg('Ohjaimen yhteys katkeaa heti. Se näyttää uuden koodin ja pitää liittää uudelleen.')
            : msg('Näyttö lakkaa toimimasta heti. Se näyttää uuden koodin ja pitää liittää uudelleen.')
        }
      </p>
      <wa-button size="small" variant="danger" ?loading=${this.isBusy} @click=${() => this.revoke(id)}
        >${msg('Poista laite')}</wa-button
      >
      <wa-button size="small" appearance="outlined" variant="brand" @click=${() => (this.asked = '')}
        >${msg('Älä poista')}</wa-button
      >
    </div>`;
  }

  private askAbout(id: string): void {
    this.asked = id;
    this.lastAsked = id;
  }

  /** Esc answers the question here, and leaves the room open. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.asked = '';
  };

  /** The button gives way to the question and comes back after it: whoever pressed it is taken along. */
  private get refuge(): HTMLElement | null {
    const places = ['.sure wa-button', `[data-id="${this.lastAsked}"]`, 'ul'];
    return places.map((place) => this.renderRoot.querySelector<HTMLElement>(place)).find((place) => place !== null) ?? null;
  }

  private async revoke(id: string): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.wrong = '';
    try {
      await revokeCredential(id);
      this.asked = '';
      this.dispatchEvent(new CustomEvent('credential-revoked', { bubbles: true, composed: true }));
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.wrong = failure.inWords;
    } finally {
      this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credential-list': CredentialList;
  }
}
