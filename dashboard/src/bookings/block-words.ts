import type { ClosedTime } from '@etapiste/protocol';
import { clock, day, inLanguage, msg, str } from '../i18n/index.js';
import { stateWords, whyNotWords } from './booking-words.js';
import type { Block } from './week-view.js';

/** What a block needs to be told in words: names, and the zone of the point. */
export interface BlockNames {
  readonly timeZone: string;
  /** The short name of an authority. */
  authority(id: string): string;
  closed(closed: ClosedTime): string;
}

const halfHourMs = 30 * 60_000;

/** `ti 24.11. klo 12.00–13.00`. */
export const spanWords = (from: string, slots: number, timeZone: string): string => {
  const to = new Date(new Date(from).getTime() + slots * halfHourMs);
  return msg(str`${day(from, timeZone)} klo ${clock(from, timeZone)}–${clock(to, timeZone)}`);
};

/** Why a time is closed, and until when. */
export const closedWords = ({ why, to }: ClosedTime, timeZone: string): string => {
  const reason = why.reason ? inLanguage(why.reason) : whyNotWords()[why.code].replace(/\.$/, '');
  return msg(str`${reason}, klo ${clock(to, timeZone)} asti`);
};

/** A block as it is read out: what it is, whose, when, and what pressing it does. */
export function blockWords(block: Block, names: BlockNames): string {
  const time = spanWords(block.from, block.rows, names.timeZone);
  switch (block.kind) {
    case 'free':
      return msg(str`Varaa ${time}`);
    case 'booking': {
      const { booking } = block;
      const who = booking.customer?.name ?? msg('Tiedot poistettu');
      const begins = `${names.authority(booking.authorityId)}, ${who}`;
      if (booking.state === 'arrived') return `${begins}, ${msg('paikalla')}, ${time}`;
      const state = booking.isClosedOver ? msg('aika on suljettu, siirrä varaus') : stateWords()[booking.state].toLowerCase();
      return `${begins}, ${time}, ${state}`;
    }
    case 'held':
      return msg(str`${time}, varataan parhaillaan`);
    case 'closed':
      return msg(str`${time}, suljettu: ${names.closed(block.closed)}`);
  }
  block.kind satisfies 'empty';
  return msg(str`Miksi ${time} ei ole vapaa?`);
}
