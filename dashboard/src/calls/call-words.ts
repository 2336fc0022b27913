import type { Call, EndReason, LiveState, Room } from '@etapiste/protocol';
import { inLanguage, msg, str } from '../i18n/index.js';

type Points = LiveState['points'];

/** `Huone 1` or `Moduuli 2`: what the door says. */
export const roomName = (room: Pick<Room, 'kind' | 'number'>): string =>
  room.kind === 'module' ? msg(str`Moduuli ${room.number}`) : msg(str`Huone ${room.number}`);

/** `Porvoo-info, huone 1`. */
export function placeName(roomId: string, points: Points): string {
  const point = points.find(({ rooms }) => rooms.some(({ id }) => id === roomId));
  const room = point?.rooms.find(({ id }) => id === roomId);
  if (!point || !room) return roomId;
  const name = inLanguage(point.name);
  return room.kind === 'module' ? msg(str`${name}, moduuli ${room.number}`) : msg(str`${name}, huone ${room.number}`);
}

/** Where the press came from, as the beginning of a sentence. */
export const sourceWords = (call: Call): string => (call.source === 'wall-button' ? msg('Seinän nappi') : msg('Huoneen näyttö'));

/** The reasons that an advisor can give when ending a call at the desk, in the order of the buttons. */
export const reasonWords = (): Record<EndReason, string> => ({
  'helped-in-room': msg('Autoin huoneessa'),
  'helped-from-desk': msg('Autoin tiskiltä'),
  'pressed-by-mistake': msg('Painettu vahingossa'),
  'nobody-there': msg('Huoneessa ei ollut ketään'),
});

/** Who or what ended a call. */
export function endingWords(call: Call): string {
  if (call.ending?.by === 'wall-button') return msg('Kutsu lopetettiin huoneen seinänapista');
  if (call.ending?.by === 'terminal') return msg('Kutsu lopetettiin huoneen näytöltä');
  const who = call.ending?.name ?? msg('Neuvoja');
  switch (call.ending?.reason) {
    case 'helped-in-room':
      return msg(str`${who} auttoi huoneessa`);
    case 'helped-from-desk':
      return msg(str`${who} auttoi tiskiltä`);
    case 'pressed-by-mistake':
      return msg(str`${who}: painettu vahingossa`);
    case 'nobody-there':
      return msg(str`${who}: huoneessa ei ollut ketään`);
    default:
      return msg(str`${who} lopetti kutsun`);
  }
}
