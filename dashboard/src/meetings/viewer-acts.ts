import { msg } from '../i18n/index.js';

interface Keys {
  /** As `KeyboardEvent.key` says them, in small letters; the first one is told to people. */
  readonly keys: readonly string[];
  readonly withShift?: boolean;
}

/**
 * What a person can do with the viewer, by button or by key. The same keys in every language: they stand for +, arrows, rotate,
 * pause, text, large, full screen, settings, normal.
 */
const keysOf = {
  'zoom-in': { keys: ['+', '='] },
  'zoom-out': { keys: ['−', '-', '_'] },
  whole: { keys: ['0'] },
  left: { keys: ['arrowleft'] },
  right: { keys: ['arrowright'] },
  up: { keys: ['arrowup'] },
  down: { keys: ['arrowdown'] },
  'turn-right': { keys: ['r'], withShift: false },
  'turn-left': { keys: ['r'], withShift: true },
  freeze: { keys: ['p'] },
  look: { keys: ['t'] },
  adjust: { keys: ['s'] },
  large: { keys: ['l'] },
  'full-screen': { keys: ['f'] },
  reset: { keys: ['n'] },
  keys: { keys: ['?'] },
} as const satisfies Record<string, Keys>;

export type ViewerAct = keyof typeof keysOf;
const acts = Object.entries<Keys>(keysOf) as readonly (readonly [ViewerAct, Keys])[];

/** Held down, these go on; any other happens once. */
const goesOn: readonly ViewerAct[] = ['zoom-in', 'zoom-out', 'left', 'right', 'up', 'down'];

/** What a key asks for; nothing while somebody types or moves a slider, or holds another key as well. */
export function actOfKey(event: KeyboardEvent): ViewerAct | undefined {
  const isOther = event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented;
  const [target] = event.composedPath();
  if (isOther || target instanceof HTMLInputElement) return undefined;
  const key = event.key.toLowerCase();
  const [act] = acts.find(([, { keys, withShift = event.shiftKey }]) => keys.includes(key) && withShift === event.shiftKey) ?? [];
  return act && event.repeat && !goesOn.includes(act) ? undefined : act;
}

/** The key of an act, for a person: `Shift + R`. */
export function keyOf(act: ViewerAct): string {
  const { keys, withShift }: Keys = keysOf[act];
  return `${withShift ? 'Shift + ' : ''}${keys[0]?.toUpperCase()}`;
}

const shown = (...those: readonly ViewerAct[]): readonly string[] => those.flatMap((act) => keyOf(act).split(' + '));

/** The list of keys for a person: what is pressed, what happens. */
export const keyWords = (): readonly (readonly [shown: readonly string[], words: string])[] => [
  [shown('zoom-in', 'zoom-out'), msg('suurenna, pienennä')],
  [shown('whole'), msg('koko paperi')],
  [['← ↑ ↓ →'], msg('siirrä')],
  [shown('turn-right'), msg('käännä oikealle')],
  [shown('turn-left'), msg('käännä vasemmalle')],
  [shown('freeze'), msg('pysäytä, palaa suoraan')],
  [shown('look'), msg('tekstin selkeys')],
  [shown('adjust'), msg('säädöt')],
  [shown('large'), msg('paperi suureksi')],
  [shown('full-screen'), msg('koko näyttö')],
  [shown('reset'), msg('palauta tavalliseksi')],
  [shown('keys'), msg('tämä luettelo')],
];
