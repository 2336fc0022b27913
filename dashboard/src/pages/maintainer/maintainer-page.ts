import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/drawer/drawer.js';
import '@awesome.me/webawesome/dist/components/input/input.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { placeName } from '../../calls/index.js';
import {
  CredentialsController,
  fleetFilters,
  fleetOf,
  matchesFilter,
  matchesSearch,
  noteWords,
  type FleetFilter,
  type FleetRoom,
} from '../../devices/index.js';
import { inLanguage, localized, msg, str } from '../../i18n/index.js';
import { LiveController } from '../../live/index.js';
import { roomWords } from '../../rooms/index.js';
import { MediaController, TickController, sharedStyles } from '../../ui/index.js';
import { maintainerPageStyles } from './maintainer-page.styles.js';

/** The fleet of rooms: those that need a person first, and everything about the chosen one. No calls, no customers. */
@customElement('maintainer-page')
@localized()
export class MaintainerPage extends LitElement {
  static override styles = [sharedStyles, maintainerPageStyles];

  @state() private filter: FleetFilter = 'all';
  @state() private search = '';
  @state() private chosenId = location.hash.slice(1);
  /** On a narrow page the chosen room opens over the others. */
  @state() private isPanelOpen = location.hash.length > 1;
  private fleet: readonly FleetRoom[] = [];
  private order: readonly string[] = [];
  /** While somebody points at the tiles, or walks them by keyboard, they keep their places, whatever changes. */
  private isPointedAt = false;
  private isWalked = false;
  private readonly narrow = new MediaController(this, '(max-width: 56em)');
  @state() private isEnrolling = false;
  private readonly live = new LiveController(this, 'staff');
  private readonly credentials = new CredentialsController(this);

  constructor() {
    super();
    this.addController(new TickController(this));
  }

  protected override willUpdate(): void {
    const fleet = this.live.state ? fleetOf(this.live.state, this.live.hubNow()) : [];
    if (!this.isPointedAt && !this.isWalked) this.order = fleet.map(({ room }) => room.id);
    const place = (one: FleetRoom) => this.order.indexOf(one.room.id) + 1 || this.order.length + 1;
    this.fleet = fleet.toSorted((a, b) => place(a) - place(b));
    // What needs a person most is shown first, and stays: a later fault must not change the room under *Tunnista*.
    if (fleet.length > 0 && !this.chosen) this.chosenId = this.fleet[0]?.room.id ?? '';
  }

  protected override updated(): void {
    const needing = this.fleet.filter((one) => matchesFilter(one, 'needs-person')).length;
    const name = `${msg('Huoneet')}: Etäpiste`;
    document.title = needing > 0 ? `(${needing}) ${name}` : name;
  }

  protected override render() {
    const { live } = this;
    return html`
      <staff-bar .pages=${[{ label: msg('Huoneet'), href: '/maintainer', isCurrent: true }]}>
        <span class="small quiet">${msg('Ylläpito ei näe asiakastietoja')}</span>
        <account-menu></account-menu
      ></staff-bar>
      <main id="content">
        <div class="work">
          <line-note ?hidden=${live.line.kind === 'live'} .line=${live.line} ?known=${live.state !== undefined}></line-note>
          ${
            live.state
              ? this.rooms
              : html`<h1 class="hidden-text">${msg('Huoneet')}</h1>
                  <div class="card"><loading-lines label=${msg('Haetaan huoneiden tilaa')}></loading-lines></div>`
          }
        </div>
        ${live.state ? this.side : nothing}
      </main>
      <enrol-device-dialog
        ?open=${this.isEnrolling}
        .points=${live.state?.points ?? []}
        @device-enrolled=${() => this.credentials.look()}
        @dismissed=${() => (this.isEnrolling = false)}
      ></enrol-device-dialog>
    `;
  }

  private get rooms() {
    const count = this.fleet.length;
    const shown = this.fleet.filter((one) => matchesFilter(one, this.filter) && matchesSearch(this.namesOf(one), this.search));
    return html`
      <div class="head">
        <h1>${count === 1 ? msg('1 huone') : msg(str`${count} huonetta`)}</h1>
        <span class="quiet">${msg('Ensin ne, jotka tarvitsevat ihmistä')}</span>
        <wa-input
          type="search"
          label=${msg('Hae huonetta')}
          placeholder=${msg('Hae huonetta')}
          with-clear
          .value=${this.search}
          @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)}
        >
          <wa-icon slot="end" name="search" aria-hidden="true"></wa-icon>
        </wa-input>
        <wa-button variant="brand" appearance="outlined" @click=${() => (this.isEnrolling = true)}
          >${msg('Liitä laite')}</wa-button
        >
      </div>
      <div class="filters" role="group" aria-label=${msg('Rajaa huoneita')}>
        ${fleetFilters.map((filter) => this.filterButton(filter))}
      </div>
      ${
        shown.length > 0
          ? html`<ul
              class="tiles ${this.live.line.kind === 'live' ? '' : 'old'}"
              @pointerenter=${() => (this.isPointedAt = true)}
              @pointerleave=${() => (this.isPointedAt = false)}
              @focusin=${(event: Event) => (this.isWalked = (event.target as Element).matches(':focus-visible'))}
              @focusout=${() => (this.isWalked = false)}
            >
              ${repeat(
                shown,
                ({ room }) => room.id,
                (one) => html`<li>${this.tile(one)}</li>`,
              )}
            </ul>`
          : this.empty
      }
    `;
  }

  private get empty() {
    return html`<div class="card">
      ${
        this.fleet.length === 0
          ? html`<empty-state icon="map" level="2" heading=${msg('Ei huoneita')}
              >${msg('Huoneet tulevat tähän, kun ne on lisätty rekisteriin.')}</empty-state
            >`
          : html`<empty-state icon="search" level="2" heading=${msg('Yksikään huone ei sovi hakuun')}
              >${msg('Muuta hakua tai valitse Kaikki.')}</empty-state
            >`
      }
    </div>`;
  }

  private filterButton(filter: FleetFilter) {
    const label = {
      all: msg('Kaikki'),
      'needs-person': msg('Tarvitsee ihmistä'),
      'in-use': msg('Käytössä'),
      unreachable: msg('Ei yhteyttä'),
      fault: msg('Häiriö'),
    }[filter];
    const count = this.fleet.filter((one) => matchesFilter(one, filter)).length;
    return html`<button type="button" aria-pressed=${this.filter === filter} @click=${() => (this.filter = filter)}>
      ${label} <b class="num">${count}</b>
    </button>`;
  }

  private tile(one: FleetRoom) {
    const { room, facts, notes } = one;
    const { status, word, detail } = roomWords(facts[0], this.live.hubNow());
    const [note] = notes;
    const quiet = status === 'fault' || status === 'off' ? detail : note ? noteWords(note) : msg('Laitteet kunnossa');
    return html`<button
      type="button"
      class="tile ${status} ${note ? 'noted' : ''}"
      aria-pressed=${room.id === this.chosen?.room.id}
      @click=${(event: MouseEvent) => this.choose(room.id, event.detail === 0)}
    >
      <b>${placeName(room.id, this.live.state?.points ?? [])}</b>
      <status-mark status=${status}>${word}</status-mark>
      <span class="small quiet">${quiet}</span>
    </button>`;
  }

  private get chosen(): FleetRoom | undefined {
    return this.fleet.find(({ room }) => room.id === this.chosenId);
  }

  private get side() {
    const { chosen } = this;
    if (!chosen) return nothing;
    if (this.narrow.matches) {
      return html`<wa-drawer
        label=${msg('Valittu huone')}
        light-dismiss
        ?open=${this.isPanelOpen}
        @wa-after-hide=${() => (this.isPanelOpen = false)}
        >${this.panel(chosen)}</wa-drawer
      >`;
    }
    return html`<aside aria-label=${msg('Valittu huone')} @keydown=${this.onPanelKey}>${this.panel(chosen)}</aside>`;
  }

  private panel(chosen: FleetRoom) {
    const points = this.live.state?.points ?? [];
    return html`<room-panel
      tabindex="0"
      role="group"
      aria-label=${placeName(chosen.room.id, points)}
      .shown=${chosen}
      .points=${points}
      .credentials=${this.credentials.of(chosen.room.id)}
      @credential-revoked=${() => this.credentials.look()}
      .now=${this.live.hubNow()}
      .blockedBy=${this.live.line.kind === 'live' ? undefined : msg('Palveluun ei ole yhteyttä')}
    ></room-panel>`;
  }

  /** Whoever opens a room by keyboard is taken to it, past all the other tiles; Esc leads back. */
  private async choose(roomId: string, isByKeyboard: boolean): Promise<void> {
    this.chosenId = roomId;
    this.isPanelOpen = true;
    history.replaceState(null, '', `#${roomId}`);
    if (!isByKeyboard || this.narrow.matches) return;
    await this.updateComplete;
    this.renderRoot.querySelector('room-panel')?.focus();
  }

  private readonly onPanelKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.renderRoot.querySelector<HTMLElement>('.tile[aria-pressed="true"]')?.focus();
  };

  private namesOf({ room }: FleetRoom): readonly string[] {
    const points = this.live.state?.points ?? [];
    const municipality = points.find(({ id }) => id === room.pointId)?.municipality;
    return [room.id, placeName(room.id, points), municipality ? inLanguage(municipality) : ''];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'maintainer-page': MaintainerPage;
  }
}
