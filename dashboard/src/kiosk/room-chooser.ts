import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { pointOperations, seconds, type ShownPoint } from '@etapiste/protocol';
import { RequestFailure, request } from '../api/index.js';
import { inLanguage, localized, msg, str } from '../i18n/index.js';
import { sharedStyles } from '../ui/shared.styles.js';

/** Which room this screen is in: asked once, of whoever sets the terminal up. */
@customElement('room-chooser')
@localized()
export class RoomChooser extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: var(--s-xxl);
        align-content: start;
        padding: var(--s-3xl) 60px;
        font-size: var(--t-body);
        line-height: var(--l-body);
      }
      h1 {
        font-size: var(--t-h2);
        line-height: var(--l-h2);
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr));
        gap: var(--s-m);
      }
      li {
        display: grid;
      }
      a {
        display: grid;
        align-content: center;
        min-block-size: 96px;
        padding: var(--s-s) var(--s-xl);
        border: 3px solid var(--line-control);
        border-radius: var(--r-card);
        background: var(--surface);
        font-weight: 600;
        text-decoration: none;
      }
    `,
  ];

  /** A room that was asked for and is not in the register. */
  @property() unknown: string | undefined;
  @state() private points: readonly ShownPoint[] | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.fetch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.again);
  }

  protected override render() {
    return html`
      <h1>${msg('Missä huoneessa tämä näyttö on?')}</h1>
      ${this.unknown ? html`<p role="status">${msg(str`Huonetta ${this.unknown} ei ole rekisterissä.`)}</p>` : nothing}
      ${
        this.points
          ? html`<ul>
              ${this.points.flatMap((point) => point.rooms.map((room) => this.link(point, room)))}
            </ul>`
          : html`<p role="status">${msg('Haetaan huoneita')}</p>`
      }
    `;
  }

  private link(point: ShownPoint, room: ShownPoint['rooms'][number]) {
    const name = inLanguage(point.name);
    const place = room.kind === 'module' ? msg(str`${name}, moduuli ${room.number}`) : msg(str`${name}, huone ${room.number}`);
    return html`<li><a href=${`/kiosk?room=${room.id}`}>${place}</a></li>`;
  }

  private async fetch(): Promise<void> {
    try {
      this.points = await request(pointOperations.listPoints, {});
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.again = setTimeout(() => void this.fetch(), seconds(2));
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'room-chooser': RoomChooser;
  }
}
