import '@awesome.me/webawesome/dist/components/button/button.js';
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  deviceOperations,
  type CommandOutcome,
  type Credential,
  type Device,
  type Health,
  type LiveState,
} from '@etapiste/protocol';
import { RequestFailure } from '../api/index.js';
import { placeName } from '../calls/index.js';
import { faultEventWords, faultWords } from '../faults/index.js';
import { currentLanguage, duration, inLanguage, localized, msg, since, str, when } from '../i18n/index.js';
import { mayHere } from '../people/index.js';
import { occupancyWords, roomWords } from '../rooms/index.js';
import { blocked, sharedStyles } from '../ui/index.js';
import './credential-list.js';
import { cameraWords, eventWords, noteWords, presenceWords } from './device-words.js';
import { identify } from './devices.data.js';
import { driverList } from './driver-list.js';
import type { FleetRoom } from './fleet.js';
import { roomPanelStyles } from './room-panel.styles.js';

/** What became of the last *Tunnista*: the command's outcome, or why it could not be asked. */
type Identified =
  | { readonly kind: 'sending' }
  | { readonly kind: CommandOutcome }
  | { readonly kind: 'refused'; readonly words: string };

/** Everything about one room's equipment, and one thing to do: make its lamp blink. */
@customElement('room-panel')
@localized()
export class RoomPanel extends LitElement {
  static override styles = [sharedStyles, roomPanelStyles];

  @property({ attribute: false }) shown!: FleetRoom;
  @property({ attribute: false }) points: LiveState['points'] = [];
  /** Now, by the hub's clock. */
  @property({ attribute: false }) now = new Date();
  /** By what this room's devices are known. */
  @property({ attribute: false }) credentials: readonly Credential[] = [];
  /** Why nothing can be asked now, in words. */
  @property({ attribute: false }) blockedBy: string | undefined;
  @state() private identified: Identified | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('shown');
    if (before && before.room.id !== this.shown.room.id) this.identified = undefined;
  }

  protected override render() {
    const { room, device, facts, notes } = this.shown;
    const { status, word } = roomWords(facts[0], this.now);
    const municipality = this.points.find(({ id }) => id === room.pointId)?.municipality;
    return html`
      <header class=${status}>
        <status-mark class="small" status=${status}>${word}</status-mark>
        <h2>${placeName(room.id, this.points)}</h2>
        <span class="quiet">${municipality ? inLanguage(municipality) : ''}</span>
      </header>
      ${this.faults}
      ${
        notes.length > 0
          ? html`<ul class="notes">
              ${notes.map((note) => html`<li><wa-icon name="info" aria-hidden="true"></wa-icon>${noteWords(note)}</li>`)}
            </ul>`
          : nothing
      }
      ${this.facts(device)} ${device?.health ? this.health(device.health) : nothing}
      <section>
        <h3>${msg('Liitetyt laitteet')}</h3>
        <credential-list .credentials=${this.credentials} .now=${this.now} .blockedBy=${this.blockedBy}></credential-list>
      </section>
      <section>
        <h3>${msg('Viimeisimmät tapahtumat')}</h3>
        ${this.events(device)}
      </section>
      ${mayHere(deviceOperations.sendCommand) ? this.deeds : nothing}
    `;
  }

  private get deeds() {
    return html`<footer>
      <wa-button
        variant="brand"
        ?loading=${this.identified?.kind === 'sending'}
        ${blocked(this.blockedBy)}
        @click=${this.identify}
      >
        <wa-icon slot="start" name="lamp"></wa-icon>${msg('Tunnista (lamppu vilkkuu)')}
      </wa-button>
      <p role="status" class=${this.identified?.kind ?? ''}>${this.identified ? answerWords(this.identified) : ''}</p>
    </footer>`;
  }

  /** Whether the controller tells of itself now: what it said before is not shown as true. */
  private get isHeard(): boolean {
    return this.shown.room.presence.state === 'online';
  }

  private get faults() {
    const { faults } = this.shown.room;
    if (faults.length === 0) return nothing;
    return html`<section class="faults">
      <h3>${msg('Avoimet häiriöt')}</h3>
      <ul>
        ${faults.map(({ code, since: at }) => html`<li><b>${faultWords(code)}</b> <span class="quiet">${since(at, this.now)}</span></li>`)}
      </ul>
    </section>`;
  }

  private facts(device: Device | undefined) {
    const { room } = this.shown;
    const age = device?.healthAt ? this.now.getTime() - new Date(device.healthAt).getTime() : undefined;
    const { versions, machine } = device?.health ?? {};
    return html`<dl>
      <dt>${msg('Ohjain')}</dt>
      <dd>${presenceWords(device?.presence ?? room.presence, this.now)}</dd>
      <dt>${msg('Kunto kerrottu')}</dt>
      <dd>${age === undefined ? msg('Ei vielä') : msg(str`${duration(age)} sitten`)}</dd>
      <dt>${msg('Huoneessa')}</dt>
      <dd>
        ${occupancyWords(room.occupancy)}
        ${room.occupancy.since ? html`<span class="quiet">${since(room.occupancy.since, this.now)}</span>` : nothing}
      </dd>
      ${
        room.occupancy.signAt
          ? html`<dt>${msg('Merkki ihmisestä')}</dt>
              <dd>${when(room.occupancy.signAt, this.now)}</dd>`
          : nothing
      }
      <dt>${msg('Kamera')}</dt>
      <dd>${cameraWords(this.isHeard ? (device?.documentCamera ?? room.documentCamera.state) : 'unknown')}</dd>
      ${
        versions
          ? html`<dt>${msg('Versiot')}</dt>
              <dd>
                Etäpiste ${versions.controller}, Node ${versions.node}<br />${versions.os}
                ${machine ? html`<br />Linux ${machine.kernel}` : nothing}
              </dd>
              ${
                machine?.board
                  ? html`<dt>${msg('Laite')}</dt>
                      <dd>${machine.board}</dd>`
                  : nothing
              }`
          : nothing
      }
    </dl>`;
  }

  private health(health: Health) {
    const { cpuTemperature, diskFreeMb, clockSynced, machine } = health;
    return html`<section>
        <h3>${this.isHeard ? msg('Kunto') : msg('Viimeksi tiedetty kunto')}</h3>
        <dl>
          <dt>${msg('Käynnissä')}</dt>
          <dd>
            ${duration(health.uptimeSeconds * 1_000)}
            ${machine ? html`<span class="quiet">${msg(str`laite ${duration(machine.uptimeSeconds * 1_000)}`)}</span>` : nothing}
          </dd>
          <dt>${msg('Lämpötila')}</dt>
          <dd>${cpuTemperature === null ? msg('Ei anturia') : `${cpuTemperature.toFixed(0)} °C`}</dd>
          <dt>${msg('Muistia käytössä')}</dt>
          <dd>
            ${Math.round(health.memoryUsedMb)} ${msg('Mt')}
            ${
              machine
                ? html`<span class="quiet"
                    >${msg(str`vapaana ${gigabytes(machine.memoryFreeMb)} / ${gigabytes(machine.memoryTotalMb)} Gt`)}</span
                  >`
                : nothing
            }
          </dd>
          <dt>${msg('Levyä vapaana')}</dt>
          <dd>${diskFreeMb === null ? msg('Ei tiedossa') : `${(diskFreeMb / 1_024).toFixed(0)} ${msg('Gt')}`}</dd>
          <dt>${msg('Kello')}</dt>
          <dd>${clockSynced === null ? msg('Ei tiedossa') : clockSynced ? msg('Ajassa') : msg('Ei ole ajassa')}</dd>
          <dt>${msg('Lähettämättä')}</dt>
          <dd>${pressWords(health.outboxLength)}</dd>
        </dl>
      </section>
      <section>
        <h3>${msg('Nappi, lamppu ja anturit')}</h3>
        ${driverList(health.drivers)}
      </section>`;
  }

  private events(device: Device | undefined) {
    const events = device?.events.slice(0, 6) ?? [];
    if (events.length === 0) return html`<p class="quiet">${msg('Ei vielä tapahtumia.')}</p>`;
    return html`<ul class="events">
      ${events.map(
        ({ at, what, detail }) =>
          html`<li>
            <span class="quiet num">${when(at, this.now)}</span>
            <span>${eventWords(what)}${detail && what.startsWith('fault') ? html`: ${faultEventWords(detail)}` : nothing}</span>
          </li>`,
      )}
    </ul>`;
  }

  private readonly identify = async (): Promise<void> => {
    const { id } = this.shown.room;
    this.identified = { kind: 'sending' };
    const answer = await identify(id).then(
      (outcome): Identified => ({ kind: outcome }),
      (failure: unknown): Identified => {
        if (!(failure instanceof RequestFailure)) throw failure;
        return { kind: 'refused', words: failure.inWords };
      },
    );
    if (this.shown.room.id === id) this.identified = answer;
  };
}

const gigabytes = (megabytes: number): string =>
  new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 1 }).format(megabytes / 1_024);

const pressWords = (count: number): string => {
  if (count === 0) return msg('Ei painalluksia');
  return count === 1 ? msg('1 painallus') : msg(str`${count} painallusta`);
};

const answerWords = (identified: Identified): string => {
  if (identified.kind === 'refused') return identified.words;
  return {
    sending: msg('Pyyntö on lähetetty huoneeseen.'),
    done: msg('Ohjain vastasi: lamppu vilkkuu.'),
    failed: msg('Ohjain vastasi, mutta ei pystynyt vilkuttamaan lamppua.'),
    'timed-out': msg('Ohjain ei vastannut ajoissa. Lamppu ei ehkä vilkkunut.'),
  }[identified.kind];
};

declare global {
  interface HTMLElementTagNameMap {
    'room-panel': RoomPanel;
  }
}
