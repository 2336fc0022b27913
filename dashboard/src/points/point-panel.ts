import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/details/details.js';
import { language, pointOperations, type RegisteredPoint, type RegisteredRoom } from '@etapiste/protocol';
import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { Editing, saving, formStyles, languagesField, saveBar, textField, ticksField } from '../forms/index.js';
import { inLanguage, localized, msg } from '../i18n/index.js';
import { mayHereAt } from '../people/index.js';
import { sharedStyles } from '../ui/index.js';
import { addressFields } from './address-editor.js';
import { cardFields } from './card-fields.js';
import './exceptions-editor.js';
import './hours-editor.js';
import { exceptionWords, hoursWords } from './hours-words.js';
import { changePoint, pointBody, showRegister } from './points.data.js';
import './room-list.js';

const languageWords = { fi: () => msg('suomi'), sv: () => msg('ruotsi'), en: () => msg('englanti') };

/** One point: everything that is kept of it, saved as a whole. Says `register-changed`. */
@customElement('point-panel')
@localized()
export class PointPanel extends LitElement {
  static override styles = [
    sharedStyles,
    formStyles,
    css`
      :host {
        display: grid;
        gap: var(--s-l);
      }
    `,
  ];

  @property({ attribute: false }) point!: RegisteredPoint;
  @property({ attribute: false }) rooms: readonly RegisteredRoom[] = [];
  @query('h2') private readonly heading!: HTMLElement;
  private readonly editing = new Editing<RegisteredPoint>(this, {
    schema: () => pointBody,
    send: changePoint,
    readAgain: async (wanted) => (await showRegister()).points.find(({ id }) => id === wanted),
    saved: () => this.dispatchEvent(new CustomEvent('register-changed')),
  });

  /** Takes the reader to the point. */
  async goTo(): Promise<void> {
    await this.updateComplete;
    this.heading.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('point')) this.editing.show(this.point);
  }

  protected override render() {
    const { typed, wrong } = this.editing;
    if (!typed) return html``;
    const mayChange = mayHereAt(pointOperations.changePoint, { pointIds: [typed.id] });
    const set = (changed: Partial<RegisteredPoint>) => this.editing.set(changed);
    return html`
      <form class="card" @submit=${this.submit}>
        <h2 tabindex="-1">${inLanguage(this.point.name)}</h2>
        ${languagesField({ label: msg('Nimi'), at: 'name', wrong }, typed.name, (name) => set({ name }))}
        ${languagesField({ label: msg('Kunta'), at: 'municipality', wrong }, typed.municipality, (municipality) => set({ municipality }))}
        <div class="pair">
          ${textField({ label: msg('Puhelin'), at: 'contact.phone', wrong, type: 'tel' }, typed.contact.phone, (phone) =>
            set({ contact: { ...typed.contact, phone } }),
          )}
          ${textField(
            {
              label: msg('Vastaavan neuvojan sähköposti'),
              at: 'contact.email',
              wrong,
              type: 'email',
              hint: msg('Ei näy asiakkaille.'),
            },
            typed.contact.email,
            (email) => set({ contact: { ...typed.contact, email } }),
          )}
        </div>
        ${languagesField({ label: msg('Miten neuvontaan löytää tilasta'), at: 'desk', wrong }, typed.desk, (desk) => set({ desk }))}
        <div class="pair">
          ${ticksField(
            { label: msg('Pisteessä palvellaan näillä kielillä'), at: 'languages', wrong },
            language.options.map((value) => ({ value, words: languageWords[value]() })),
            typed.languages,
            (languages) => set({ languages }),
          )}
          ${textField({ label: msg('Aikavyöhyke'), at: 'timeZone', wrong }, typed.timeZone, (timeZone) => set({ timeZone }))}
        </div>
        <wa-details summary=${msg('Osoitteet')}>
          ${addressFields(typed.addresses, wrong, (addresses) => set({ addresses }))}
        </wa-details>
        <wa-details summary=${msg('Aukioloajat')} open>
          <hours-editor
            .hours=${typed.openingHours}
            .wrong=${wrong}
            at="openingHours"
            empty=${msg('Ei aukioloaikoja: piste ei ole koskaan auki.')}
            @hours-changed=${({ detail }: CustomEvent<RegisteredPoint['openingHours']>) => set({ openingHours: detail })}
          ></hours-editor>
        </wa-details>
        <wa-details summary=${msg('Poikkeukset aukioloon')}>
          <exceptions-editor
            .exceptions=${typed.exceptionalHours}
            .wrong=${wrong}
            .timeZone=${typed.timeZone}
            @exceptions-changed=${({ detail }: CustomEvent<RegisteredPoint['exceptionalHours']>) => set({ exceptionalHours: detail })}
          ></exceptions-editor>
        </wa-details>
        <wa-details summary=${msg('Toimintaohjeet henkilökunnalle')}>
          ${cardFields(typed.instructionCards, wrong, (instructionCards) => set({ instructionCards }))}
        </wa-details>
        ${mayChange ? saveBar(this.editing, labels(), toWords) : ''}
      </form>
      <room-list .point=${this.point} .rooms=${this.rooms}></room-list>
    `;
  }

  private readonly submit = saving(this, this.editing);
}

const labels = (): Partial<Record<keyof RegisteredPoint, string>> => ({
  name: msg('Nimi'),
  municipality: msg('Kunta'),
  contact: msg('Puhelin ja sähköposti'),
  desk: msg('Miten neuvontaan löytää tilasta'),
  languages: msg('Kielet'),
  timeZone: msg('Aikavyöhyke'),
  addresses: msg('Osoitteet'),
  openingHours: msg('Aukioloajat'),
  exceptionalHours: msg('Poikkeukset aukioloon'),
  instructionCards: msg('Toimintaohjeet henkilökunnalle'),
});

function toWords(key: keyof RegisteredPoint, point: RegisteredPoint): string {
  switch (key) {
    case 'contact':
      return `${point.contact.phone}, ${point.contact.email}`;
    case 'languages':
      return point.languages.map((each) => languageWords[each]()).join(', ');
    case 'addresses':
      return point.addresses.map(({ street, postOffice }) => `${inLanguage(street)}, ${inLanguage(postOffice)}`).join('; ');
    case 'openingHours':
      return point.openingHours.map(hoursWords).join('; ');
    case 'exceptionalHours':
      return point.exceptionalHours.map(exceptionWords).join('; ');
    case 'instructionCards':
      return point.instructionCards.map(({ title }) => inLanguage(title)).join(', ');
    case 'timeZone':
    case 'id':
      return point[key];
    case 'version':
      return String(point.version);
    case 'name':
    case 'municipality':
    case 'desk':
      return inLanguage(point[key]);
  }
  return key satisfies never;
}

declare global {
  interface HTMLElementTagNameMap {
    'point-panel': PointPanel;
  }
}
