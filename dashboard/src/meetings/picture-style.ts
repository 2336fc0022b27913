import { middleOf, scaleOf, wholePaper, type PaperView, type Scene, type Size } from './paper-geometry.js';
import { filterOf } from './print-looks.js';
import type { PaperViewing } from './paper-viewing.js';

type Style = Readonly<Record<string, string>>;

/** Beside a frozen picture the live one goes on this wide, in parts of the stage; in the stylesheet as well. */
const besideWidth = 0.26;
const beside = (stage: Size): Size => ({ width: stage.width * besideWidth, height: (stage.width * besideWidth * 9) / 16 });

/** Draws the live picture as the person has chosen to see it, as far as this machine can without losing frames. */
export const liveStyle = ({ view, scene, liveLook }: PaperViewing): Style => ({
  ...place(view, scene),
  filter: filterOf(liveLook),
});

/** Draws the frozen picture as chosen: it is drawn once. */
export const frozenStyle = ({ view, scene, look }: PaperViewing): Style => ({ ...place(view, scene), filter: filterOf(look) });

/** Draws the whole picture small, turned as chosen, and as the camera gives it. */
export const besideStyle = ({ view, scene }: PaperViewing): Style => ({
  ...place({ ...wholePaper, turn: view.turn }, { ...scene, stage: beside(scene.stage) }),
  filter: 'none',
});

/** The picture keeps its own pixels as its size, so that filters are in pixels of the picture; the rest is one transform. */
function place(view: PaperView, scene: Scene): Style {
  const { width, height } = scene.picture;
  const { x, y } = middleOf(view, scene);
  return {
    'inline-size': `${width}px`,
    'block-size': `${height}px`,
    transform: `translate(-50%, -50%) translate(${x}px, ${y}px) rotate(${view.turn}deg) scale(${scaleOf(view, scene)})`,
  };
}
