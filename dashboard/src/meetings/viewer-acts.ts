import { msg } from '../i18n/index.js';

/** What a person can do with the viewer, by button or by key. */
export type ViewerAct =
  | 'zoom-in'
  | 'zoom-out'
  | 'whole'
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'turn-right'
  | 'turn-left'
  | 'freeze'
  | 'look'
  | 'large'
  | 'full-screen'
  | 'adjust'
  | 'keys'
  | 'reset';

interface Keys {
  readonly act: ViewerAct;
  /** As `KeyboardEvent.key` says them, in small letters. */
  readonly keys: readonly string[];
  readonly withShift?: boolean;
}

/** The same keys in every language: they stand for +, arrows, rotate, pause, text, large, full screen, settings, normal. */
const keys: readonly Keys[] = [
  { act: 'zoom-in', keys: ['+', '='] },
  { act: 'zoom-out', keys: ['-', '−', '_'] },
  { act: 'whole', keys: ['0'] },
  { act: 'left', keys: ['arrowleft'] },
  { act: 'right', keys: ['arrowright'] },
  { act: 'up', keys: ['arrowup'] },
  { act: 'down', keys: ['arrowdown'] },
  { act: 'turn-right', keys: ['r'], withShift: false },
  { act: 'turn-left', keys: ['r'], withShift: true },
  { act: 'freeze', keys: ['p'] },
  { act: 'look', keys: ['t'] },
  { act: 'large', keys: ['l'] },
  { act: 'full-screen', keys: ['f'] },
  { act: 'adjust', keys: ['s'] },
  { act: 'reset', keys: ['n'] },
  { act: 'keys', keys: ['?'] },
];

/** Held down, these go on; any other happens once. */
const goesOn: readonly ViewerAct[] = ['zoom-in', 'zoom-out', 'left', 'right', 'up', 'down'];

/** What a key asks for; nothing while somebody types or moves a slider, or holds another key as well. */
export function actOfKey(event: KeyboardEvent): ViewerAct | undefined {
  const isOther = event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented;
  const [target] = event.composedPath();
  if (isOther || target instanceof HTMLInputElement) return undefined;
  const key = event.key.toLowerCase();
  const { act } = keys.find((each) => each.keys.includes(key) && (each.withShift ?? event.shiftKey) === event.shiftKey) ?? {};
  return act && event.repeat && !goesOn.includes(act) ? undefined : act;
}

/** The list of keys for a person: what is pressed, what happens. */
export const keyWords = (): readonly (readonly [shown: readonly string[], words: string])[] => [
  [['+', '−'], msg('suurenna, pienennä')],
  [['0'], msg('koko paperi')],
  [['← ↑ ↓ →'], msg('siirrä')],
  [['R'], msg('käännä oikealle')],
  [['Shift', 'R'], msg('käännä vasemmalle')],
  [['P'], msg('pysäytä, palaa suoraan')],
  [['T'], msg('tekstin selkeys')],
  [['S'], msg('säädöt')],
  [['L'], msg('paperi suureksi')],
  [['F'], msg('koko näyttö')],
  [['N'], msg('palauta tavalliseksi')],
  [['?'], msg('tämä luettelo')],
];
