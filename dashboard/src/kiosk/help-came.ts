import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { RequestFailure } from '../api/index.js';
import { localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/shared.styles.js';

/**
 * A quiet button that help has been given, and a plain question before the call ends. The question stands in the stage,
 * not over it: the footer must stay in reach.
 */
@customElement('help-came')
@localized()
export class HelpCame extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        inline-size: 100%;
      }
      .question {
        display: grid;
        gap: 1rem;
        padding: 1.5rem 2.2rem;
        border: 3px solid var(--action);
        border-radius: var(--r-card);
        background: var(--surface);
      }
      .answers {
        display: flex;
        flex-wrap: wrap;
        gap: 16px;
      }
      h2 {
        font-size: var(--t-h3);
        line-height: var(--l-h3);
      }
      button {
        min-block-size: max(72px, 5.5rem);
        padding: var(--s-xs) 2.5rem;
        border: 3px solid var(--action);
        border-radius: var(--r-control);
        background: var(--surface);
        color: var(--action);
        font: 600 var(--t-h3) / var(--l-h3) var(--font);
        cursor: pointer;
      }
      button.filled {
        background: var(--action);
        color: var(--on-action);
      }
      button[aria-disabled='true'] {
        border-style: dashed;
      }
      .failed {
        font-weight: 600;
        color: var(--danger);
      }
      @media (forced-colors: active) {
        button {
          border-color: ButtonText;
        }
      }
    `,
  ];

  /** Ends the call; rejects with a `RequestFailure`. */
  @property({ attribute: false }) end: () => Promise<void> = async () => undefined;
  @state() private isAsked = false;
  @state() private isEnding = false;
  @state() private failure: RequestFailure | undefined;

  protected override render() {
    if (!this.isAsked) return html`<button type="button" @click=${this.ask}>${msg('Neuvoja tuli, kiitos')}</button>`;
    return html`<div class="question" role="group" aria-labelledby="question" @keydown=${this.onKey}>
      <h2 id="question">${msg('Lopetetaanko kutsu?')}</h2>
      <p>${msg('Lamppu sammuu, ja voit kutsua uudelleen, jos tarvitset vielä apua.')}</p>
      <div class="answers">
        <button type="button" class="filled" aria-disabled=${this.isEnding ? 'true' : nothing} @click=${this.confirm}>
          ${msg('Lopeta kutsu')}
        </button>
        <button type="button" @click=${this.keep}>${msg('Odotan vielä')}</button>
      </div>
      ${this.failure ? html`<p class="failed" role="alert">${msg('Kutsua ei lopetettu.')} ${this.failure.inWords}</p>` : nothing}
    </div>`;
  }

  /** The question takes the place of the button, and focus goes with it. */
  private readonly ask = (): Promise<void> => this.turn(true);
  private readonly keep = (): Promise<void> => this.turn(false);

  private readonly onKey = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape' && !this.isEnding) void this.keep();
  };

  private async turn(isAsked: boolean): Promise<void> {
    this.isAsked = isAsked;
    this.failure = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector('button')?.focus();
  }

  private readonly confirm = async (): Promise<void> => {
    if (this.isEnding) return;
    this.isEnding = true;
    this.failure = undefined;
    try {
      await this.end();
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure;
    } finally {
      this.isEnding = false;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'help-came': HelpCame;
  }
}
