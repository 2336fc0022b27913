import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { sharedStyles } from './shared.styles.js';

/** Nothing here now: what will come here and how. The sentence is the slot. */
@customElement('empty-state')
export class EmptyState extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        justify-items: center;
        gap: var(--s-xxs);
        padding: var(--s-l) var(--s-m);
        text-align: center;
      }
      wa-icon {
        font-size: 40px;
        color: var(--text-quiet);
      }
      wa-icon[name='check-circle'] {
        color: var(--success);
      }
      p {
        color: var(--text-quiet);
        max-inline-size: 50ch;
      }
    `,
  ];

  @property() heading = '';
  @property() icon = 'check-circle';
  /** Level of the heading in the page's outline. */
  @property({ type: Number }) level: 2 | 3 = 3;

  protected override render() {
    return html`
      <wa-icon name=${this.icon} aria-hidden="true"></wa-icon>
      ${this.level === 2 ? html`<h2>${this.heading}</h2>` : html`<h3>${this.heading}</h3>`}
      <p><slot></slot></p>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'empty-state': EmptyState;
  }
}
