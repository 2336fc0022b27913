import '@awesome.me/webawesome/dist/components/icon/icon.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { seconds } from '@etapiste/protocol';
import { atClock, clock, localized, msg, str } from '../../i18n/index.js';
import {
  ComfortController,
  KioskController,
  buttonNote,
  isDemo,
  momentWords,
  ownRoom,
  quietLamp,
  stage,
  stageStyles,
  touchWords,
  type StageKnown,
} from '../../kiosk/index.js';
import { cameraKnown } from '../../meetings/camera-known.js';
import { TickController, sharedStyles } from '../../ui/index.js';
import { kioskPageStyles } from './kiosk-page.styles.js';

/** For how long the answer to a touch that does not call stays. */
const touchedShownMs = seconds(10);

/** The customer's screen in the room. Idle it names nobody; its one thing is the call, and where the call is. */
@customElement('kiosk-page')
@localized()
export class KioskPage extends LitElement {
  static override styles = [sharedStyles, stageStyles, kioskPageStyles];

  /** A touch of the button that did not call, until its answer goes. */
  @state() private isTouched = false;
  @state() private overflow: 'none' | 'below' | 'end' = 'none';
  @state() private isDemo: boolean | undefined;
  private readonly roomId = ownRoom();
  private readonly kiosk = this.roomId ? new KioskController(this, this.roomId) : undefined;
  private readonly comfort = new ComfortController(this, this.kiosk);
  private hasTold = false;
  private mirror: Promise<unknown> | undefined;
  private untouching: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.addController(new TickController(this));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('resize', this.measure);
    if (!this.roomId) void isDemo().then((isIt) => (this.isDemo = isIt));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('resize', this.measure);
    clearTimeout(this.untouching);
  }

  /** The page has started: what its shell says in case it does not is over. */
  protected override firstUpdated(): void {
    this.replaceChildren();
  }

  protected override updated(): void {
    const heading = this.kiosk && momentWords(this.kiosk.moment, undefined).heading;
    document.title = heading ? `${heading}: Etäpiste` : 'Etäpiste';
    // What the screen says, in one word that no language changes.
    const moment = this.kiosk?.moment;
    this.dataset['moment'] = moment?.kind === 'calling' ? moment.word : moment?.kind;
    this.measure();
  }

  protected override render() {
    const { kiosk } = this;
    const hasRoom = kiosk && !kiosk.isRoomUnknown && !this.isStranger;
    const answer = hasRoom && this.isTouched && !kiosk.canCall ? touchWords(kiosk.moment) : '';
    const { paper } = this;
    return html`
      <header>
        <span class="brand"><brand-mark></brand-mark>Etäpiste</span>
        <span class="clock num">${clock(kiosk?.live.hubNow() ?? new Date(), kiosk?.point?.timeZone)}</span>
      </header>
      ${this.cameraTest}
      <main
        class=${classMap({ 'is-larger': this.comfort.size !== 'usual', 'is-contrast': this.comfort.isContrast, 'is-answering': answer !== '', 'has-paper': paper !== nothing })}
        tabindex=${this.overflow === 'none' ? nothing : 0}
        @scroll=${this.measure}
      >
        ${this.place} ${this.more}
      </main>
      ${paper} ${hasRoom ? this.spoken(kiosk) : nothing}
      <p class="touched" role="alert">${answer}</p>
      <footer>
        ${hasRoom ? this.callButton(kiosk) : nothing}
        <comfort-bar .comfort=${this.comfort}></comfort-bar>
      </footer>
    `;
  }

  /** A maintainer must enrol this screen; in the demo anybody may choose its room. */
  private get isStranger(): boolean {
    return this.kiosk ? this.kiosk.isStranger : this.isDemo === false;
  }

  private get place() {
    if (this.isStranger) return html`<enrolment-screen></enrolment-screen>`;
    const { kiosk } = this;
    if (!kiosk || kiosk.isRoomUnknown) return html`<room-chooser .unknown=${this.roomId}></room-chooser>`;
    return stage(kiosk.moment, stageKnown(kiosk));
  }

  private callButton(kiosk: KioskController) {
    const { moment, canCall } = kiosk;
    const look = canCall ? 'ready' : moment.kind === 'offline' && moment.own !== 'unanswered' ? 'dead' : 'pressed';
    return html`<call-button
      look=${look}
      .note=${buttonNote(moment, canCall)}
      @call-wanted=${() => (kiosk.canCall ? kiosk.call() : this.touch())}
    ></call-button>`;
  }

  /**
   * What is spoken when the moment changes. The first screen is read as a page; only what comes after it is news. Alerts
   * are for what needs the customer to act: the hub or the advisor is not reached.
   */
  private spoken({ moment, point }: KioskController) {
    const { heading, lead } = momentWords(moment, point?.timeZone);
    this.hasTold ||= moment.kind !== 'idle';
    const isNotReached = moment.kind === 'calling' && moment.word === 'not-reached';
    const isAlert = isNotReached || moment.kind === 'offline' || moment.kind === 'refused';
    const words = this.hasTold ? `${heading}. ${lead}` : nothing;
    return html`<p class="hidden-text" role="status">${isAlert ? nothing : words}</p>
      <p class="hidden-text" role="alert">${isAlert ? words : nothing}</p>`;
  }

  /** An announced test of the document camera is said for as long as it may run, whatever else the screen says. */
  private get cameraTest() {
    const { testEndsAt, point } = this.kiosk ?? {};
    if (!testEndsAt) return nothing;
    return html`<p class="test" role="status">
      <wa-icon name="camera" aria-hidden="true"></wa-icon>
      <span
        >${msg(str`Asiantuntija kokeilee dokumenttikameraa. Kamera on auki enintään ${atClock(testEndsAt, point?.timeZone)} asti.`)}
        ${msg('Ota paperi pois, jos et halua näyttää sitä.')}</span
      >
    </p>`;
  }

  /** What the expert sees, as long as the test runs; without the viewer the words above are all. */
  private get paper() {
    const { kiosk, roomId } = this;
    if (!kiosk?.testEndsAt || !roomId) return nothing;
    const known = cameraKnown(kiosk.live, roomId);
    if (!customElements.get('paper-mirror')) {
      this.fetchMirror(known.isHubLost);
      return nothing;
    }
    const isFirst = kiosk.moment.kind === 'idle' || kiosk.moment.kind === 'ended';
    return html`<aside class="paper ${isFirst ? 'wide' : ''}" aria-label=${msg('Asiantuntija näkee tämän')}>
      <paper-mirror .roomId=${roomId} .endsAt=${kiosk.testEndsAt} .known=${known}></paper-mirror>
    </aside>`;
  }

  /** The viewer weighs more than the rest of this page: it is fetched for the first test, and asked for once at a time. */
  private fetchMirror(isHubLost: boolean): void {
    if (isHubLost) return;
    this.mirror ??= import('../../meetings/paper-mirror.js')
      .then(() => this.requestUpdate())
      .catch(() => (this.mirror = undefined));
  }

  /** Nothing needs a swipe: what does not fit is a touch away. */
  private get more() {
    if (this.overflow === 'none') return nothing;
    const isEnd = this.overflow === 'end';
    return html`<div class="more">
      <button type="button" @click=${() => this.turnPage(isEnd)}>
        <wa-icon name="chevron-down" style=${isEnd ? 'rotate: 180deg' : ''} aria-hidden="true"></wa-icon>
        ${isEnd ? msg('Takaisin alkuun') : msg('Näytä lisää')}
      </button>
    </div>`;
  }

  private turnPage(toStart: boolean): void {
    const main = this.renderRoot.querySelector('main');
    main?.scrollTo({ top: toStart ? 0 : main.scrollTop + main.clientHeight * 0.8, behavior: 'instant' });
  }

  private readonly measure = (): void => {
    const main = this.renderRoot.querySelector('main');
    if (!main) return;
    const hidden = main.scrollHeight - main.clientHeight;
    this.overflow = hidden < 4 ? 'none' : main.scrollTop > hidden - 4 ? 'end' : 'below';
  };

  private touch(): void {
    this.isTouched = true;
    clearTimeout(this.untouching);
    this.untouching = setTimeout(() => (this.isTouched = false), touchedShownMs);
  }
}

const stageKnown = (kiosk: KioskController): StageKnown => ({
  point: kiosk.point,
  isRoomReached: kiosk.room?.presence.state === 'online',
  isCameraShut: !kiosk.room?.documentCamera.testEndsAt,
  quietLamp: quietLamp(kiosk.room),
  deed:
    kiosk.moment.kind === 'calling' && kiosk.moment.word === 'on-the-way'
      ? html`<help-came .end=${() => kiosk.helpCame()}></help-came>`
      : undefined,
});

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-page': KioskPage;
  }
}
