import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CallWord } from '@etapiste/protocol';

/**
 * The lamp of the room in one of its five patterns (GUIDE, lamp and kiosk), all below three flashes a second. Only a
 * picture: its words stand beside it, and where nothing may move it is simply lit.
 */
@customElement('lamp-drawing')
export class LampDrawing extends LitElement {
  static override styles = css`
    :host {
      flex: none;
      display: block;
      inline-size: 4rem;
      block-size: 4rem;
      border: 4px solid var(--call-edge);
      border-radius: 50%;
      background: var(--lamp-light);
      box-shadow: 0 0 0 0.6rem hsl(42 93% 50% / 0.25);
    }
    @media (prefers-reduced-motion: no-preference) {
      :host([word='sending']) {
        animation: blink 500ms infinite;
      }
      :host([word='stored']) {
        animation: blink 2s infinite;
      }
      :host([word='on-the-way']) {
        animation: breathe 3s ease-in-out infinite;
      }
      :host([word='not-reached']) {
        animation: two-short 4s infinite;
      }
    }
    @keyframes blink {
      50%,
      100% {
        background: var(--lamp-dark);
        box-shadow: none;
      }
      0%,
      49.9% {
        background: var(--lamp-light);
        box-shadow: 0 0 0 0.6rem hsl(42 93% 50% / 0.25);
      }
    }
    @keyframes breathe {
      50% {
        background: color-mix(in srgb, var(--lamp-light) 25%, var(--lamp-dark));
        box-shadow: 0 0 0 2px hsl(42 93% 50% / 0.1);
      }
    }
    @keyframes two-short {
      0%,
      6%,
      12%,
      18% {
        background: var(--lamp-light);
        box-shadow: 0 0 0 0.6rem hsl(42 93% 50% / 0.25);
      }
      6.1%,
      11.9%,
      18.1%,
      100% {
        background: var(--lamp-dark);
        box-shadow: none;
      }
    }
    @media (forced-colors: active) {
      :host {
        border-color: CanvasText;
        background: CanvasText;
      }
    }
  `;

  @property({ reflect: true }) word: CallWord = 'shown';

  protected override render() {
    return html``;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lamp-drawing': LampDrawing;
  }
}
