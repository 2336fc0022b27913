import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/details/details.js';
import { pointOperations, type RegisteredPoint, type RegisteredRoom } from '@etapiste/protocol';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { RequestFailure } from '../api/index.js';
import { badNote, formStyles } from '../forms/index.js';
import { localized, msg, str } from '../i18n/index.js';
import { mayHereAt } from '../people/index.js';
import { sharedStyles } from '../ui/index.js';
import { datesWords } from './hours-words.js';
import { createRoom } from './points.data.js';
import './room-form.js';

/** The rooms of a point with their passports. Says `register-changed` when there is a new one. */
@customElement('room-list')
@localized()
export class RoomList extends LitElement {
  static override styles = [
    sharedStyles,
    formStyles,
    css`
      :host {
        display: grid;
        gap: var(--s-s);
      }
    `,
  ];

  @property({ attribute: false }) point!: RegisteredPoint;
  @property({ attribute: false }) rooms: readonly RegisteredRoom[] = [];
  @state() private failure: string | undefined;
  @state() private isBusy = false;

  protected override render() {
    return html`<h3>${msg('Tilat')}</h3>
      ${repeat(
        this.rooms,
        ({ id }) => id,
        (room) =>
          html`<wa-details summary=${summaryOf(room)}><room-form .room=${room}></room-form></wa-details>`,
      )}
      ${this.failure ? badNote(this.failure) : nothing}
      ${
        mayHereAt(pointOperations.createRoom, { pointIds: [this.point.id] })
          ? html`<div class="deeds">
              <wa-button appearance="outlined" variant="brand" ?loading=${this.isBusy} @click=${this.add}
                ><wa-icon slot="start" name="plus" aria-hidden="true"></wa-icon>${msg('Lisää tila')}</wa-button
              >
            </div>`
          : nothing
      }`;
  }

  private readonly add = async (): Promise<void> => {
    const number = Math.max(0, ...this.rooms.map((room) => room.number)) + 1;
    this.isBusy = true;
    this.failure = undefined;
    try {
      await createRoom(this.point.id, {
        id: `${this.point.id}-${number}`,
        kind: this.rooms[0]?.kind ?? 'room',
        number,
        passport: {
          soundInsulationDb: { toNeighbouringRooms: null, toCorridor: null, measuredOn: null },
          accessibility: [],
          equipment: [],
        },
        validFrom: null,
        validTo: null,
      });
      this.dispatchEvent(new CustomEvent('register-changed', { bubbles: true, composed: true }));
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure.inWords;
    } finally {
      this.isBusy = false;
    }
  };
}

function summaryOf({ kind, number, validFrom, validTo }: RegisteredRoom): string {
  const name = kind === 'room' ? msg(str`Tila ${number}`) : msg(str`Moduuli ${number}`);
  const dates = datesWords(validFrom, validTo);
  return dates ? `${name}, ${dates}` : name;
}

declare global {
  interface HTMLElementTagNameMap {
    'room-list': RoomList;
  }
}
