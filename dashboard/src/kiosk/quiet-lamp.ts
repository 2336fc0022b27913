import { isSeenOnLamp, type LampPattern, type Room } from '@etapiste/protocol';

/**
 * What the lamp on the wall shows while no call is under way: the drawn one must say the same. Its controller puts an
 * announced test before a fault of its own (`lamp.feature.ts` there); of a controller that is not reached nobody knows.
 */
export function quietLamp(room: Room | undefined): LampPattern {
  if (room?.presence.state !== 'online') return 'dark';
  if (room.documentCamera.testEndsAt !== null) return 'announced-test';
  return room.faults.some(({ code }) => isSeenOnLamp(code)) ? 'fault' : 'dark';
}
