import { LitElement, html } from 'lit';
import { customElement } from 'lit/decorators.js';

/** The kiosk page. */
@customElement('kiosk-page')
export class KioskPage extends LitElement {
  protected override render() {
    return html`<main></main>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-page': KioskPage;
  }
}
