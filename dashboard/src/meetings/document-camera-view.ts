import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { styleMap } from 'lit/directives/style-map.js';
import { localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import type { CameraKnown } from './camera-words.js';
import { documentCameraViewStyles } from './document-camera-view.styles.js';
import { FrozenFrame } from './frozen-frame.js';
import { JanusViewer, type PictureTicket } from './janus-viewer.js';
import { LivePicture, type ViewerFor } from './live-picture.controller.js';
import { PaperViewing } from './paper-viewing.js';
import { besideStyle, chosenStyle } from './picture-style.js';
import { frozenBand, frozenWords, pictureCover, picturePlates, type ViewerMode } from './picture-told.js';
import { printFilters } from './print-looks.js';
import { StageGestures } from './stage-gestures.js';
import { StageSize } from './stage-size.controller.js';
import { actOfKey, type ViewerAct } from './viewer-acts.js';
import './viewer-adjust.js';
import './viewer-key-list.js';
import './viewer-tools.js';
import type { LookChosen, PaperStraightened } from './viewer-adjust.js';
import type { ViewerActed, ViewerPanel } from './viewer-tools.js';

/**
 * The picture of a document camera: live, or covered with the reason, whatever a person does with it (DESIGN §6). With tools
 * one looks closer, turns, sharpens and freezes it; beside what is frozen the live picture goes on.
 * For tests and measurements: `data-state`, `data-frames` on the element.
 */
@customElement('document-camera-view')
@localized()
export class DocumentCameraView extends LitElement {
  static override styles = [sharedStyles, documentCameraViewStyles];

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
  });

  constructor() {
    super();
    this.addController(
      new StageSize(
        () => this.stage,
        (stage) => this.viewing.fit({ ...this.viewing.scene, stage }),
      ),
    );
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
    return html`${this.hasTools ? printFilters : nothing} ${this.stageWithPicture} ${this.hasTools ? this.tools : nothing}`;
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
    const chosen = styleMap(chosenStyle(viewing));
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
      <canvas style=${chosen} aria-hidden="true"></canvas>
      <div class="window">
        <video
          muted
          autoplay
          playsinline
          .muted=${true}
          style=${this.frozen.at ? styleMap(besideStyle(viewing)) : chosen}
          aria-label=${msg('Paperi dokumenttikamerassa')}
          @resize=${this.onPictureSize}
        ></video>
      </div>
      ${this.told}
    </div>`;
  }

  /** A cover hides what is live and what is frozen alike. */
  private get told() {
    const { picture, known, frozen } = this;
    if (picture.state === 'none') return nothing;
    if (!this.isLive) return pictureCover(known, picture.state === 'starting');
    return html`${frozen.at ? frozenBand(frozen.at, () => this.act('freeze')) : nothing} ${picturePlates(known, this.mode)}`;
  }

  private get tools() {
    const { viewing } = this;
    return html`<viewer-tools
        percent=${viewing.percent}
        panel=${this.panel}
        ?frozen=${this.frozen.at}
        ?large=${viewing.isLarge}
        ?usual=${viewing.isUsual}
        ?full-screen=${this.matches(':fullscreen')}
        ?idle=${!this.isLive}
        @viewer-act=${this.onActed}
      ></viewer-tools>
      ${this.openPanel}
      <p class="hidden-text" role="status">${this.said}</p>`;
  }

  private get openPanel() {
    const { viewing } = this;
    if (this.panel === 'keys') return html`<viewer-key-list></viewer-key-list>`;
    if (this.panel === 'none') return nothing;
    return html`<viewer-adjust
      look=${viewing.look}
      .askew=${viewing.askew}
      ?zoomed=${viewing.isZoomed}
      @viewer-act=${this.onActed}
      @look-chosen=${({ detail }: LookChosen) => viewing.choose(detail)}
      @paper-straightened=${({ detail }: PaperStraightened) => viewing.straighten(detail)}
    ></viewer-adjust>`;
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
    else if (act === 'full-screen') void this.fillScreen();
    else if (act === 'adjust' || act === 'keys') this.panel = this.panel === act ? 'none' : act;
  }

  private freeze(): void {
    const { frozen } = this;
    if (frozen.at) {
      frozen.forget();
      this.say(msg('Suora kuva'));
    } else if (this.isLive && frozen.take(this.video, this.canvas, this.now())) this.say(frozenWords(this.now()));
  }

  private async fillScreen(): Promise<void> {
    // A browser may say no; then the page stays as it is.
    await (this.matches(':fullscreen') ? document.exitFullscreen() : this.requestFullscreen()).catch(() => undefined);
  }

  private say(said = this.said): void {
    this.said = said;
    this.isGliding = false;
    this.requestUpdate();
  }

  private readonly onActed = ({ detail }: ViewerActed): void => this.act(detail);

  private readonly onKey = (event: KeyboardEvent): void => {
    const act = this.hasTools ? actOfKey(event) : undefined;
    if (!act) return;
    event.preventDefault();
    this.act(act);
  };

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
