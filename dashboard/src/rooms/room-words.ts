import type { Occupancy } from '@etapiste/protocol';
import { isNotReached, waitedMs } from '../calls/index.js';
import { faultWords } from '../faults/index.js';
import { duration, msg, since, str } from '../i18n/index.js';
import type { Status } from '../ui/status-mark.js';
import type { RoomFact } from './room-status.js';

/** A fact of a room as it is shown: its mark, its word, and what stands on the line below. */
export interface RoomWords {
  readonly status: Status;
  readonly word: string;
  readonly detail: string;
}

export function roomWords(fact: RoomFact, now: Date): RoomWords {
  switch (fact.kind) {
    case 'calling':
      return isNotReached(fact.call)
        ? {
            status: 'missed',
            word: msg('Ei tavoitettu'),
            detail: msg(str`Kutsuu neuvojaa, ${duration(waitedMs(fact.call, now))}`),
          }
        : { status: 'call', word: msg('Kutsu'), detail: msg(str`Kutsuu neuvojaa, ${duration(waitedMs(fact.call, now))}`) };
    case 'missed':
      return { status: 'missed', word: msg('Kutsu myöhästyi'), detail: msg('Katso huoneeseen') };
    case 'answered':
      return { status: 'way', word: msg('Kutsuun vastattu'), detail: fact.call.acknowledgedBy?.name ?? '' };
    case 'on-the-way':
      return { status: 'way', word: msg('Neuvoja tulossa'), detail: fact.call.onTheWayBy?.name ?? '' };
    case 'fault':
      return { status: 'fault', word: msg('Häiriö'), detail: fact.codes.map(faultWords).join('. ') };
    case 'unreachable':
      return { status: 'off', word: msg('Ei yhteyttä'), detail: unreachableDetail(fact.presence, fact.since, now) };
    case 'in-use':
      return {
        status: 'use',
        word: msg('Käytössä'),
        detail: occupancyDetail(fact, msg('Anturin tieto voi olla väärä: katso huoneeseen'), now),
      };
    case 'free':
      return {
        status: 'free',
        word: msg('Vapaa'),
        detail: occupancyDetail(fact, msg('Anturi ei ole kertonut mitään vuorokauteen: katso huoneeseen'), now),
      };
  }
  fact.kind satisfies 'unknown';
  return { status: 'held', word: msg('Ei tiedossa'), detail: msg('Anturi ei kerro, onko huoneessa joku') };
}

/** Since when, and, only where no sensor is believed any more, why a person should look. */
const occupancyDetail = (
  { since: at, isDoubtful }: Extract<RoomFact, { kind: 'in-use' | 'free' }>,
  doubt: string,
  now: Date,
): string => [at ? upperFirst(since(at, now)) : '', isDoubtful ? doubt : ''].filter(Boolean).join('. ');

/** Who is in the room as far as anybody knows, and from what: for whoever looks after its sensors. Never a proof. */
export function occupancyWords({ state, confidence }: Occupancy): string {
  if (state === 'unknown') return msg('Ei tiedossa');
  if (confidence === 'confirmed') return msg('Joku paikalla: kutsu tai kosketus');
  if (state === 'occupied')
    return confidence === 'suspect'
      ? msg('Joku paikalla, mutta anturin tieto voi olla väärä')
      : msg('Joku paikalla anturin mukaan');
  return confidence === 'suspect'
    ? msg('Ei ketään, mutta anturi ei ole kertonut mitään vuorokauteen')
    : msg('Ei ketään anturin mukaan');
}

const unreachableDetail = (presence: 'lost' | 'stopped' | 'never-seen', at: string | null, now: Date): string => {
  if (presence === 'never-seen' || !at) return msg('Ohjain ei ole vielä ottanut yhteyttä');
  const sinceThen = since(at, now);
  return presence === 'stopped' ? msg(str`Ohjain on ollut sammutettuna ${sinceThen}`) : upperFirst(sinceThen);
};

/** The second line of a room: the detail of its state, then whatever else is true, each with its own word. */
export function secondLine([first, ...others]: readonly [RoomFact, ...RoomFact[]], now: Date): string {
  const rest = others
    .filter(({ kind }) => kind !== 'free')
    .map((fact) => roomWords(fact, now))
    .map(({ word, detail }) => (detail ? `${word}: ${lowerFirst(detail)}` : word));
  return [roomWords(first, now).detail, ...rest].filter(Boolean).join('. ');
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
