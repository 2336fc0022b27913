import { LitElement, html } from 'lit';
import { customElement } from 'lit/decorators.js';

/** The expert page. */
@customElement('expert-page')
export class ExpertPage extends LitElement {
  protected override render() {
    return html`<main></main>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'expert-page': ExpertPage;
  }
}
