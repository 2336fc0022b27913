import { msg, str } from '../i18n/index.js';
import { limited, moved, turnedTo, wholePaper, zoomed, type PaperView, type Point, type Scene } from './paper-geometry.js';
import { lookWords, printLooks, type PrintLook } from './print-looks.js';
import type { StageHand } from './stage-gestures.js';
import type { ViewerAct } from './viewer-acts.js';
import { keepQuarters, keepViewerChoices, loadViewerChoices } from './viewer-choices.js';

/** One press of a button or key. */
const zoomStep = 1.25;
const panStep = 0.12;
/** More than this askew is the next quarter. */
export const mostAskew = 45;

const middle: Point = { x: 0, y: 0 };
const ways = { left: { x: -1, y: 0 }, right: { x: 1, y: 0 }, up: { x: 0, y: -1 }, down: { x: 0, y: 1 } } as const;

/** Why the live picture is not shown in the look that was chosen. */
export const sparedWords = (): string => msg('Tämä tietokone ei ehdi selkeyttää suoraa kuvaa. Pysäytetyn kuvan se selkeyttää.');

/**
 * How one person looks at the paper: zoom, place, turn, look of the print, size. Keeps in the browser what belongs to the
 * page or the room's camera (size, look, quarter turns); never what belongs to a paper.
 */
export class PaperViewing implements StageHand {
  view: PaperView = wholePaper;
  /** Degrees that straighten a paper laid askew, on top of the quarters. */
  askew = 0;
  look: PrintLook = 'plain';
  /** This machine cannot keep up with the look on the live picture. */
  isLiveSpared = false;
  isLarge = false;
  scene: Scene = { stage: { width: 16, height: 9 }, picture: { width: 1280, height: 720 } };
  private quarters = 0;
  private roomId = '';

  constructor(
    /** Called after each change, with words for who does not see it. */
    private readonly changed: (said?: string) => void,
  ) {}

  get isZoomed(): boolean {
    return this.view.zoom > 1;
  }

  get liveLook(): PrintLook {
    return this.isLiveSpared ? 'plain' : this.look;
  }

  get isUpright(): boolean {
    return this.quarters % 2 === 1;
  }

  get isUsual(): boolean {
    return !this.isZoomed && this.quarters === 0 && this.askew === 0 && this.look === 'plain';
  }

  get percent(): number {
    return Math.round(this.view.zoom * 100);
  }

  /** Does what a button or key asks for, when it is about looking; says whether it was. */
  act(act: ViewerAct): boolean {
    switch (act) {
      case 'zoom-in':
        this.zoomBy(zoomStep);
        return true;
      case 'zoom-out':
        this.zoomBy(1 / zoomStep);
        return true;
      case 'whole':
        this.whole();
        return true;
      case 'left':
      case 'right':
      case 'up':
      case 'down':
        this.lookTowards(ways[act]);
        return true;
      case 'turn-right':
        this.turnQuarter(1);
        return true;
      case 'turn-left':
        this.turnQuarter(-1);
        return true;
      case 'look':
        this.choose(printLooks[(printLooks.indexOf(this.look) + 1) % printLooks.length] ?? 'plain');
        return true;
      case 'large':
        this.resize();
        return true;
      case 'reset':
        this.reset();
        return true;
      default:
        return false;
    }
  }

  /** Another room: its camera's own turn, and nothing of the paper before. */
  open(roomId: string): void {
    const kept = loadViewerChoices();
    this.roomId = roomId;
    this.look = kept.look;
    this.isLarge = kept.isLarge;
    this.quarters = kept.quarters[roomId] ?? 0;
    this.askew = 0;
    this.view = { ...wholePaper, turn: this.turn };
    this.changed();
  }

  /** The stage or the picture has another size. */
  fit(scene: Scene): void {
    this.scene = scene;
    this.view = turnedTo(this.view, this.turn, scene);
    this.changed();
  }

  zoomBy(factor: number, about: Point = middle): void {
    this.view = zoomed(this.view, this.view.zoom * factor, about, this.scene);
    this.changed(msg(str`Suurennus ${this.percent} %`));
  }

  private whole(): void {
    this.view = limited({ ...this.view, zoom: 1 }, this.scene);
    this.changed(msg('Koko paperi näkyy'));
  }

  moveBy(by: Point): void {
    this.view = moved(this.view, by, this.scene);
    this.changed();
  }

  /** The picture goes the other way than the person looks. */
  private lookTowards({ x, y }: Point): void {
    const { width, height } = this.scene.stage;
    this.moveBy({ x: -x * width * panStep, y: -y * height * panStep });
  }

  private turnQuarter(direction: 1 | -1): void {
    this.quarters = (this.quarters + direction + 4) % 4;
    if (this.roomId) keepQuarters(this.roomId, this.quarters);
    this.turnAsSet();
  }

  straighten(degrees: number): void {
    this.askew = Math.max(-mostAskew, Math.min(mostAskew, degrees));
    this.turnAsSet();
  }

  choose(look: PrintLook): void {
    this.look = look;
    this.isLiveSpared = false;
    keepViewerChoices({ look });
    this.changed(msg(str`Teksti: ${lookWords(look)}`));
  }

  /** The live picture keeps its frames; the look stays for the frozen one, and may be tried again by choosing it. */
  spareLive(): void {
    if (this.liveLook === 'plain') return;
    this.isLiveSpared = true;
    this.changed(sparedWords());
  }

  private resize(): void {
    this.isLarge = !this.isLarge;
    keepViewerChoices({ isLarge: this.isLarge });
    this.changed(this.isLarge ? msg('Paperi on suurena') : msg('Paperi on tavallisen kokoinen'));
  }

  private reset(): void {
    this.askew = 0;
    this.quarters = 0;
    this.look = 'plain';
    if (this.roomId) keepQuarters(this.roomId, 0);
    keepViewerChoices({ look: 'plain' });
    this.view = wholePaper;
    this.changed(msg('Näkymä on palautettu'));
  }

  private get turn(): number {
    return this.quarters * 90 + this.askew;
  }

  private turnAsSet(): void {
    this.view = turnedTo(this.view, this.turn, this.scene);
    this.changed(msg(str`Käännetty ${this.turn} astetta`));
  }
}
