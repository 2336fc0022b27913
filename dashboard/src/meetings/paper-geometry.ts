/** Width and height in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
/** A place in CSS pixels; on the stage from its centre, right and down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
/**
 * How a person looks at a picture. `x` and `y` are the place of the picture that is in the middle of the stage, in parts of the
 * picture's own width and height from its middle (-0.5…0.5): so the same place stays in view when the stage or the picture's
 * resolution changes, and when the picture is turned.
 */
export interface PaperView {
  /** 1 shows the whole picture. */
  readonly zoom: number;
  /** Degrees clockwise. */
  readonly turn: number;
  readonly x: number;
  readonly y: number;
}
/** The stage and the picture on it: what a view is drawn with. */
export interface Scene {
  readonly stage: Size;
  readonly picture: Size;
}

export const wholePaper: PaperView = { zoom: 1, turn: 0, x: 0, y: 0 };
export const zoomLimits = { least: 1, most: 8 } as const;

/** CSS pixels of the stage for one pixel of the picture. */
export function scaleOf({ zoom, turn }: PaperView, { stage, picture }: Scene): number {
  const box = turnedBox(picture, turn);
  return zoom * Math.min(stage.width / box.width, stage.height / box.height);
}

/** Where the middle of the picture is on the stage. */
export function middleOf(view: PaperView, scene: Scene): Point {
  return toStage({ x: 0, y: 0 }, view, scene);
}

/** Where a place of the picture (in parts from its middle) is on the stage. */
export function toStage(place: Point, view: PaperView, scene: Scene): Point {
  const scale = scaleOf(view, scene);
  const { width, height } = scene.picture;
  return turned({ x: (place.x - view.x) * width * scale, y: (place.y - view.y) * height * scale }, view.turn);
}

/** Which place of the picture (in parts from its middle) is at a point of the stage. */
export function toPicture(point: Point, view: PaperView, scene: Scene): Point {
  const scale = scaleOf(view, scene);
  const back = turned(point, -view.turn);
  return { x: view.x + back.x / scale / scene.picture.width, y: view.y + back.y / scale / scene.picture.height };
}

/** Looks closer (or from further away) so that what is at `about` stays there, as far as the limits allow. */
export function zoomed(view: PaperView, zoom: number, about: Point, scene: Scene): PaperView {
  const kept = toPicture(about, view, scene);
  const next = { ...view, zoom: between(zoom, zoomLimits.least, zoomLimits.most) };
  const shown = toPicture(about, next, scene);
  return limited({ ...next, x: next.x + kept.x - shown.x, y: next.y + kept.y - shown.y }, scene);
}

/** Moves the picture with a hand: what was under it goes along, as far as the limits allow. */
export function moved(view: PaperView, by: Point, scene: Scene): PaperView {
  const { x, y } = toPicture({ x: -by.x, y: -by.y }, view, scene);
  return limited({ ...view, x, y }, scene);
}

/** Turns about what is in the middle of the stage; more than a half turn is the other way round. */
export function turnedTo(view: PaperView, turn: number, scene: Scene): PaperView {
  return limited({ ...view, turn: ((((turn + 180) % 360) + 360) % 360) - 180 }, scene);
}

/**
 * Never out of the picture: its edge comes to the edge of the stage and no further, and whatever the turn, the middle of the
 * stage is a place of the picture, and each place of the picture can be brought onto the stage. When the whole picture is
 * seen there is nothing to move.
 */
export function limited(view: PaperView, scene: Scene): PaperView {
  if (view.zoom <= zoomLimits.least) return { ...view, x: 0, y: 0 };
  const scale = scaleOf(view, scene);
  const { width, height } = scene.picture;
  const seen = seenAlways(scene.stage, view.turn);
  const most = { x: Math.max(0, 0.5 - seen.width / scale / width / 2), y: Math.max(0, 0.5 - seen.height / scale / height / 2) };
  return { ...view, x: between(view.x, -most.x, most.x), y: between(view.y, -most.y, most.y) };
}

/** The box around something turned. */
function turnedBox({ width, height }: Size, turn: number): Size {
  const { cos, sin } = waysOf(turn);
  return { width: width * Math.abs(cos) + height * Math.abs(sin), height: width * Math.abs(sin) + height * Math.abs(cos) };
}

/** A box along the picture's edges that is wholly on the stage; in quarter turns it is the stage itself. */
function seenAlways(stage: Size, turn: number): Size {
  const around = turnedBox(stage, turn);
  const needed = turnedBox(around, turn);
  const fit = Math.min(stage.width / needed.width, stage.height / needed.height);
  return { width: around.width * fit, height: around.height * fit };
}

function turned({ x, y }: Point, turn: number): Point {
  const { cos, sin } = waysOf(turn);
  return { x: x * cos - y * sin, y: x * sin + y * cos };
}

function waysOf(turn: number): { readonly cos: number; readonly sin: number } {
  const radians = (turn * Math.PI) / 180;
  return { cos: Math.cos(radians), sin: Math.sin(radians) };
}

const between = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
