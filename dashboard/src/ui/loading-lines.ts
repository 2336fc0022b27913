import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { sharedStyles } from './shared.styles.js';

/**
 * The shape of what is coming, shown only when it takes longer than 300 ms: a quick answer must not flicker. The delay
 * is in the style sheet; nothing needs to be timed.
 */
@customElement('loading-lines')
export class LoadingLines extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: var(--s-xs);
        animation: appear 1ms 300ms both;
      }
      @keyframes appear {
        from {
          opacity: 0;
        }
      }
      p {
        display: flex;
        align-items: center;
        gap: var(--s-xs);
        font-weight: 600;
      }
      i {
        display: block;
        block-size: 18px;
        border-radius: var(--r-control);
        background: var(--line-quiet);
      }
      i:nth-of-type(1) {
        inline-size: 46%;
      }
      i:nth-of-type(2) {
        inline-size: 82%;
      }
      i:nth-of-type(3) {
        inline-size: 64%;
      }
    `,
  ];

  /** What is being fetched, as a sentence. */
  @property() label = '';

  protected override render() {
    return html`<p role="status"><wa-icon name="hourglass" aria-hidden="true"></wa-icon>${this.label}</p>
      <i></i><i></i><i></i>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loading-lines': LoadingLines;
  }
}
