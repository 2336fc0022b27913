import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { seconds } from '@etapiste/protocol';
import { localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { badgeWords, coverWords, type CameraKnown } from './camera-words.js';
import { documentCameraViewStyles } from './document-camera-view.styles.js';
import { FrameWatch } from './frame-watch.js';
import { JanusViewer, type PictureTicket } from './janus-viewer.js';

/** `starting` until the first frame, then `live` or `covered`: never an old picture as live (DESIGN §6). */
export type PictureState = 'none' | 'starting' | 'live' | 'covered';

const judgeEveryMs = 250;
const tryAgainMs = seconds(1);
/** A sender that comes back by itself needs half a second; a picture that stays away so long is asked for anew. */
const watchAgainMs = seconds(8);

/**
 * The picture of a document camera. Asks for it by the ticket, plays it muted, and judges by the frames that this page itself
 * has decoded whether it is live; otherwise it is covered with the reason. Finds its way back by itself.
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

  @state() private picture: PictureState = 'none';
  @query('video') private readonly video!: HTMLVideoElement;
  private viewer: JanusViewer | undefined;
  private frames: FrameWatch | undefined;
  private judging: ReturnType<typeof setInterval> | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;
  private watchedAtMs = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.judging = setInterval(() => this.judge(), judgeEveryMs);
    document.addEventListener('visibilitychange', this.judge);
    // Moved in the page: the picture is asked for anew.
    if (this.hasUpdated) this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.judging);
    document.removeEventListener('visibilitychange', this.judge);
    this.leave();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('ticket')) this.picture = this.ticket ? 'starting' : 'none';
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('ticket')) this.begin();
    this.dataset['state'] = this.picture;
  }

  protected override render() {
    const isCovered = this.picture !== 'live';
    return html`<div class="stage ${isCovered ? 'covered' : ''}">
      <video muted autoplay playsinline .muted=${true} aria-label=${msg('Paperi dokumenttikamerassa')}></video>
      ${isCovered ? this.cover : this.plates}
    </div>`;
  }

  private get cover() {
    if (this.picture === 'none') return nothing;
    if (this.picture === 'starting' && this.known.isVideoAvailable && !isBroken(this.known)) {
      return html`<div class="cover" role="status">
        <wa-icon name="hourglass" aria-hidden="true"></wa-icon>
        <h2>${msg('Kuva käynnistyy')}</h2>
        <p>${msg('Huoneen dokumenttikamera avataan.')}</p>
      </div>`;
    }
    const { heading, text } = coverWords(this.known);
    return html`<div class="cover" role="alert">
      <wa-icon name="camera-off" aria-hidden="true"></wa-icon>
      <h2>${heading}</h2>
      <p>${text}</p>
    </div>`;
  }

  private get plates() {
    const badge = badgeWords(this.known.camera);
    return html`${
      this.known.isHubLost
        ? html`<span class="plate unsure" role="status"
            ><wa-icon name="warning" aria-hidden="true"></wa-icon>${msg('Emme voi varmistaa huoneen tilaa')}</span
          >`
        : html`<span class="plate live">${msg('Kuva on suora')}</span>`
    }
    ${
      badge
        ? html`<span class="plate badge" role="status"><wa-icon name="info" aria-hidden="true"></wa-icon>${badge}</span>`
        : nothing
    }`;
  }

  /** Asks for the picture by the ticket of now; without one there is none. */
  private begin(): void {
    this.leave();
    if (!this.ticket) return;
    this.frames = new FrameWatch(this.video, this.onFrame);
    this.frames.start();
    this.watch();
  }

  private watch(): void {
    const { ticket } = this;
    if (!ticket || !this.isConnected) return;
    this.viewer?.stop();
    this.watchedAtMs = performance.now();
    const viewer = new JanusViewer(ticket, {
      track: (track) => {
        if (this.viewer === viewer) this.play(track);
      },
      ended: () => {
        if (this.viewer === viewer) this.watchLater();
      },
    });
    this.viewer = viewer;
    void viewer.start();
  }

  private watchLater(): void {
    clearTimeout(this.again);
    this.again = setTimeout(() => this.watch(), tryAgainMs);
  }

  private play(track: MediaStreamTrack): void {
    this.video.srcObject = new MediaStream([track]);
    // Muted video may always play; a new source that interrupts an older play() is no failure.
    this.video.play().catch(() => undefined);
  }

  private leave(): void {
    clearTimeout(this.again);
    this.frames?.stop();
    this.frames = undefined;
    this.viewer?.stop();
    this.viewer = undefined;
    if (this.hasUpdated) this.video.srcObject = null;
  }

  private readonly onFrame = (): void => {
    this.dataset['frames'] = String(this.frames?.frames ?? 0);
    this.judge();
  };

  private readonly judge = (): void => {
    const { frames } = this;
    if (!frames || this.picture === 'none') return;
    if (frames.isFresh()) this.picture = 'live';
    else if (this.picture === 'live') this.picture = 'covered';
    const waitedMs = Math.min(frames.ageMs(), performance.now() - this.watchedAtMs);
    if (waitedMs > watchAgainMs) this.watch();
  };
}

const isBroken = ({ isHubLost, presence, camera }: CameraKnown): boolean =>
  isHubLost || presence !== 'online' || camera === 'failed' || camera === 'no-device';

declare global {
  interface HTMLElementTagNameMap {
    'document-camera-view': DocumentCameraView;
  }
}
