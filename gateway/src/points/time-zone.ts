import { Refused } from '../http/refused.js';
import { dayIn } from '../time/day-in.js';

/** @throws Refused `time-zone-unknown` for what is no zone of the IANA database */
export function checkTimeZone(timeZone: string): void {
  try {
    dayIn(timeZone, new Date(0));
  } catch (error) {
    if (error instanceof RangeError) throw new Refused('time-zone-unknown');
    throw error;
  }
}
