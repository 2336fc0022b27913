import { point, slug, type LiveState } from '@etapiste/protocol';
import { z } from 'zod';
import { readStored } from '../ui/stored.js';

const keptAs = 'etapiste.kiosk.point';

/** What a customer needs of the point when nothing else works: whom to ask, where and when. The lead's address is not kept. */
const keptPoint = point
  .pick({ name: true, desk: true, languages: true, openingHours: true, timeZone: true })
  .extend({ roomId: slug, phone: z.string() });
export type KeptPoint = z.infer<typeof keptPoint>;

export function pointOf(state: LiveState | undefined, roomId: string): KeptPoint | undefined {
  const found = state?.points.find(({ rooms }) => rooms.some(({ id }) => id === roomId));
  return found && keptPoint.parse({ ...found, roomId, phone: found.contact.phone });
}

/** As it was last known on this terminal. */
export function pointOfBefore(roomId: string): KeptPoint | undefined {
  const kept = keptPoint.safeParse(readStored(localStorage, keptAs));
  return kept.success && kept.data.roomId === roomId ? kept.data : undefined;
}

export const keepPoint = (kept: KeptPoint): void => localStorage.setItem(keptAs, JSON.stringify(kept));
