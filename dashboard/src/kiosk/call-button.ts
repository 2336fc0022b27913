import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/shared.styles.js';
import { callButtonStyles } from './call-button.styles.js';

/**
 * *Kutsu palveluneuvoja*: the same size, words and place on every screen. Always focusable, also when a touch of it only
 * explains; asks its page with `call-wanted`.
 */
@customElement('call-button')
@localized()
export class CallButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [sharedStyles, callButtonStyles];

  /** Amber when it calls, white when a call is under way, dashed when the hub is gone. */
  @property({ reflect: true }) look: 'ready' | 'pressed' | 'dead' = 'ready';
  /** The second line, when it does not call. */
  @property() note = '';

  protected override render() {
    return html`<button
      type="button"
      aria-disabled=${this.look === 'dead' ? 'true' : nothing}
      @pointerdown=${hold}
      @click=${this.touch}
    >
      <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linejoin="round" aria-hidden="true">
        <path d="M12 2.8c-3.9 0-6.3 2.8-6.3 6.3v5.1L3.2 18.6h17.6l-2.5-4.4V9.1c0-3.5-2.4-6.3-6.3-6.3z" />
        <path d="M9.2 18.9a2.8 2.8 0 0 0 5.6 0" stroke-linecap="round" />
      </svg>
      <span>${msg('Kutsu palveluneuvoja')}${this.note ? html`<small>${this.note}</small>` : nothing}</span>
    </button>`;
  }

  private readonly touch = (): void => {
    this.dispatchEvent(new CustomEvent('call-wanted', { bubbles: true, composed: true }));
  };
}

/** The press is the button's until the finger is up, also when the page grows or shrinks meanwhile: no call is lost by that. */
const hold = ({ currentTarget, pointerId }: PointerEvent): void => (currentTarget as HTMLElement).setPointerCapture(pointerId);

declare global {
  interface HTMLElementTagNameMap {
    'call-button': CallButton;
  }
  interface HTMLElementEventMap {
    'call-wanted': CustomEvent<void>;
  }
}
