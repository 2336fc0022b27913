import { readStored } from '../ui/stored.js';
import { printLooks, type PrintLook } from './print-looks.js';

/** What a person has chosen for the viewer in this browser: how the page looks, and how each room's camera hangs. */
export interface ViewerChoices {
  readonly isLarge: boolean;
  readonly look: PrintLook;
  /** Quarter turns clockwise by room, 0…3; a room that is not turned is not there. */
  readonly quarters: Readonly<Record<string, number>>;
}

const rememberedAs = 'etapiste.viewer';

export function loadViewerChoices(): ViewerChoices {
  const kept = (readStored(localStorage, rememberedAs) ?? {}) as Partial<Record<keyof ViewerChoices, unknown>>;
  const quarters = typeof kept.quarters === 'object' && kept.quarters !== null ? Object.entries(kept.quarters) : [];
  return {
    isLarge: kept.isLarge === true,
    look: printLooks.find((look) => look === kept.look) ?? 'plain',
    quarters: Object.fromEntries(quarters.filter(([, count]) => [1, 2, 3].includes(count as number))),
  };
}

/** Keeps what has changed, and what other tabs have kept meanwhile. */
export function keepViewerChoices(changed: Partial<ViewerChoices>): void {
  localStorage.setItem(rememberedAs, JSON.stringify({ ...loadViewerChoices(), ...changed }));
}

export function keepQuarters(roomId: string, count: number): void {
  keepViewerChoices({ quarters: { ...loadViewerChoices().quarters, [roomId]: count } });
}
