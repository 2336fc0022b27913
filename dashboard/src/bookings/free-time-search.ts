import '@awesome.me/webawesome/dist/components/button/button.js';
import { bookingChannel, type FreeTime, type Service, type SlotCount } from '@etapiste/protocol';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { atClock, day, inLanguage, localized, msg, str } from '../i18n/index.js';
import { addDays, dayOf } from '../i18n/wall-time.js';
import { sharedStyles } from '../ui/index.js';
import { channelWords } from './booking-words.js';
import type { Search } from './search.js';

const shownTimes = 4;

/**
 * What is looked for, and the first times that are free. Says `search-changed` (Search) and `time-chosen` (ChosenTime); Enter in a
 * field chooses the first time.
 */
@customElement('free-time-search')
@localized()
export class FreeTimeSearch extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      form,
      ul {
        display: grid;
        gap: 13px;
      }
      label,
      .field {
        display: grid;
        gap: 3px;
      }
      label > span,
      .field > span {
        font-weight: 600;
      }
      select {
        inline-size: 100%;
        min-block-size: 44px;
        padding: 0 12px;
        font: 600 1rem/1.25 var(--font);
        color: inherit;
        background: var(--surface);
        border: 1px solid var(--line-control);
        border-radius: var(--r-control);
      }
      .seg {
        display: inline-flex;
        justify-self: start;
        border: 1px solid var(--line-control);
        border-radius: var(--r-control);
        overflow: hidden;
      }
      .seg button {
        font: 600 1rem/1.25 var(--font);
        min-block-size: 44px;
        padding: 0 15px;
        border: 0;
        color: inherit;
        background: var(--surface);
        cursor: pointer;
      }
      .seg button[aria-pressed='true'] {
        background: var(--action);
        color: var(--on-action);
      }
      .seg button:focus-visible {
        box-shadow:
          inset 0 0 0 3px var(--surface),
          inset 0 0 0 5px var(--action);
      }
      .times {
        border-block-start: 1px solid var(--line);
        padding-block-start: 11px;
        display: grid;
        gap: 6px;
      }
      ul {
        gap: 0;
      }
      li {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        padding-block: 4px;
      }
      li b {
        display: block;
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) search!: Search;
  @property({ attribute: false }) points: readonly { readonly id: string; readonly name: string; readonly timeZone: string }[] =
    [];
  @property({ attribute: false }) services: readonly Service[] = [];
  @property({ attribute: false }) nameOfAuthority: (authorityId: string) => string = (id) => id;
  /** The first free times; undefined while they are looked for. */
  @property({ attribute: false }) first: readonly FreeTime[] | undefined;
  @property({ attribute: false }) today = '';
  @property({ attribute: false }) maxSlots = 2;

  /** Where whoever books by keyboard begins. */
  override focus(): void {
    this.renderRoot.querySelector('select')?.focus();
  }

  protected override render() {
    const { pointId, serviceId, slots, channel } = this.search;
    return html`<form @submit=${this.bookFirst} @keydown=${this.onKey}>
      <h2>${msg('Etsi vapaa aika')}</h2>
      <label
        ><span>${msg('Palvelu')}</span
        ><select
          name="service"
          @change=${(event: Event) => this.say({ serviceId: valueOf(event), ...this.usualSlots(valueOf(event)) })}
        >
          ${this.byAuthority.map(
            ([authority, services]) =>
              html`<optgroup label=${authority}>
                ${services.map(
                  ({ id, name }) => html`<option value=${id} ?selected=${id === serviceId}>${inLanguage(name)}</option>`,
                )}
              </optgroup>`,
          )}
        </select></label
      >
      ${
        this.points.length > 1
          ? html`<label
              ><span>${msg('Piste')}</span
              ><select name="point" @change=${(event: Event) => this.say({ pointId: valueOf(event) })}>
                ${this.points.map(({ id, name }) => html`<option value=${id} ?selected=${id === pointId}>${name}</option>`)}
              </select></label
            >`
          : nothing
      }
      <div class="field">
        <span id="length">${msg('Kesto')}</span>
        <div class="seg" role="group" aria-labelledby="length">
          ${([1, 2] as const)
            .filter((count) => count <= this.maxSlots)
            .map(
              (count) =>
                html`<button type="button" aria-pressed=${count === slots} @click=${() => this.say({ slots: count })}>
                  ${count === 1 ? msg('30 min') : msg('2 × 30 min')}
                </button>`,
            )}
        </div>
      </div>
      <label
        ><span>${msg('Mistä varaus tulee')}</span
        ><select name="channel" @change=${(event: Event) => this.say({ channel: bookingChannel.parse(valueOf(event)) })}>
          ${bookingChannel.options
            .filter((option) => option !== 'walk-in')
            .map((option) => html`<option value=${option} ?selected=${option === channel}>${channelWords[option]()}</option>`)}
        </select></label
      >
      <div class="times" role="status">
        <b>${msg('Ensimmäiset vapaat ajat')}</b>
        ${this.times}
      </div>
    </form>`;
  }

  private get times() {
    if (!this.first) return html`<loading-lines label=${msg('Haetaan vapaita aikoja')}></loading-lines>`;
    if (this.first.length === 0)
      return html`<p class="quiet">${msg('Vapaita aikoja ei ole. Kokeile toista pistettä tai kestoa.')}</p>`;
    const { timeZone } = this.points.find(({ id }) => id === this.search.pointId) ?? { timeZone: 'Europe/Helsinki' };
    return html`<ul>
      ${this.first.slice(0, shownTimes).map(
        ({ from }, index) =>
          html`<li>
            <span
              ><b class="num">${day(from, timeZone)} ${atClock(from, timeZone)}</b
              ><span class="small quiet">${this.near(dayOf(from, timeZone))}</span></span
            >
            <wa-button
              variant="brand"
              appearance=${index === 0 ? 'accent' : 'outlined'}
              type=${index === 0 ? 'submit' : 'button'}
              aria-label=${msg(str`Varaa ${day(from, timeZone)} ${atClock(from, timeZone)}`)}
              @click=${index === 0 ? nothing : () => this.choose(from)}
              >${msg('Varaa')}${index === 0 ? html`<kbd slot="end">Enter</kbd>` : nothing}</wa-button
            >
          </li>`,
      )}
    </ul>`;
  }

  private near(date: string): string {
    const authorityId = this.services.find(({ id }) => id === this.search.serviceId)?.authorityId;
    const authority = authorityId ? this.nameOfAuthority(authorityId) : '';
    if (date === this.today) return msg(str`tänään, ${authority}`);
    return date === addDays(this.today, 1) ? msg(str`huomenna, ${authority}`) : authority;
  }

  private get byAuthority(): [string, Service[]][] {
    const groups = new Map<string, Service[]>();
    for (const service of this.services) {
      const name = this.nameOfAuthority(service.authorityId);
      groups.set(name, [...(groups.get(name) ?? []), service]);
    }
    return [...groups];
  }

  private usualSlots(serviceId: string): { slots?: SlotCount } {
    const service = this.services.find(({ id }) => id === serviceId);
    return service ? { slots: service.slots } : {};
  }

  private say(changes: Partial<Search>): void {
    this.dispatchEvent(new CustomEvent('search-changed', { detail: { ...this.search, ...changes } }));
  }

  private choose(from: string): void {
    this.dispatchEvent(new CustomEvent('time-chosen', { detail: { from } }));
  }

  private readonly bookFirst = (event: Event): void => {
    event.preventDefault();
    const first = this.first?.[0];
    if (first) this.choose(first.from);
  };

  /** A select sends no form. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.target instanceof HTMLSelectElement) this.bookFirst(event);
  };
}

const valueOf = (event: Event): string => (event.target as HTMLSelectElement).value;

declare global {
  interface HTMLElementTagNameMap {
    'free-time-search': FreeTimeSearch;
  }
}
