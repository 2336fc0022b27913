import { pointOperations, type RegisteredRoom, type RoomPassport } from '@etapiste/protocol';
import { LitElement, html, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Editing, choiceField, dayField, saving, formStyles, numberField, saveBar, ticksField } from '../forms/index.js';
import { localized, msg } from '../i18n/index.js';
import { mayHereAt } from '../people/index.js';
import { sharedStyles } from '../ui/index.js';
import { datesWords } from './hours-words.js';
import { changeRoom, roomBody, showRegister } from './points.data.js';

/** One room and its passport: what it is like (R-74, R-75, R-78), and on which days it serves (R-79). */
@customElement('room-form')
@localized()
export class RoomForm extends LitElement {
  static override styles = [sharedStyles, formStyles];

  @property({ attribute: false }) room!: RegisteredRoom;
  private readonly editing = new Editing<RegisteredRoom>(this, {
    schema: () => roomBody,
    send: changeRoom,
    readAgain: async (wanted) => (await showRegister()).rooms.find(({ id }) => id === wanted),
    saved: () => this.dispatchEvent(new CustomEvent('register-changed', { bubbles: true, composed: true })),
  });

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('room')) this.editing.show(this.room);
  }

  protected override render() {
    const { typed, wrong } = this.editing;
    if (!typed) return html``;
    const set = (changed: Partial<RegisteredRoom>) => this.editing.set(changed);
    const { passport } = typed;
    const mark = (changed: Partial<RoomPassport>) => set({ passport: { ...passport, ...changed } });
    const sound = (changed: Partial<RoomPassport['soundInsulationDb']>) =>
      mark({ soundInsulationDb: { ...passport.soundInsulationDb, ...changed } });
    const { toNeighbouringRooms, toCorridor, measuredOn } = passport.soundInsulationDb;
    const mayChange = mayHereAt(pointOperations.changeRoom, { pointIds: [typed.pointId] });
    const soundAt = 'passport.soundInsulationDb';
    return html`<form @submit=${this.submit}>
      <div class="pair">
        ${choiceField(
          { label: msg('Millainen'), at: 'kind', wrong },
          [
            { value: 'room' as const, words: msg('Huone') },
            { value: 'module' as const, words: msg('Moduuli') },
          ],
          typed.kind,
          (kind) => set({ kind }),
        )}
        ${numberField({ label: msg('Numero ovessa'), at: 'number', wrong, min: 1 }, typed.number, (number) => set({ number: number ?? 0 }))}
        ${dayField(
          { label: msg('Käytössä alkaen'), at: 'validFrom', wrong, hint: msg('Tyhjä: alusta asti.') },
          typed.validFrom,
          (validFrom) => set({ validFrom }),
        )}
        ${dayField(
          { label: msg('Viimeinen päivä'), at: 'validTo', wrong, hint: msg('Tyhjä: toistaiseksi.') },
          typed.validTo,
          (validTo) => set({ validTo }),
        )}
      </div>
      <div class="three">
        ${numberField(
          { label: msg('Ääneneristys viereisiin tiloihin, dB'), at: `${soundAt}.toNeighbouringRooms`, wrong, min: 0, max: 100 },
          toNeighbouringRooms,
          (value) => sound({ toNeighbouringRooms: value }),
        )}
        ${numberField(
          { label: msg('Ääneneristys käytävään, dB'), at: `${soundAt}.toCorridor`, wrong, min: 0, max: 100 },
          toCorridor,
          (value) => sound({ toCorridor: value }),
        )}
        ${dayField({ label: msg('Mitattu'), at: `${soundAt}.measuredOn`, wrong }, measuredOn, (value) => sound({ measuredOn: value }))}
      </div>
      ${ticksField(
        { label: msg('Esteettömyys'), at: 'passport.accessibility', wrong },
        accessibility(),
        passport.accessibility,
        (values) => mark({ accessibility: values }),
      )}
      ${ticksField({ label: msg('Varusteet'), at: 'passport.equipment', wrong }, equipment(), passport.equipment, (values) =>
        mark({ equipment: values }),
      )}
      ${mayChange ? saveBar(this.editing, labels(), toWords) : ''}
    </form>`;
  }

  private readonly submit = saving(this, this.editing);
}

const accessibility = () => [
  { value: 'step-free' as const, words: msg('Ei kynnyksiä eikä portaita') },
  { value: 'wheelchair-space' as const, words: msg('Tilaa pyörätuolille') },
  { value: 'induction-loop' as const, words: msg('Induktiosilmukka') },
  { value: 'adjustable-desk' as const, words: msg('Säädettävä pöytä') },
  { value: 'accessible-toilet' as const, words: msg('Esteetön vessa') },
];

const equipment = () => [
  { value: 'document-camera' as const, words: msg('Dokumenttikamera') },
  { value: 'call-button' as const, words: msg('Kutsunappi') },
  { value: 'occupancy-sensor' as const, words: msg('Liiketunnistin') },
  { value: 'second-screen' as const, words: msg('Toinen näyttö') },
  { value: 'printer' as const, words: msg('Tulostin') },
  { value: 'scanner' as const, words: msg('Skanneri') },
];

const labels = (): Partial<Record<keyof RegisteredRoom, string>> => ({
  kind: msg('Millainen'),
  number: msg('Numero ovessa'),
  passport: msg('Ominaisuudet'),
  validFrom: msg('Käytössä alkaen'),
  validTo: msg('Viimeinen päivä'),
});

function toWords(key: keyof RegisteredRoom, room: RegisteredRoom): string {
  if (key === 'validFrom' || key === 'validTo') return datesWords(room.validFrom, room.validTo);
  if (key === 'kind') return room.kind === 'room' ? msg('Huone') : msg('Moduuli');
  if (key !== 'passport') return String(room[key]);
  const { accessibility: has, equipment: holds } = room.passport;
  return [...accessibility(), ...equipment()]
    .filter(({ value }) => [...has, ...holds].some((each) => each === value))
    .map(({ words }) => words)
    .join(', ');
}

declare global {
  interface HTMLElementTagNameMap {
    'room-form': RoomForm;
  }
}
