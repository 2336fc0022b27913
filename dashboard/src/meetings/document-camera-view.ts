import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { styleMap } from 'lit/directives/style-map.js';
import { localized, msg } from '../i18n/index.js';
import { KeptFocus, sharedStyles } from '../ui/index.js';
import type { CameraKnown } from './camera-known.js';
import { documentCameraViewStyles } from './document-camera-view.styles.js';
import { FrozenFrame } from './frozen-frame.js';
import { fillScreen } from './full-screen.js';
import { JanusViewer, type PictureTicket } from './janus-viewer.js';
import { LivePicture, type ViewerFor } from './live-picture.controller.js';
import { PaperViewing } from './paper-viewing.js';
import { besideStyle, frozenStyle, liveStyle } from './picture-style.js';
import { pictureToldStyles } from './picture-told.styles.js';
import { frozenWords, pictureTold, type ViewerMode } from './picture-told.js';
import { printFilters } from './print-looks.js';
import { StageGestures } from './stage-gestures.js';
import { StageSize } from './stage-size.controller.js';
import { actOfKey, type ViewerAct } from './viewer-acts.js';
import { viewerDesk } from './viewer-desk.js';
import type { ViewerPanel } from './viewer-tools.js';

/**
 * The picture of a document camera: live, or covered with the reason, whatever a person does with it (DESIGN §6). With tools
 * one looks closer, turns, sharpens and freezes it; beside what is frozen the live picture goes on.
 * For tests and measurements: `data-state`, `data-frames` on the element.
 */
@customElement('document-camera-view')
@localized()
export class DocumentCameraView extends LitElement {
  static override styles = [sharedStyles, documentCameraViewStyles, pictureToldStyles];

  @property({ attribute: false }) ticket: PictureTicket | undefined;
  /** What the page knows, to explain a cover; never to judge the picture. */
  @property({ attribute: false }) known: CameraKnown = {
    isHubLost: false,
    isVideoAvailable: true,
    presence: 'online',
    camera: 'unknown',
  };
  @property() mode: ViewerMode = 'plain';
  /** With tools: whose camera it is, for its turn is remembered; and the best clock of the page. */
  @property({ attribute: false }) roomId = '';
  @property({ attribute: false }) now: () => Date = () => new Date();
  @property({ attribute: false }) viewerFor: ViewerFor = (ticket, events) => new JanusViewer(ticket, events);

  @state() private said = '';
  @property({ reflect: true }) panel: ViewerPanel = 'none';
  /** Steps of keys and buttons glide; what a hand does is where the hand is. */
  @state() private isGliding = false;
  @query('video') private readonly video!: HTMLVideoElement;
  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  @query('.stage') private readonly stage!: HTMLElement;

  private readonly frozen = new FrozenFrame();
  private readonly viewing = new PaperViewing((said) => this.say(said));
  private readonly gestures = new StageGestures(this.viewing);
  private readonly picture = new LivePicture(this, {
    video: () => this.video,
    viewerFor: () => this.viewerFor,
    framed: (frames) => (this.dataset['frames'] = String(frames)),
    fallsBehind: () => this.onFallsBehind(),
  });

  constructor() {
    super();
    this.addController(
      new StageSize(
        () => this.stage,
        (stage) => this.viewing.fit({ ...this.viewing.scene, stage }),
      ),
    );
    // The way back from a frozen picture goes with it, and a panel with what was used in it.
    this.addController(new KeptFocus(this, () => this.stage));
    this.addEventListener('keydown', this.onKey);
    this.addEventListener('fullscreenchange', () => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.frozen.forget();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if ((changed.has('roomId') || changed.has('mode')) && this.hasTools) this.viewing.open(this.roomId);
    if (!this.ticket || changed.has('roomId')) this.frozen.forget();
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('ticket')) this.picture.follow(this.ticket);
    this.dataset['state'] = this.picture.state;
    this.toggleAttribute('large', this.hasTools && this.viewing.isLarge);
  }

  protected override render() {
    return html`${this.hasTools ? printFilters : nothing} ${this.stageWithPicture} ${this.hasTools ? this.desk : nothing}`;
  }

  private get stageWithPicture() {
    const { viewing, gestures, hasTools } = this;
    const classes = {
      covered: !this.isLive,
      frozen: this.frozen.at !== undefined,
      gliding: this.isGliding,
      near: viewing.isZoomed,
      upright: viewing.isUpright,
    };
    return html`<div
      class="stage ${classMap(classes)}"
      role=${hasTools ? 'group' : nothing}
      tabindex=${hasTools ? 0 : nothing}
      aria-label=${hasTools ? msg('Paperin kuva') : nothing}
      @pointerdown=${hasTools ? gestures.down : nothing}
      @pointermove=${hasTools ? gestures.move : nothing}
      @pointerup=${gestures.up}
      @pointercancel=${gestures.up}
      @wheel=${hasTools ? gestures.wheel : nothing}
    >
      <canvas style=${styleMap(frozenStyle(viewing))} aria-hidden="true"></canvas>
      <div class="window">
        <video
          muted
          autoplay
          playsinline
          .muted=${true}
          style=${styleMap(this.frozen.at ? besideStyle(viewing) : liveStyle(viewing))}
          aria-label=${msg('Paperi dokumenttikamerassa')}
          @resize=${this.onPictureSize}
        ></video>
      </div>
      ${pictureTold({
        state: this.picture.state,
        known: this.known,
        mode: this.mode,
        frozenAt: this.frozen.at,
        isSpared: viewing.isLiveSpared,
        goBack: () => this.freeze(),
      })}
    </div>`;
  }

  private get desk() {
    return viewerDesk({
      viewing: this.viewing,
      panel: this.panel,
      isLive: this.isLive,
      isFrozen: this.frozen.at !== undefined,
      isFullScreen: this.matches(':fullscreen'),
      said: this.said,
      act: (act) => this.act(act),
    });
  }

  private get hasTools(): boolean {
    return this.mode === 'tools';
  }

  private get isLive(): boolean {
    return this.picture.state === 'live';
  }

  private act(act: ViewerAct): void {
    const isDone = this.viewing.act(act);
    this.isGliding = isDone && !act.startsWith('turn') && act !== 'reset';
    if (act === 'freeze') this.freeze();
    else if (act === 'full-screen') void fillScreen(this);
    else if (act === 'adjust' || act === 'keys') this.panel = this.panel === act ? 'none' : act;
  }

  private freeze(): void {
    const { frozen } = this;
    if (frozen.at) {
      frozen.forget();
      this.say(msg('Suora kuva'));
    } else if (this.isLive && frozen.take(this.video, this.canvas, this.now())) this.say(frozenWords(this.now()));
  }

  private say(said = this.said): void {
    this.said = said;
    this.isGliding = false;
    this.requestUpdate();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const act = this.hasTools ? actOfKey(event) : undefined;
    if (!act) return;
    event.preventDefault();
    this.act(act);
  };

  /** A frozen picture beside the live one costs nothing that could be spared. */
  private onFallsBehind(): void {
    if (this.isLive && !this.frozen.at) this.viewing.spareLive();
  }

  private readonly onPictureSize = (): void => {
    const { videoWidth: width, videoHeight: height } = this.video;
    if (width > 0) this.viewing.fit({ ...this.viewing.scene, picture: { width, height } });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'document-camera-view': DocumentCameraView;
  }
}
