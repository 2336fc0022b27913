import { adminStates } from './admin.js';
import { advisor } from './advisor.js';
import { expert } from './expert.js';
import { kiosk } from './kiosk.js';
import { maintainer } from './maintainer.js';
import { people } from './people.js';
import type { State } from './scene.js';
import { start } from './start.js';

export { Scene, mend, stage } from './scene.js';

/** Every look of every page, in the order of the pages. */
export const states: readonly State[] = [...start, ...people, ...adminStates, ...kiosk, ...advisor, ...maintainer, ...expert];
