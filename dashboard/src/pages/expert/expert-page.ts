import '@awesome.me/webawesome/dist/components/button/button.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { minutes, seconds } from '@etapiste/protocol';
import '../../bookings/today-list.js';
import { placeName } from '../../calls/index.js';
import { atClock, duration, localized, msg, str } from '../../i18n/index.js';
import { LiveController } from '../../live/index.js';
import { AnnouncedTestController, cameraKnown, type CameraKnown, type RoomChosen } from '../../meetings/index.js';
import '../../people/account-menu.js';
import { KeptFocus, TickController, blocked, sharedStyles } from '../../ui/index.js';
import { expertPageStyles } from './expert-page.styles.js';

/** The expert's page: the document camera of a room, tried out before a customer is there. */
@customElement('expert-page')
@localized()
export class ExpertPage extends LitElement {
  static override styles = [sharedStyles, expertPageStyles];

  @state() private chosen = '';
  private readonly live = new LiveController(this, 'staff', { kinds: ['hub', 'points', 'rooms'] });
  private readonly test = new AnnouncedTestController(this, this.live);

  constructor() {
    super();
    this.addController(new TickController(this));
    // Starting and stopping take each other's place.
    this.addController(new KeptFocus(this, () => this.renderRoot.querySelector<HTMLElement>('wa-button')));
  }

  protected override updated(): void {
    document.title = `${msg('Dokumenttikamera')}: Etäpiste`;
  }

  protected override render() {
    const { state: known, line } = this.live;
    return html`
      <staff-bar .pages=${[{ label: msg('Dokumenttikamera'), href: '/expert', isCurrent: true }]}
        ><account-menu></account-menu
      ></staff-bar>
      <main id="content" class=${this.isShowing ? 'showing' : nothing}>
        <line-note ?hidden=${line.kind === 'live' || line.kind === 'connecting'} .line=${line} ?known=${known !== undefined}
          >${msg('Kuvaa ei voi avata, ennen kuin yhteys palaa.')}</line-note
        >
        <div class="choose">
          <h1>${msg('Dokumenttikamera')}</h1>
          ${known ? html`${this.choice} ${this.told}` : this.unknown}
        </div>
        <section class="picture" aria-label=${msg('Huoneen paperi')}>${this.picture}</section>
        ${this.isShowing ? nothing : html`<today-list class="day" anyDay></today-list>`}
      </main>
    `;
  }

  private get unknown() {
    return html`<div class="card"><loading-lines label=${msg('Haetaan huoneita')}></loading-lines></div>`;
  }

  private get choice() {
    const { state: known } = this.live;
    return html`<section class="card">
      <p>${msg('Kokeile ennen käyntiä, että paperi näkyy sinulle.')}</p>
      <room-choice
        .points=${known?.points ?? []}
        .rooms=${known?.rooms ?? []}
        .chosen=${this.chosen}
        ?disabled=${this.isShowing}
        @room-chosen=${({ detail }: RoomChosen) => (this.chosen = detail)}
      ></room-choice>
      ${this.isShowing ? nothing : this.startButton} ${this.refusal}
    </section>`;
  }

  private get startButton() {
    const blockedBy = this.blockedBy;
    return html`<wa-button variant="brand" ${blocked(blockedBy)} @click=${this.start}
        ><wa-icon slot="start" name="camera" aria-hidden="true"></wa-icon>${msg('Näytä kuva')}</wa-button
      >
      ${blockedBy ? html`<p class="quiet">${blockedBy}</p>` : nothing}`;
  }

  /** With the picture, so that it is at hand also when the picture fills the page. */
  private get ending() {
    const { endsAt } = this.test;
    const left = endsAt && countdown(endsAt.getTime() - this.live.hubNow().getTime());
    return html`<div class="ending">
      ${left ? html`<p class="num" role="timer">${msg(str`Jäljellä ${left}`)}</p>` : nothing}
      <wa-button variant="brand" appearance="outlined" @click=${() => this.test.stop()}>${msg('Lopeta')}</wa-button>
    </div>`;
  }

  private get refusal() {
    const { failure } = this.test;
    if (!failure) return nothing;
    return html`<notice-note tone="bad" role="alert"><b>${msg('Kuvaa ei voitu avata.')}</b> ${failure.inWords}</notice-note>`;
  }

  /** What the room is told: nobody is filmed without knowing it. */
  private get told() {
    const { endsAt } = this.test;
    return html`<section class="card">
      <h2>${this.isShowing ? msg('Huoneelle kerrotaan nyt') : msg('Huoneelle kerrotaan')}</h2>
      <ul class="told">
        <li><wa-icon name="lamp" aria-hidden="true"></wa-icon><span>${msg('Lamppu näyttää, että kamera on auki.')}</span></li>
        <li>
          <wa-icon name="window" aria-hidden="true"></wa-icon
          ><span>${msg('Asiakkaan näytöllä lukee, että asiantuntija kokeilee dokumenttikameraa.')}</span>
        </li>
        <li>
          <wa-icon name="clock" aria-hidden="true"></wa-icon
          ><span
            >${
              endsAt
                ? msg(str`Kuva sulkeutuu viimeistään ${atClock(endsAt)}.`)
                : msg('Kuva sulkeutuu itsestään viimeistään 5 minuutin kuluttua.')
            }</span
          >
        </li>
      </ul>
      <p class="quiet small">${msg('Kuvaa ei tallenneta.')}</p>
    </section>`;
  }

  private get picture() {
    if (!this.isShowing) return this.noPicture;
    const points = this.live.state?.points ?? [];
    return html`<div class="place">
        <h2>${placeName(this.test.roomId ?? '', points)}</h2>
        ${this.ending}
      </div>
      <document-camera-view
        mode="tools"
        .roomId=${this.test.roomId ?? ''}
        .ticket=${this.test.ticket}
        .known=${this.known}
        .now=${this.hubNow}
      ></document-camera-view>`;
  }

  private get noPicture() {
    if (this.test.phase === 'over') {
      return html`<div class="nothing">
        <empty-state icon="clock" heading=${msg('Kuvakoe päättyi')} level="2"
          >${msg('Aika täyttyi ja kamera on kiinni. Voit avata kuvan uudelleen.')}</empty-state
        >
      </div>`;
    }
    if (this.chosen) {
      // A long name does not fit into the field: here it can be read.
      return html`<div class="nothing">
        <empty-state icon="paper" heading=${placeName(this.chosen, this.live.state?.points ?? [])} level="2"
          >${msg('Kamera on kiinni, kunnes painat Näytä kuva.')}</empty-state
        >
      </div>`;
    }
    return html`<div class="nothing">
      <empty-state icon="paper" heading=${msg('Ei kuvaa auki')} level="2"
        >${msg('Valitse huone ja paina Näytä kuva. Kamera on kiinni siihen asti.')}</empty-state
      >
    </div>`;
  }

  private get isShowing(): boolean {
    return this.test.phase === 'starting' || this.test.phase === 'watching';
  }

  /** Why the picture cannot be asked for now; undefined when it can. */
  private get blockedBy(): string | undefined {
    const { isHubLost, isVideoAvailable, presence } = this.known;
    if (isHubLost) return msg('Palveluun ei ole yhteyttä.');
    if (!isVideoAvailable) return msg('Video ei ole juuri nyt käytettävissä. Kaikki muu toimii.');
    if (!this.chosen) return msg('Valitse ensin huone.');
    return presence === 'online' ? undefined : msg('Huoneen ohjaimeen ei ole yhteyttä.');
  }

  private get known(): CameraKnown {
    return cameraKnown(this.live, this.test.roomId ?? this.chosen);
  }

  private readonly hubNow = (): Date => this.live.hubNow();

  private readonly start = (): void => {
    if (this.chosen) void this.test.start(this.chosen);
  };
}

/** `4 min 52 s`: a person sees that it runs. */
function countdown(leftMs: number): string {
  const left = Math.max(0, Math.ceil(leftMs / 1_000));
  const secondsOf = duration(seconds(left % 60));
  return left < 60 ? secondsOf : `${duration(minutes(Math.floor(left / 60)))} ${secondsOf}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'expert-page': ExpertPage;
  }
}
