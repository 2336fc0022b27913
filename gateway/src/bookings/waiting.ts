import type { SlotCount } from '@etapiste/protocol';
import { dayIn } from '../time/day-in.js';
import { freeTimes } from './availability/free-times.js';
import { roomResource, type Situation } from './availability/situation.js';
import { slotMs, slotsOf } from './claims.js';
import { spanOf } from './days.js';

/** Somebody who waits, in turn, and what the rules say of the service they wait for. */
export interface Waiting {
  readonly situation: Situation;
  readonly slots: SlotCount;
}

/**
 * When each of those who wait gets the first time that is left after those before, as if everybody was served in turn and nobody else
 * came. Experts and rooms are shared, so all who wait at a point are one queue.
 * @returns a time for each; null where none comes today
 */
export function expectedTimes(queue: readonly Waiting[], now: Date): (Date | null)[] {
  const given = new Set<string>();
  return queue.map(({ situation, slots }) => {
    const isTaken = (resource: string, slot: number) => given.has(`${resource} ${slot}`) || situation.isTaken(resource, slot);
    const found = firstTime({ ...situation, isTaken }, slots, now);
    if (!found) return null;
    for (const slot of slotsOf({ from: found.from, slots })) {
      for (const resource of [roomResource(found.roomIds[0] ?? ''), found.seats[0]]) given.add(`${resource} ${slot}`);
    }
    return found.from > now ? found.from : now;
  });
}

/** The first half hour of today, the running one included, in which a walk-in could be served. */
function firstTime(situation: Situation, slots: SlotCount, now: Date) {
  const day = dayIn(situation.timeZone, now);
  const { to } = spanOf(day, 1, situation.timeZone);
  const running = now.getTime() - (now.getTime() % slotMs);
  for (let at = running; at < to.getTime(); at += slotMs) {
    // To the rules only the running half hour is one for walk-ins: look at each as if it ran.
    const then = { ...situation, now: new Date(Math.max(at, now.getTime())) };
    const wanted = { from: dayIn(situation.timeZone, new Date(at)), days: 1, slots, channel: 'walk-in' } as const;
    const found = freeTimes(then, wanted).find(({ from }) => from.getTime() === at);
    if (found) return found;
  }
  return undefined;
}
