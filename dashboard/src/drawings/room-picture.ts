import { LitElement, css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { lampStyles } from './lamp.styles.js';
import { quietRoom, roomDrawing, type DrawnRoom } from './room-drawing.js';

/** The drawn room alone. It only decorates: give what it shows in words beside it. */
@customElement('room-picture')
export class RoomPicture extends LitElement {
  static override styles = [
    lampStyles,
    css`
      :host {
        display: block;
        overflow: hidden;
      }
      svg {
        display: block;
        inline-size: 100%;
        block-size: 100%;
      }
    `,
  ];

  @property({ attribute: false }) room: DrawnRoom = quietRoom;

  protected override render() {
    return html`<svg viewBox="0 0 880 470" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      ${svg`${roomDrawing(this.room)}`}
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'room-picture': RoomPicture;
  }
}
