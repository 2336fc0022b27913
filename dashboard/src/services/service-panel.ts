import '@awesome.me/webawesome/dist/components/details/details.js';
import type { Service } from '@etapiste/protocol';
import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { Editing, choiceField, dayField, saving, formStyles, languagesField, saveBar } from '../forms/index.js';
import { inLanguage, localized, msg } from '../i18n/index.js';
import { datesWords } from '../points/index.js';
import { sharedStyles } from '../ui/index.js';
import './card-editor.js';
import { accessWords, slotWords } from './service-words.js';
import { changeService, listServices, serviceBody } from './services.data.js';

const nothingYet = { fi: '', sv: '', en: '' };

/** One service and its card. Says `services-changed`. */
@customElement('service-panel')
@localized()
export class ServicePanel extends LitElement {
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

  @property({ attribute: false }) service!: Service;
  @query('h2') private readonly heading!: HTMLElement;
  private readonly editing = new Editing<Service>(this, {
    schema: () => serviceBody,
    send: changeService,
    readAgain: async (wanted) => (await listServices()).find(({ id }) => id === wanted),
    saved: () => this.dispatchEvent(new CustomEvent('services-changed')),
  });

  /** Takes the reader to the service. */
  async goTo(): Promise<void> {
    await this.updateComplete;
    this.heading.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('service')) this.editing.show(this.service);
  }

  protected override render() {
    const { typed, wrong } = this.editing;
    if (!typed) return html``;
    const set = (changed: Partial<Service>) => this.editing.set(changed);
    return html`
      <form class="card" @submit=${this.submit}>
        <h2 tabindex="-1">${inLanguage(this.service.name)}</h2>
        ${languagesField({ label: msg('Nimi'), at: 'name', wrong }, typed.name, (name) => set({ name }))}
        <div class="pair">
          ${choiceField(
            { label: msg('Tavallinen kesto'), at: 'slots', wrong },
            [
              { value: '1' as const, words: slotWords(1) },
              { value: '2' as const, words: slotWords(2) },
            ],
            typed.slots === 1 ? '1' : '2',
            (slots) => set({ slots: slots === '1' ? 1 : 2 }),
          )}
          ${choiceField(
            { label: msg('Miten palveluun pääsee'), at: 'access', wrong },
            (['booking', 'walk-in', 'both'] as const).map((value) => ({ value, words: accessWords[value]() })),
            typed.access,
            (access) => set({ access }),
          )}
          ${dayField(
            { label: msg('Tarjolla alkaen'), at: 'validFrom', wrong, hint: msg('Tyhjä: alusta asti.') },
            typed.validFrom,
            (validFrom) => set({ validFrom }),
          )}
          ${dayField(
            { label: msg('Viimeinen päivä'), at: 'validTo', wrong, hint: msg('Tyhjä: toistaiseksi.') },
            typed.validTo,
            (validTo) => set({ validTo }),
          )}
        </div>
        ${languagesField(
          {
            label: msg('Kenelle tai mihin etäpalvelu ei sovi'),
            at: 'suitability',
            wrong,
            isLong: true,
            hint: msg('Neuvoja näkee tämän varatessaan. Tyhjä: sopii kaikille.'),
          },
          typed.suitability ?? nothingYet,
          (text) => set({ suitability: Object.values(text).some(Boolean) ? text : null }),
        )}
        ${saveBar(this.editing, labels(), toWords)}
      </form>
      <card-editor .serviceId=${this.service.id}></card-editor>
    `;
  }

  private readonly submit = saving(this, this.editing);
}

const labels = (): Partial<Record<keyof Service, string>> => ({
  name: msg('Nimi'),
  slots: msg('Tavallinen kesto'),
  access: msg('Miten palveluun pääsee'),
  suitability: msg('Kenelle tai mihin etäpalvelu ei sovi'),
  validFrom: msg('Tarjolla alkaen'),
  validTo: msg('Viimeinen päivä'),
});

function toWords(key: keyof Service, service: Service): string {
  if (key === 'validFrom' || key === 'validTo') return datesWords(service.validFrom, service.validTo);
  if (key === 'slots') return slotWords(service.slots);
  if (key === 'access') return accessWords[service.access]();
  if (key === 'name') return inLanguage(service.name);
  return key === 'suitability' ? inLanguage(service.suitability ?? nothingYet) : String(service[key]);
}

declare global {
  interface HTMLElementTagNameMap {
    'service-panel': ServicePanel;
  }
}
