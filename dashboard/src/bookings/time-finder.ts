import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BookingChannel, FreeTime, ShownPoint } from '@etapiste/protocol';
import { inLanguage, localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import type { Catalogue, Wanted } from './bookings.data.js';
import { channelWords, lengthWords } from './booking-words.js';
import { channelsAtDesk, offeredServices } from './choice.js';
import { panelStyles } from './panel.styles.js';
import { timeChoices } from './time-choices.js';

export const timesOffered = 4;
export type ChoiceEvent = CustomEvent<Partial<Wanted>>;

/**
 * *Etsi vapaa aika*: what, where, how long and by which way, and the first free times. The browser's own lists: a letter finds a
 * service and Enter books the first time, which Web Awesome's lists keep for themselves. Says `choice-changed` and `first-chosen`.
 */
@customElement('time-finder')
@localized()
export class TimeFinder extends LitElement {
  static override styles = [sharedStyles, panelStyles];

  @property({ attribute: false }) catalogue!: Catalogue;
  @property({ attribute: false }) points: readonly ShownPoint[] = [];
  @property({ attribute: false }) wanted!: Wanted;
  /** undefined while they are being read. */
  @property({ attribute: false }) firstFree: readonly FreeTime[] | undefined;
  @property({ attribute: false }) today = '';
  @property({ attribute: false }) timeZone = '';

  override focus(): void {
    this.renderRoot.querySelector('select')?.focus();
  }

  protected override render() {
    return html`<form @submit=${this.submit} @keydown=${this.onKey}>
      <h2>${msg('Etsi vapaa aika')}</h2>
      ${this.services} ${this.places} ${this.length} ${this.channel}
      <div class="ruled">
        <h3>${msg('Ensimmäiset vapaat ajat')}</h3>
        ${this.times}
      </div>
    </form>`;
  }

  private get services() {
    const offered = offeredServices(this.catalogue, this.wanted.pointId, this.today);
    return html`<label class="field"
      ><span>${msg('Palvelu')}</span
      ><select @change=${(event: Event) => this.chooseService(valueOf(event))}>
        ${offered.map(
          ({ authority, services }) =>
            html`<optgroup label=${inLanguage(authority.name)}>
              ${services.map(
                ({ id, name }) =>
                  html`<option value=${id} ?selected=${id === this.wanted.serviceId} .selected=${id === this.wanted.serviceId}>
                    ${inLanguage(name)}
                  </option>`,
              )}
            </optgroup>`,
        )}
      </select></label
    >`;
  }

  private get places() {
    return html`<label class="field"
      ><span>${msg('Piste')}</span
      ><select @change=${(event: Event) => this.choosePoint(valueOf(event))}>
        ${this.points.map(
          ({ id, name }) => html`<option value=${id} .selected=${id === this.wanted.pointId}>${inLanguage(name)}</option>`,
        )}
      </select></label
    >`;
  }

  private get length() {
    return html`<fieldset>
      <legend>${msg('Kesto')}</legend>
      <div class="segments">
        ${([1, 2] as const).map(
          (slots) =>
            html`<label
              ><input
                type="radio"
                name="slots"
                .checked=${this.wanted.slots === slots}
                @change=${() => this.change({ slots })}
              />${lengthWords(slots)}</label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  private get channel() {
    return html`<label class="field"
      ><span>${msg('Varaustapa')}</span
      ><select @change=${(event: Event) => this.change({ channel: valueOf(event) as BookingChannel })}>
        ${channelsAtDesk.map(
          (channel) =>
            html`<option value=${channel} .selected=${channel === this.wanted.channel}>${channelWords()[channel]}</option>`,
        )}
      </select></label
    >`;
  }

  private get times() {
    const { firstFree, timeZone, today } = this;
    if (!firstFree) return html`<loading-lines label=${msg('Etsitään vapaita aikoja')}></loading-lines>`;
    if (firstFree.length === 0)
      return html`<p role="status">
        ${msg('Neljään viikkoon ei ole vapaita aikoja. Kokeile toista pistettä, kestoa tai varaustapaa.')}
      </p>`;
    const service = this.catalogue.services.find(({ id }) => id === this.wanted.serviceId);
    const authority = this.catalogue.authorities.find(({ id }) => id === service?.authorityId);
    return timeChoices(firstFree.slice(0, timesOffered), {
      timeZone,
      today,
      words: msg('Varaa'),
      detail: authority ? inLanguage(authority.shortName) : '',
      isEnterFirst: true,
      choose: this.choose,
    });
  }

  private chooseService(serviceId: string): void {
    const service = this.catalogue.services.find(({ id }) => id === serviceId);
    this.change({ serviceId, slots: service?.slots ?? 1 });
  }

  /** A point that does not offer the service gives its own first one. */
  private choosePoint(pointId: string): void {
    const services = offeredServices(this.catalogue, pointId, this.today).flatMap((each) => each.services);
    const service = services.find(({ id }) => id === this.wanted.serviceId) ?? services[0];
    this.change(
      service && service.id !== this.wanted.serviceId ? { pointId, serviceId: service.id, slots: service.slots } : { pointId },
    );
  }

  private change(detail: Partial<Wanted>): void {
    this.dispatchEvent(new CustomEvent('choice-changed', { detail }) satisfies ChoiceEvent);
  }

  private readonly choose = (time: FreeTime): void => {
    this.dispatchEvent(new CustomEvent('first-chosen', { detail: time }));
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const first = this.firstFree?.[0];
    if (first) this.choose(first);
  };

  /** The browser submits from a text field only. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.target as Element).matches('select, input')) this.submit(event);
  };
}

const valueOf = (event: Event): string => (event.target as HTMLSelectElement).value;

declare global {
  interface HTMLElementTagNameMap {
    'time-finder': TimeFinder;
  }
}
