import '@awesome.me/webawesome/dist/components/button/button.js';
import { bookingOperations, pointOperations, type Booking, type Closure, type ShownPoint } from '@etapiste/protocol';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { RequestFailure } from '../api/index.js';
import { Reading, badNote, choiceField, formStyles, noneWrong } from '../forms/index.js';
import { atClock, fullDay, inLanguage, localized, msg, str } from '../i18n/index.js';
import { addDays, dayOf } from '../i18n/wall-time.js';
import { LiveController } from '../live/index.js';
import { mayHereAt } from '../people/index.js';
import { sharedStyles } from '../ui/index.js';
import './closure-form.js';
import './hit-list.js';
import { endClosure, listClosures, listHitBookings, listPoints } from './points.data.js';

/** Closures are shown so far ahead. */
const shownDays = 366;

interface ShownClosure {
  readonly closure: Closure;
  readonly hit: readonly Booking[];
}

/** When a point or its room serves nobody, and whose times are still within it (PEERS 7). */
@customElement('closure-list')
@localized()
export class ClosureList extends LitElement {
  static override styles = [
    sharedStyles,
    formStyles,
    css`
      :host,
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s-m);
        max-inline-size: 1000px;
      }
      li.closure {
        display: grid;
        gap: var(--s-xs);
        padding-block: var(--s-s);
        border-block-start: 1px solid var(--line-quiet);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--s-xs) var(--s-m);
      }
    `,
  ];

  @state() private pointId: string | undefined;
  @state() private failure: string | undefined;
  private readonly points = new Reading(this, async () =>
    (await listPoints()).filter(({ id }) => mayHereAt(pointOperations.addClosure, { pointIds: [id] })),
  );
  private readonly closures = new Reading(this, () => this.readClosures());
  private readonly live = new LiveController(this, 'staff', { kinds: ['booking-days'] });
  private seenDays: unknown;
  private again: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.again);
  }

  /** A booking has come, moved or gone: whom a closure hits is read again, once for all that change together. */
  protected override willUpdate(): void {
    const days = this.live.state?.['booking-days'];
    if (days === this.seenDays) return;
    const isFirst = this.seenDays === undefined;
    this.seenDays = days;
    if (isFirst) return;
    clearTimeout(this.again);
    this.again = setTimeout(() => void this.closures.read(), 500);
  }

  protected override render() {
    const { value: points } = this.points;
    if (!points) return this.points.waiting(msg('Haetaan pisteitä'));
    const point = points.find(({ id }) => id === this.pointId) ?? points[0];
    if (!point) return html`<empty-state icon="calendar" heading=${msg('Ei pisteitä, joita voisit sulkea')}></empty-state>`;
    return html`
      ${choiceField(
        { label: msg('Piste'), at: 'point', wrong: noneWrong },
        points.map(({ id, name }) => ({ value: id, words: inLanguage(name) })),
        point.id,
        (id) => {
          this.pointId = id;
          void this.closures.read();
        },
      )}
      <section class="card">
        <h2>${msg('Uusi sulku tai huolto')}</h2>
        <closure-form .point=${point} @closure-added=${this.closures.read} @booking-changed=${this.closures.read}></closure-form>
      </section>
      <section class="card">
        <h2>${msg('Nykyiset ja tulevat')}</h2>
        ${this.failure ? badNote(this.failure) : nothing}
        ${this.closures.failure && this.closures.value ? this.closures.failed() : nothing}
        ${this.closures.value ? this.rows(point, this.closures.value) : this.closures.waiting(msg('Haetaan sulkuja'))}
      </section>
    `;
  }

  private rows(point: ShownPoint, shown: readonly ShownClosure[]) {
    if (shown.length === 0)
      return html`<empty-state icon="calendar" heading=${msg('Ei sulkuja')}
        >${msg('Pisteen kaikki tilat palvelevat aukioloaikoina.')}</empty-state
      >`;
    return html`<ul>
      ${repeat(
        shown,
        ({ closure }) => closure.id,
        ({ closure, hit }) =>
          html`<li class="closure">
            <div class="head">
              <div>
                <h3>${timeWords(closure, point.timeZone)}</h3>
                <p>
                  ${closure.kind === 'closure' ? msg('Suljettu') : msg('Huolto')},
                  ${roomWords(closure.roomId, point)}${inLanguage(closure.reason) ? `: ${inLanguage(closure.reason)}` : ''}
                </p>
              </div>
              <wa-button appearance="outlined" variant="brand" @click=${() => void this.end(closure)}
                >${msg('Avaa uudelleen')}<span class="hidden-text">: ${timeWords(closure, point.timeZone)}</span></wa-button
              >
            </div>
            ${
              hit.length > 0
                ? html`<h4>${msg(str`Näille pitää vielä löytää uusi aika (${hit.length})`)}</h4>
                    <hit-list .point=${point} .bookings=${hit} @booking-changed=${this.closures.read}></hit-list>`
                : nothing
            }
          </li>`,
      )}
    </ul>`;
  }

  private async readClosures(): Promise<ShownClosure[]> {
    const points =
      this.points.value ?? (await listPoints()).filter(({ id }) => mayHereAt(pointOperations.addClosure, { pointIds: [id] }));
    const point = points.find(({ id }) => id === this.pointId) ?? points[0];
    if (!point) return [];
    const today = dayOf(new Date(), point.timeZone);
    const closures = await listClosures(point.id, today, addDays(today, shownDays));
    const maySee = mayHereAt(bookingOperations.listHitBookings, { pointIds: [point.id] });
    return Promise.all(
      closures
        .toSorted((a, b) => a.from.localeCompare(b.from))
        .map(async (closure) => ({ closure, hit: maySee ? await listHitBookings(closure) : [] })),
    );
  }

  private async end({ id }: Closure): Promise<void> {
    this.failure = undefined;
    try {
      await endClosure(id);
      await this.closures.read();
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure.inWords;
    }
  }
}

function timeWords({ from, to }: Closure, timeZone: string): string {
  const [first, last] = [fullDay(from, timeZone), fullDay(to, timeZone)];
  const begin = `${first} ${atClock(from, timeZone)}`;
  return first === last ? `${begin} – ${atClock(to, timeZone)}` : `${begin} – ${last} ${atClock(to, timeZone)}`;
}

function roomWords(roomId: string | null, { rooms }: ShownPoint): string {
  if (roomId === null) return msg('koko piste');
  const room = rooms.find(({ id }) => id === roomId);
  if (!room) return roomId;
  return room.kind === 'room' ? msg(str`tila ${room.number}`) : msg(str`moduuli ${room.number}`);
}

declare global {
  interface HTMLElementTagNameMap {
    'closure-list': ClosureList;
  }
}
