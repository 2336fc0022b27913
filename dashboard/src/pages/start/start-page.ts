import '@awesome.me/webawesome/dist/components/button/button.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { demoOperations, type Call, type Demo } from '@etapiste/protocol';
import { RequestFailure, request } from '../../api/index.js';
import { inLanguage, localized, msg, str } from '../../i18n/index.js';
import { LiveController } from '../../live/index.js';
import { AnnouncedTestController, cameraKnown } from '../../meetings/index.js';
import { RoomDoor } from '../../simulator/index.js';
import { sharedStyles } from '../../ui/index.js';
import './demo-mail.js';
import { DemoStory } from './demo-story.js';
import './page-list.js';
import { startPageStyles } from './start-page.styles.js';
import './story-line.js';
import { toldByHub, type ToldCall } from './story-steps.js';

/** The first page: in the demo a room to touch and a call to watch, elsewhere the list of pages. */
@customElement('start-page')
@localized()
export class StartPage extends LitElement {
  static override styles = [sharedStyles, startPageStyles];

  /** Undefined while asked; null where this is no demo. */
  @state() private demo: Demo | null | undefined;
  @state() private chosen = 0;
  /** The last call that was open in front of this page, whoever made it. */
  private followedId: string | undefined;
  private readonly live: LiveController = new LiveController(this, 'staff', {
    kinds: ['hub', 'points', 'rooms', 'calls'],
    heartbeat: () => this.story.keep(),
  });
  private readonly door = new RoomDoor(this);
  private readonly story: DemoStory = new DemoStory(this, this.live, this.door);
  private readonly picture = new AnnouncedTestController(this, this.live);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.askDemo();
  }

  protected override willUpdate(): void {
    const address = this.demo?.rooms[this.chosen]?.simulate;
    if (address) this.door.follow(address);
    const open = this.callsOfRoom.find((call) => call.state !== 'done');
    if (open) this.followedId = open.id;
  }

  protected override updated(): void {
    document.title = this.demo ? msg('Etäpiste: esittely') : 'Etäpiste';
  }

  protected override render() {
    if (this.demo === undefined)
      return html`<staff-bar></staff-bar>
        <main id="content"></main>`;
    if (this.demo === null) return this.plain;
    return html`
      <staff-bar><span class="bar quiet">${msg('Esittely tällä koneella. Kaikki ihmiset ovat keksittyjä.')}</span></staff-bar>
      <main id="content">
        <line-note ?hidden=${this.isLineWell} .line=${this.live.line} ?known=${this.live.state !== undefined}
          >${msg('Esittely ei nyt etene.')}</line-note
        >
        <section>${this.top} ${this.scene}</section>
        <aside>
          <page-list .roomId=${this.roomId} .accounts=${this.demo.accounts}><demo-mail></demo-mail></page-list>
          ${this.paper}
        </aside>
      </main>
    `;
  }

  private get plain() {
    return html`<staff-bar></staff-bar>
      <main id="content" class="plain">
        <h1>Etäpiste</h1>
        <page-list></page-list>
      </main>`;
  }

  private get top() {
    const { isPlaying, failure } = this.story;
    return html`
      <div class="top">
        <div>
          <h1>${msg('Huone, nappi ja neuvoja')}</h1>
          <p>
            ${msg('Etäpalveluhuoneessa asiakas tapaa viranomaisen videolla. Kun hän tarvitsee apua, hän painaa nappia ja neuvoja tulee. Lamppu kertoo, missä kutsu on.')}
          </p>
        </div>
        <wa-button variant="brand" ?loading=${isPlaying} ?disabled=${!this.canPlay} @click=${this.play}
          ><wa-icon slot="start" name="play" aria-hidden="true"></wa-icon>${msg('Näytä minulle')}</wa-button
        >
      </div>
      ${
        failure
          ? html`<notice-note tone="bad" role="alert"
              ><b>${msg('Kutsu ei kulkenut loppuun.')}</b> ${
                failure === 'stuck'
                  ? msg('Seuraavaa vaihetta ei kuulunut. Tarkista huoneen verkko ja kokeile uudelleen.')
                  : failure.inWords
              }</notice-note
            >`
          : nothing
      }
    `;
  }

  private get scene() {
    return html`<div class="card scene">
      <div class="tabs" role="tablist" aria-label=${msg('Huoneet')} @keydown=${this.onTabKey}>
        ${this.demo?.rooms.map(
          ({ id }, index) =>
            html`<button
              id=${`tab-${index}`}
              role="tab"
              type="button"
              aria-selected=${index === this.chosen}
              aria-controls="room"
              tabindex=${index === this.chosen ? 0 : -1}
              ?disabled=${this.story.isPlaying}
              @click=${() => this.choose(index)}
            >
              ${this.pointName(id)}
            </button>`,
        )}
        <span class="small quiet">${msg(str`Simuloitu huone ${this.roomId ?? ''}`)}</span>
      </div>
      <div id="room" role="tabpanel" aria-labelledby=${`tab-${this.chosen}`}>
        <room-scene .room=${this.door.room} .door=${this.door}></room-scene>
        <p class="tells" role="status">${this.tells}</p>
        <story-line .story=${this.told}></story-line>
      </div>
    </div>`;
  }

  /** The story while it plays; else the room's own call, which a touch of the button has made. */
  private get told(): ToldCall {
    return this.ownCall ? toldByHub(this.ownCall) : this.story.told;
  }

  private get ownCall(): Call | undefined {
    if (this.story.isPlaying || this.followedId === this.story.callId) return undefined;
    return this.callsOfRoom.find(({ id }) => id === this.followedId);
  }

  private get callsOfRoom(): readonly Call[] {
    const { roomId } = this;
    return this.live.state?.calls.filter((call) => call.roomId === roomId) ?? [];
  }

  /** One sentence for the step of now, and what to do next. */
  private get tells(): string {
    const { times, isPlaying } = this.story;
    if (this.ownCall) return ownCallWords(this.ownCall);
    if (times.done !== undefined) return msg('Kutsu päättyi huoneen napista. Kokeile seuraavaksi itse: kosketa huoneen osia.');
    if (!isPlaying) return msg('Kosketa huoneen osia tai katso, miten kutsu kulkee.');
    if (times['on-the-way'] !== undefined) return msg('Neuvoja on huoneessa. Pitkä painallus lopettaa kutsun.');
    if (times.seen !== undefined) return msg(str`${this.story.advisor} näkee kutsun ja vastaa siihen.`);
    if (times.stored !== undefined) return msg('Kutsu on tallessa ja soi neuvojalle.');
    return msg('Asiakas painaa nappia.');
  }

  private get paper() {
    const isShowing = this.picture.phase === 'starting' || this.picture.phase === 'watching';
    const isAvailable = this.live.state?.hub[0]?.isVideoAvailable ?? false;
    return html`<section class="card see" aria-labelledby="see">
      <div class="head">
        <h2 id="see">${msg('Asiantuntija näkee paperin')}</h2>
        ${
          isAvailable
            ? html`<button class="plain-button" type="button" @click=${this.turnPicture}>
                ${isShowing ? msg('Lopeta') : msg('Näytä kuva')}
              </button>`
            : nothing
        }
      </div>
      ${
        isShowing
          ? html`<document-camera-view
              .ticket=${this.picture.ticket}
              .known=${cameraKnown(this.live, this.roomId)}
            ></document-camera-view>`
          : html`<p class="closed">
              <wa-icon name="camera-off" aria-hidden="true"></wa-icon>
              <span
                >${isAvailable ? msg('Dokumenttikamera on kiinni.') : msg('Video ei ole käytettävissä. Kaikki muu toimii.')}</span
              >
              ${this.picture.failure ? html`<span role="alert">${this.picture.failure.inWords}</span>` : nothing}
            </p>`
      }
    </section>`;
  }

  private get isLineWell(): boolean {
    return this.live.line.kind === 'live' || this.live.line.kind === 'connecting';
  }

  private get roomId(): string | undefined {
    return this.demo?.rooms[this.chosen]?.id;
  }

  private get canPlay(): boolean {
    return this.live.line.kind === 'live' && this.door.room !== undefined && !this.story.isPlaying;
  }

  private pointName(roomId: string): string {
    const point = this.live.state?.points.find(({ rooms }) => rooms.some(({ id }) => id === roomId));
    return point ? inLanguage(point.name) : roomId;
  }

  private async askDemo(): Promise<void> {
    try {
      this.demo = await request(demoOperations.showDemo, {});
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.demo = null;
    }
  }

  private readonly play = (): void => {
    const { roomId } = this;
    const point = this.live.state?.points.find(({ rooms }) => rooms.some(({ id }) => id === roomId));
    if (!roomId || !point) return;
    const isDark = this.picture.phase === 'none' || this.picture.phase === 'over';
    if (isDark && this.live.state?.hub[0]?.isVideoAvailable) void this.picture.start(roomId);
    void this.story.play(roomId, point.id);
  };

  private readonly turnPicture = (): void => {
    if (this.picture.phase === 'starting' || this.picture.phase === 'watching') void this.picture.stop();
    else if (this.roomId) void this.picture.start(this.roomId);
  };

  private choose(index: number): void {
    if (index === this.chosen) return;
    this.chosen = index;
    if (this.picture.phase !== 'none') void this.picture.stop();
  }

  private readonly onTabKey = (event: KeyboardEvent): void => {
    const count = this.demo?.rooms.length ?? 0;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || this.story.isPlaying) return;
    this.choose((this.chosen + step + count) % count);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${this.chosen}`)?.focus());
  };
}

function ownCallWords(call: Call): string {
  switch (call.state) {
    case 'open':
      return call.seenAt
        ? msg('Neuvoja näkee kutsun. Vastaa siihen sivulla Neuvoja.')
        : msg('Kutsu on tallessa. Avaa sivu Neuvoja, aloita vuoro ja vastaa kutsuun.');
    case 'acknowledged':
      return msg('Neuvoja on vastannut. Seuraavaksi hän lähtee huoneeseen.');
    case 'on-the-way':
      return msg('Neuvoja on tulossa. Pitkä painallus lopettaa kutsun.');
    case 'done':
      return msg('Kutsu on päättynyt. Voit painaa nappia uudelleen.');
  }
  call.state satisfies never;
  return '';
}

declare global {
  interface HTMLElementTagNameMap {
    'start-page': StartPage;
  }
}
