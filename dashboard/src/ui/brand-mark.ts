import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';

/** Etäpiste's mark: a place and a person far away, joined by a line. */
@customElement('brand-mark')
export class BrandMark extends LitElement {
  static override styles = css`
    :host {
      display: inline-flex;
      inline-size: 38px;
      aspect-ratio: 38 / 26;
      color: var(--heading);
    }
    svg {
      inline-size: 100%;
    }
  `;

  protected override render() {
    return html`<svg viewBox="0 0 38 26" aria-hidden="true">
      <path d="M10 13h14" stroke="currentColor" stroke-width="3" />
      <circle cx="9" cy="13" r="7" fill="currentColor" />
      <circle cx="28" cy="13" r="7" fill="none" stroke="currentColor" stroke-width="3.2" />
      <circle cx="28" cy="13" r="2.6" fill="currentColor" />
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'brand-mark': BrandMark;
  }
}
