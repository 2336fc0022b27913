import { describe, expect, it } from 'vitest';
import { openingHoursWords } from './opening-hours.js';

describe('opening hours on the screen', () => {
  it('are written the Finnish way, a range of days at a time', () => {
    expect(
      openingHoursWords([
        { dayFrom: 'MON', dayTo: 'FRI', from: '09:00', to: '16:30' },
        { dayFrom: 'SAT', dayTo: 'SAT', from: '10:00', to: '14:00' },
      ]),
    ).toBe('ma–pe 9.00–16.30, la 10.00–14.00');
  });
});
