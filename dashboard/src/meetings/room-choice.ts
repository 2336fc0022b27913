import '@awesome.me/webawesome/dist/components/option/option.js';
import '@awesome.me/webawesome/dist/components/select/select.js';
import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { LiveState, Room } from '@etapiste/protocol';
import { placeName } from '../calls/index.js';
import { currentLanguage, localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';

/** A person chose a room. */
export type RoomChosen = CustomEvent<string>;

/** All rooms by their names, one to choose; rooms that cannot be reached say so. */
@customElement('room-choice')
@localized()
export class RoomChoice extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      wa-select::part(display-input) {
        text-overflow: ellipsis;
      }
    `,
  ];

  @property({ attribute: false }) points: LiveState['points'] = [];
  @property({ attribute: false }) rooms: readonly Room[] = [];
  @property() chosen = '';
  @property({ type: Boolean }) disabled = false;

  protected override render() {
    // The control keeps the chosen option's old words when they change: another language is another control.
    return keyed(currentLanguage(), this.select);
  }

  private get select() {
    return html`<wa-select
      label=${msg('Huone')}
      placeholder=${msg('Valitse huone')}
      .value=${this.chosen || null}
      ?disabled=${this.disabled}
      @change=${this.onChange}
    >
      ${this.rooms.map((room) => html`<wa-option value=${room.id}>${this.nameOf(room)}</wa-option>`)}
    </wa-select>`;
  }

  private nameOf(room: Room): string {
    const name = placeName(room.id, this.points);
    return room.presence.state === 'online' ? name : `${name} (${msg('ei yhteyttä')})`;
  }

  private readonly onChange = (event: Event): void => {
    const { value } = event.target as unknown as { value: string | null };
    this.dispatchEvent(new CustomEvent('room-chosen', { detail: value ?? '' }) satisfies RoomChosen);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'room-choice': RoomChoice;
  }
}
