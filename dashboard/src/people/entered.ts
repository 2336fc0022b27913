import { covers, rightTo, type Grant, type Operation, type Person, type Place } from '@etapiste/protocol';
import { RequestFailure } from '../api/index.js';
import type { StaffPage } from './pages-of-roles.js';
import { listDemoPeople, personFor, showSignIn, signInAddress, signInAsDemoPerson } from './people.data.js';

let entered: Person | undefined;
/** Of everybody who acts in this browser: one person, but for the demo. */
let grantsHere: readonly Grant[] | undefined;

/** Whose page this is; known once `enterPage` has let somebody in. */
export const personHere = (): Person | undefined => entered;

/** Whether a page offers a deed to whoever is here: what no role of theirs may do is not shown. The hub decides in any case. */
export function mayHere(operation: Pick<Operation, 'feature' | 'name'>): boolean {
  const right = rightTo(operation);
  if (typeof right !== 'object') return right !== undefined;
  return grantsHere?.some(({ role }) => right[role]) ?? true;
}

/** Whether a role of whoever is here reaches this thing for a deed: an advisor the own points, an expert the own authority. */
export function mayHereAt(operation: Pick<Operation, 'feature' | 'name'>, place: Place): boolean {
  const right = rightTo(operation);
  if (typeof right !== 'object') return right !== undefined;
  const reaches = ({ role, scope }: Grant) => right[role] === 'everything' || (right[role] === 'own' && covers(scope, place));
  return grantsHere?.some(reaches) ?? true;
}

const toSignIn = (): void => location.replace(signInAddress(location.pathname + location.search + location.hash));

/**
 * Lets a page begin when its person has signed in: whoever has not is led to the sign-in page and back, and whose roles do not
 * fit is told so. A hub that cannot be reached keeps nobody out: the page itself says what is wrong with the line.
 * @param begin makes the page's element; its place in the document waits until then
 */
export async function enterPage(page: StaffPage, begin: () => Promise<unknown>): Promise<void> {
  addEventListener('sign-in-needed', toSignIn);
  try {
    const current = await showSignIn();
    if (!current.person || current.person.mustChangePassword) return toSignIn();
    entered = personFor(page, current);
    grantsHere = [current.person, ...current.others].flatMap(({ grants }) => grants);
    if (!entered) {
      await import('./not-your-page.js');
      const note = document.createElement('not-your-page');
      note.page = page;
      note.people = [current.person, ...current.others];
      document.body.replaceChildren(note);
      return;
    }
  } catch (failure) {
    if (!(failure instanceof RequestFailure)) throw failure;
  }
  await begin();
}

/** Whose parts the demo's first page plays: an advisor at every point, and an expert who looks at the paper. */
const partsOfStart = ['lead', 'expert'] as const;

/** Lets the first page begin. In the demo it plays its parts itself, beside whoever else this browser plays. */
export async function enterStart(begin: () => Promise<unknown>): Promise<void> {
  try {
    const { isDemo, person, others } = await showSignIn();
    const held = [person, ...others].flatMap((each) => each?.grants.map(({ role }) => role) ?? []);
    const missing = isDemo ? partsOfStart.filter((part) => !held.includes(part)) : [];
    const people = missing.length > 0 ? await listDemoPeople() : [];
    for (const part of missing) {
      const player = people.find(({ grants }) => grants[0]?.role === part);
      if (player) await signInAsDemoPerson(player.id, { isUnderstudy: true });
    }
  } catch (failure) {
    if (!(failure instanceof RequestFailure)) throw failure;
  }
  await begin();
}
