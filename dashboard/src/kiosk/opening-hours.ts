import type { OpeningHours } from '@etapiste/protocol';
import { currentLanguage } from '../i18n/index.js';

const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;

/** `ma–pe 9.00–16.30, la 10.00–14.00` */
export const openingHoursWords = (hours: readonly OpeningHours[]): string =>
  hours.map(({ dayFrom, dayTo, from, to }) => `${days(dayFrom, dayTo)} ${wallTime(from)}–${wallTime(to)}`).join(', ');

const days = (from: OpeningHours['dayFrom'], to: OpeningHours['dayTo']): string =>
  from === to ? dayName(from) : `${dayName(from)}–${dayName(to)}`;

/** 1 January 2024 was a Monday. */
const dayName = (day: (typeof weekdays)[number]): string =>
  new Intl.DateTimeFormat(`${currentLanguage()}-FI`, { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(day))),
  );

const wallTime = (time: string): string => time.replace(/^0/, '').replace(':', '.');
