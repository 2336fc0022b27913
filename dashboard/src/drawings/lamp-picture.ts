import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LampPattern } from '@etapiste/protocol';
import { lampDrawing } from './lamp-drawing.js';
import { lampStyles } from './lamp.styles.js';

/** The lamp alone, the same as in the drawn room, in the pattern of the real one. Only a picture: its words stand beside it. */
@customElement('lamp-picture')
export class LampPicture extends LitElement {
  static override styles = [
    lampStyles,
    css`
      :host {
        flex: none;
        display: block;
        inline-size: 6rem;
        aspect-ratio: 1;
      }
      svg {
        display: block;
        inline-size: 100%;
        block-size: 100%;
      }
    `,
  ];

  @property() pattern: LampPattern = 'dark';

  protected override render() {
    return html`<svg viewBox="-46 -46 92 92" aria-hidden="true">${lampDrawing(this.pattern)}</svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lamp-picture': LampPicture;
  }
}
