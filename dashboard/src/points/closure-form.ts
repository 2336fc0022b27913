import '@awesome.me/webawesome/dist/components/button/button.js';
import { bookingOperations, pointOperations, type Booking, type ShownPoint } from '@etapiste/protocol';
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { z } from 'zod';
import { RequestFailure } from '../api/index.js';
import {
  badNote,
  choiceField,
  dayField,
  focusWrong,
  formStyles,
  languagesField,
  noneWrong,
  textField,
  wrongFields,
} from '../forms/index.js';
import { localized, msg, str } from '../i18n/index.js';
import { dayOf, instantOf } from '../i18n/wall-time.js';
import { mayHereAt } from '../people/index.js';
import { sharedStyles } from '../ui/index.js';
import './hit-list.js';
import { addClosure, listHitBookings, type ClosedPlace } from './points.data.js';

const wholePoint = '*';
const wholeTime = z.object({ day: z.iso.date(), from: z.iso.time({ precision: -1 }), lastDay: z.iso.date(), to: z.iso.time({ precision: -1 }) });
const notYet = { fi: '', sv: '', en: '' };

/** A time to close. First it shows whom it hits, then it closes. Says `closure-added`, and `booking-changed` from its list. */
@customElement('closure-form')
@localized()
export class ClosureForm extends LitElement {
  static override styles = [sharedStyles, formStyles];

  @property({ attribute: false }) point!: ShownPoint;
  @state() private typed = this.fresh();
  /** The place and time that was looked at, and whose times are within it. */
  @state() private looked: { readonly place: ClosedPlace; readonly hit: readonly Booking[] | 'hidden' } | undefined;
  @state() private wrong = noneWrong;
  @state() private failure: string | undefined;
  @state() private isBusy = false;
  @state() private isDone = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('point') || changed.get('point')?.id === this.point.id) return;
    this.typed = this.fresh();
    this.looked = undefined;
  }

  protected override render() {
    const { typed, wrong, point } = this;
    const set = (changed: Partial<typeof typed>) => {
      this.typed = { ...typed, ...changed };
      this.isDone = false;
      // Another time or place hits others.
      if (!('reason' in changed) && !('kind' in changed)) this.looked = undefined;
    };
    return html`<form @submit=${this.submit}>
      <div class="pair">
        ${choiceField(
          { label: msg('Mikä suljetaan'), at: 'roomId', wrong },
          [
            { value: wholePoint, words: msg('Koko piste') },
            ...point.rooms.map(({ id, kind, number }) => ({
              value: id,
              words: kind === 'room' ? msg(str`Tila ${number}`) : msg(str`Moduuli ${number}`),
            })),
          ],
          typed.roomId,
          (roomId) => set({ roomId }),
        )}
        ${choiceField(
          { label: msg('Miksi'), at: 'kind', wrong },
          [
            { value: 'closure' as const, words: msg('Suljettu') },
            { value: 'maintenance' as const, words: msg('Huolto') },
          ],
          typed.kind,
          (kind) => set({ kind }),
        )}
      </div>
      <div class="three">
        ${dayField({ label: msg('Alkaa'), at: 'day', wrong }, typed.day, (day) =>
          set({ day: day ?? '', ...(typed.lastDay === typed.day ? { lastDay: day ?? '' } : {}) }),
        )}
        ${textField({ label: msg('Alkaa kello'), at: 'from', wrong, type: 'time' }, typed.from, (from) => set({ from }))}
        ${dayField({ label: msg('Päättyy'), at: 'lastDay', wrong }, typed.lastDay, (lastDay) => set({ lastDay: lastDay ?? '' }))}
        ${textField({ label: msg('Päättyy kello'), at: 'to', wrong, type: 'time' }, typed.to, (to) => set({ to }))}
      </div>
      ${languagesField({ label: msg('Syy, joka kerrotaan asiakkaille'), at: 'reason', wrong }, typed.reason, (reason) => set({ reason }))}
      ${this.failure ? badNote(this.failure) : nothing}
      <div role="status">${this.isDone ? html`<p><b>${msg('Suljettu. Ajat, jotka pitää siirtää, ovat alla.')}</b></p>` : nothing}${this.found}</div>
      <div class="deeds">
        ${
          this.looked
            ? html`<wa-button type="submit" variant="danger" ?loading=${this.isBusy}
                >${isHitting(this.looked.hit) ? msg('Sulje silti') : msg('Sulje')}</wa-button
              >`
            : html`<wa-button type="submit" variant="brand" ?loading=${this.isBusy}>${msg('Katso, keihin tämä osuu')}</wa-button>`
        }
      </div>
    </form>`;
  }

  private get found() {
    if (!this.looked) return nothing;
    const { hit } = this.looked;
    if (hit === 'hidden')
      return html`<p>${msg('Varaukset näkee vain pisteen henkilökunta. Hekin näkevät, mitä aikoja pitää siirtää.')}</p>`;
    if (hit.length === 0) return html`<p>${msg('Tähän ei osu yhtään varausta.')}</p>`;
    return html`<div class="fields">
      <h3>${msg(str`Tähän osuu varauksia: ${hit.length}`)}</h3>
      <hit-list .point=${this.point} .bookings=${hit} .closing=${this.looked.place} @booking-changed=${this.lookAgain}></hit-list>
    </div>`;
  }

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    this.failure = undefined;
    this.wrong = wrongFields(wholeTime, this.typed);
    if (this.wrong.size === 0 && this.place.to <= this.place.from)
      this.wrong = new Map([['to', msg('Loppu on ennen alkua.')]]);
    if (this.wrong.size > 0) {
      await this.updateComplete;
      return focusWrong(this.renderRoot);
    }
    await this.attempt(() => (this.looked ? this.close(this.looked.place) : this.look()));
  };

  private async look(): Promise<void> {
    const { place } = this;
    const maySee = mayHereAt(bookingOperations.listHitBookings, { pointIds: [place.pointId] });
    this.looked = { place, hit: maySee ? await listHitBookings(place) : 'hidden' };
  }

  private async close({ pointId, ...time }: ClosedPlace): Promise<void> {
    const { kind, reason } = this.typed;
    await addClosure(pointId, pointOperations.addClosure.body.parse({ id: this.typed.id, ...time, kind, reason }));
    this.typed = this.fresh();
    this.looked = undefined;
    this.isDone = true;
    this.dispatchEvent(new CustomEvent('closure-added'));
  }

  private readonly lookAgain = (): void => {
    void this.attempt(() => this.look());
    this.dispatchEvent(new CustomEvent('booking-changed'));
  };

  private async attempt(deed: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    try {
      await deed();
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure.inWords;
    } finally {
      this.isBusy = false;
    }
  }

  private get place(): ClosedPlace {
    const { day, from, lastDay, to, roomId } = this.typed;
    const { id: pointId, timeZone } = this.point;
    return {
      pointId,
      roomId: roomId === wholePoint ? null : roomId,
      from: instantOf(`${day}T${from}`, timeZone).toISOString(),
      to: instantOf(`${lastDay}T${to}`, timeZone).toISOString(),
    };
  }

  private fresh() {
    const today = dayOf(new Date(), 'Europe/Helsinki');
    return {
      id: crypto.randomUUID() as string,
      roomId: wholePoint as string,
      kind: 'closure' as 'closure' | 'maintenance',
      day: today,
      from: '09:00',
      lastDay: today,
      to: '15:00',
      reason: notYet,
    };
  }
}

const isHitting = (hit: readonly Booking[] | 'hidden'): boolean => hit !== 'hidden' && hit.length > 0;

declare global {
  interface HTMLElementTagNameMap {
    'closure-form': ClosureForm;
  }
}
