import { weekday, type ExceptionalHours, type OpeningHours, type WallSpan, type Weekday } from '@etapiste/protocol';
import { fullDay, inLanguage, msg, str } from '../i18n/index.js';

export const weekdayWords: Record<Weekday, () => string> = {
  MON: () => msg('maanantai'),
  TUE: () => msg('tiistai'),
  WED: () => msg('keskiviikko'),
  THU: () => msg('torstai'),
  FRI: () => msg('perjantai'),
  SAT: () => msg('lauantai'),
  SUN: () => msg('sunnuntai'),
};
export const weekdays: readonly Weekday[] = weekday.options;

/** Whether a span ends on the day after; at midnight it ends with its own day. */
export const isOvernight = ({ from, to }: WallSpan): boolean => to <= from && to !== '00:00';

/** `9.00–15.00`, or `20.00–2.00 (seuraavana päivänä)`. */
export function spanWords(span: WallSpan): string {
  const words = `${told(span.from)}–${told(span.to === '00:00' ? '24:00' : span.to)}`;
  return isOvernight(span) ? msg(str`${words} (seuraavana päivänä)`) : words;
}

/** `maanantai – perjantai 9.00–15.00, 1.1.2027 alkaen`. */
export function hoursWords(hours: OpeningHours): string {
  const { dayFrom, dayTo, validFrom, validTo } = hours;
  const days = dayFrom === dayTo ? weekdayWords[dayFrom]() : `${weekdayWords[dayFrom]()} – ${weekdayWords[dayTo]()}`;
  const dates = datesWords(validFrom, validTo);
  return `${days} ${spanWords(hours)}${dates ? `, ${dates}` : ''}`;
}

/** `24.12.2026: suljettu (jouluaatto)`. */
export function exceptionWords({ from, to, spans, reason }: ExceptionalHours): string {
  const days = from === to ? dayWords(from) : `${dayWords(from)} – ${dayWords(to)}`;
  const hours = spans.length === 0 ? msg('suljettu') : spans.map(spanWords).join(', ');
  return `${days}: ${hours}${reason && inLanguage(reason) ? ` (${inLanguage(reason)})` : ''}`;
}

/** From when to when something holds; empty when always. */
export function datesWords(from: string | null | undefined, to: string | null | undefined): string {
  if (from && to) return `${dayWords(from)} – ${dayWords(to)}`;
  if (from) return msg(str`${dayWords(from)} alkaen`);
  return to ? msg(str`${dayWords(to)} asti`) : '';
}

/** A day of the calendar, wherever it is. */
export const dayWords = (day: string): string => fullDay(`${day}T12:00:00Z`, 'UTC');

const told = (time: string): string => time.replace(/^0(?=\d)/, '').replace(':', '.');
