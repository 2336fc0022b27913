import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Call, LiveState, Room } from '@etapiste/protocol';
import { roomName } from '../calls/index.js';
import { currentLanguage, inLanguage, localized, msg } from '../i18n/index.js';
import { LiveController } from '../live/index.js';
import { PatientElement, TickController, sharedStyles } from '../ui/index.js';
import { roomFacts } from './room-status.js';
import { roomWords, secondLine } from './room-words.js';
import { roomsBoardStyles } from './rooms-board.styles.js';

/** Rooms by point, each with one state: a mark, a word, and what else is true on the line below. */
@customElement('rooms-board')
@localized()
export class RoomsBoard extends PatientElement {
  static override styles = [sharedStyles, roomsBoardStyles];

  /** The points whose rooms are shown; all of them without. */
  @property({ attribute: false }) pointIds: readonly string[] | undefined;
  private readonly live = new LiveController(this, 'staff', { kinds: ['points', 'rooms', 'calls'] });

  constructor() {
    super();
    this.addController(new TickController(this));
  }

  protected override render() {
    const known = this.live.state;
    if (!known) return nothing;
    const points = known.points.filter(({ id }) => this.pointIds?.includes(id) ?? true);
    if (points.length === 0) {
      return html`<div class="card">
        <empty-state icon="map" heading=${msg('Ei pisteitä')}
          >${msg('Pisteet ja huoneet tulevat tähän, kun ne on lisätty rekisteriin.')}</empty-state
        >
      </div>`;
    }
    return html`<div class="points">
      ${repeat(
        points,
        ({ id }) => id,
        (point) => this.pointCard(point, known),
      )}
    </div>`;
  }

  private pointCard(point: LiveState['points'][number], known: LiveState) {
    const rooms = known.rooms.filter(({ pointId }) => pointId === point.id).toSorted((a, b) => a.number - b.number);
    return html`<article class="card" aria-labelledby=${point.id}>
      <h3 id=${point.id}>${inLanguage(point.name)}</h3>
      <ul>
        ${repeat(
          rooms,
          ({ id }) => id,
          (room) => this.unchangedRow(room, known),
        )}
      </ul>
    </article>`;
  }

  /** A row is drawn again when its room or its calls changed, and as time passes on it: a fleet tells a hundred things a second. */
  private unchangedRow(room: Room, known: LiveState) {
    const now = this.live.hubNow();
    const calls = known.calls.filter(({ roomId, endedAt }) => roomId === room.id && endedAt === null);
    const time = Math.floor(now.getTime() / (calls.length > 0 ? 1_000 : 60_000));
    return guard([room, time, currentLanguage(), ...calls], () => roomRow(room, calls, now));
  }
}

const roomRow = (room: Room, calls: readonly Call[], now: Date) => {
  const facts = roomFacts(room, calls);
  const { status, word } = roomWords(facts[0], now);
  return html`<li class=${status}>
    <span class="small quiet">${roomName(room)}</span>
    <status-mark status=${status}>${word}</status-mark>
    <span class="small quiet">${secondLine(facts, now) || ' '}</span>
  </li>`;
};

declare global {
  interface HTMLElementTagNameMap {
    'rooms-board': RoomsBoard;
  }
}
