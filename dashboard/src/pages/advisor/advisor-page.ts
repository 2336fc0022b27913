import { LitElement, html } from 'lit';
import { customElement } from 'lit/decorators.js';

/** The advisor page. */
@customElement('advisor-page')
export class AdvisorPage extends LitElement {
  protected override render() {
    return html`<main></main>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'advisor-page': AdvisorPage;
  }
}
