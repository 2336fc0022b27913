import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { simulatedCameraMode, simulatedNetworkMode, type SimulatedRoom } from '@etapiste/protocol';
import type { DrawnRoom } from '../drawings/room-drawing.js';
import '../drawings/room-picture.js';
import { localized, msg, str } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { cameraModeWords, clockSeconds, networkWords } from './room-scene.words.js';
import { lampWords } from './lamp-words.js';
import type { RoomDoor } from './room-door.js';
import { roomSceneStyles } from './room-scene.styles.js';

/** The drawn room whose parts act for real: door, person, button, paper and network line. */
@customElement('room-scene')
@localized()
export class RoomScene extends LitElement {
  static override styles = [sharedStyles, roomSceneStyles];

  @property({ attribute: false }) room: SimulatedRoom | undefined;
  @property({ attribute: false }) door!: RoomDoor;
  private isHolding = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('blur', this.release);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('blur', this.release);
    this.release();
  }

  protected override render() {
    const { room } = this;
    return html`
      <room-picture .room=${drawn(room)}></room-picture>
      ${
        room
          ? this.parts(room)
          : html`<p class="away" role="status">${msg('Simuloitu huone ei vastaa. Käynnistä esittely uudelleen.')}</p>`
      }
    `;
  }

  private parts(room: SimulatedRoom) {
    const lamp = lampWords(room.lamp);
    return html`
      <p class="hot lamp" role="status">
        <wa-icon name="lamp" aria-hidden="true"></wa-icon>
        <span><b>${lamp.pattern}</b><span>${lamp.meaning}</span></span>
      </p>
      <button class="hot door" type="button" aria-pressed=${room.door.isOpen} @click=${this.turnDoor}>
        <wa-icon name="login" aria-hidden="true"></wa-icon>
        <span><b>${msg('Ovi')}</b><span>${room.door.isOpen ? msg('Auki') : msg('Suljettu')}</span></span>
      </button>
      <div class="bell">
        <button
          class="hot"
          type="button"
          @pointerdown=${this.hold}
          @pointerup=${this.release}
          @pointercancel=${this.release}
          @keydown=${this.keyDown}
          @keyup=${this.keyUp}
          @click=${this.aidPress}
        >
          <wa-icon name="alert" aria-hidden="true"></wa-icon>
          <span><b>${msg('Nappi')}</b><span>${this.pressed(room)}</span></span>
        </button>
        <button class="hot long" type="button" ?disabled=${room.button.isDown} @click=${this.longPress}>
          <b>${msg('Pitkä painallus')}</b>
        </button>
      </div>
      <button class="hot person" type="button" aria-pressed=${room.occupancy.isOccupied} @click=${this.turnOccupancy}>
        <wa-icon name="person" aria-hidden="true"></wa-icon>
        <span><b>${msg('Henkilö')}</b><span>${room.occupancy.isOccupied ? msg('Paikalla') : msg('Poissa')}</span></span>
      </button>
      <label class="hot paper">
        <wa-icon name="paper" aria-hidden="true"></wa-icon>
        <span
          ><b>${msg('Paperi')}</b>${this.choice('document-camera', simulatedCameraMode.options, room.documentCamera.mode)}</span
        >
      </label>
      <label class="hot network">
        <wa-icon name="internet" aria-hidden="true"></wa-icon>
        <span><b>${msg('Verkko')}</b>${this.choice('network', simulatedNetworkMode.options, room.network.mode)}</span>
      </label>
    `;
  }

  private choice(part: 'document-camera' | 'network', modes: readonly string[], current: string) {
    const words: Record<string, string> = part === 'network' ? networkWords() : cameraModeWords();
    return html`<select data-part=${part} @change=${this.choose} .value=${current}>
      ${modes.map((mode) => html`<option value=${mode} ?selected=${mode === current}>${words[mode]}</option>`)}
    </select>`;
  }

  private pressed(room: SimulatedRoom): string {
    if (room.button.isDown) return msg('Pohjassa');
    const at = room.button.lastPressedAt;
    return at ? msg(str`Painettu ${clockSeconds(at)}`) : msg('Paina tästä');
  }

  private readonly turnDoor = (): void => void this.door.act('door', { isOpen: !this.room?.door.isOpen });
  private readonly turnOccupancy = (): void => void this.door.act('occupancy', { isOccupied: !this.room?.occupancy.isOccupied });
  private readonly longPress = (): void => void this.door.holdToEnd();

  private readonly choose = (event: Event): void => {
    const { value, dataset } = event.target as HTMLSelectElement;
    if (dataset['part'] === 'network') void this.door.act('network', { mode: simulatedNetworkMode.parse(value) });
    else void this.door.act('document-camera', { mode: simulatedCameraMode.parse(value) });
  };

  private readonly hold = (event?: PointerEvent): void => {
    if (this.isHolding || (event && event.button !== 0)) return;
    if (event) (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.isHolding = true;
    void this.door.act('button', { action: 'down' });
  };

  private readonly release = (): void => {
    if (!this.isHolding) return;
    this.isHolding = false;
    void this.door.act('button', { action: 'up' });
  };

  /** The button stays down as long as the key does. */
  private readonly keyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (!event.repeat) this.hold();
  };

  private readonly keyUp = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    this.release();
  };

  /** A click without a pointer or a key comes from an aid such as a screen reader: one short press. */
  private readonly aidPress = (event: PointerEvent): void => {
    if (event.detail === 0 && event.isTrusted && !event.pointerType) void this.door.act('button', { action: 'press' });
  };
}

const drawn = (room: SimulatedRoom | undefined): DrawnRoom => ({
  isDoorOpen: room?.door.isOpen ?? false,
  isOccupied: room?.occupancy.isOccupied ?? false,
  isButtonDown: room?.button.isDown ?? false,
  lamp: room?.lamp ?? 'dark',
  camera: room?.documentCamera.mode ?? 'still',
  isFilming: room?.documentCamera.state === 'live' || room?.documentCamera.state === 'no-movement',
  network: room?.network.mode ?? 'cut',
});

declare global {
  interface HTMLElementTagNameMap {
    'room-scene': RoomScene;
  }
}
