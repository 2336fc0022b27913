import { LitElement, html } from 'lit';
import { customElement } from 'lit/decorators.js';

/** The start page. */
@customElement('start-page')
export class StartPage extends LitElement {
  protected override render() {
    return html`<main></main>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'start-page': StartPage;
  }
}
