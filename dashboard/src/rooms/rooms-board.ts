import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Call, LiveState, Room } from '@etapiste/protocol';
import { roomName } from '../calls/index.js';
import { currentLanguage, inLanguage, localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { roomFacts } from './room-status.js';
import { roomWords, secondLine } from './room-words.js';
import { roomsBoardStyles } from './rooms-board.styles.js';

/** Rooms by point, each with one state: a mark, a word, and what else is true on the line below. */
@customElement('rooms-board')
@localized()
export class RoomsBoard extends LitElement {
  static override styles = [sharedStyles, roomsBoardStyles];

  @property({ attribute: false }) points: LiveState['points'] = [];
  @property({ attribute: false }) rooms: readonly Room[] = [];
  @property({ attribute: false }) calls: readonly Call[] = [];
  /** Now, by the hub's clock. */
  @property({ attribute: false }) now = new Date();

  protected override render() {
    if (this.points.length === 0) {
      return html`<div class="card">
        <empty-state icon="map" heading=${msg('Ei pisteitä')}
          >${msg('Pisteet ja huoneet tulevat tähän, kun ne on lisätty rekisteriin.')}</empty-state
        >
      </div>`;
    }
    return html`<div class="points">
      ${repeat(
        this.points,
        ({ id }) => id,
        (point) => this.pointCard(point),
      )}
    </div>`;
  }

  private pointCard(point: LiveState['points'][number]) {
    const rooms = this.rooms.filter(({ pointId }) => pointId === point.id).toSorted((a, b) => a.number - b.number);
    return html`<article class="card" aria-labelledby=${point.id}>
      <h3 id=${point.id}>${inLanguage(point.name)}</h3>
      <ul>
        ${repeat(
          rooms,
          ({ id }) => id,
          (room) => this.unchangedRow(room),
        )}
      </ul>
    </article>`;
  }

  /** A row is drawn again when its room or its calls changed, and as time passes on it: a fleet tells a hundred things a second. */
  private unchangedRow(room: Room) {
    const calls = this.calls.filter(({ roomId, endedAt }) => roomId === room.id && endedAt === null);
    const time = Math.floor(this.now.getTime() / (calls.length > 0 ? 1_000 : 60_000));
    return guard([room, time, currentLanguage(), ...calls], () => this.roomRow(room, calls));
  }

  private roomRow(room: Room, calls: readonly Call[]) {
    const facts = roomFacts(room, calls);
    const { status, word } = roomWords(facts[0], this.now);
    return html`<li class=${status}>
      <span class="small quiet">${roomName(room)}</span>
      <status-mark status=${status}>${word}</status-mark>
      <span class="small quiet">${secondLine(facts, this.now) || ' '}</span>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rooms-board': RoomsBoard;
  }
}
