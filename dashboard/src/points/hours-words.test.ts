import { describe, expect, it } from 'vitest';
import { datesWords, exceptionWords, hoursWords, isOvernight, spanWords } from './hours-words.js';

describe('hours in words', () => {
  it('say that a night goes on to the day after, and that midnight does not', () => {
    expect(spanWords({ from: '20:00', to: '02:00' })).toBe('20.00–2.00 (seuraavana päivänä)');
    expect(spanWords({ from: '20:00', to: '00:00' })).toBe('20.00–24.00');
    expect(isOvernight({ from: '09:00', to: '15:00' })).toBe(false);
    expect(isOvernight({ from: '09:00', to: '09:00' })).toBe(true);
  });

  it('name the days and from when on they hold', () => {
    expect(hoursWords({ dayFrom: 'MON', dayTo: 'FRI', from: '09:00', to: '15:00', validFrom: '2027-01-01' })).toBe(
      'maanantai – perjantai 9.00–15.00, 1.1.2027 alkaen',
    );
    expect(datesWords(null, null)).toBe('');
  });

  it('call a day without hours closed, with its reason', () => {
    const reason = { fi: 'jouluaatto', sv: 'julafton', en: 'Christmas Eve' };
    expect(exceptionWords({ from: '2026-12-24', to: '2026-12-24', spans: [], reason })).toBe('24.12.2026: suljettu (jouluaatto)');
  });
});
