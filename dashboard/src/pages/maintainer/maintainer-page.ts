import { LitElement, html } from 'lit';
import { customElement } from 'lit/decorators.js';

/** The maintainer page. */
@customElement('maintainer-page')
export class MaintainerPage extends LitElement {
  protected override render() {
    return html`<main></main>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'maintainer-page': MaintainerPage;
  }
}
