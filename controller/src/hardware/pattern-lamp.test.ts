import { lampBeats, lampPattern, seconds } from '@etapiste/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../clock/index.js';
import { PatternLamp } from './pattern-lamp.js';

describe('a lamp that can only be lit or dark', () => {
  let clock: ManualClock;
  let lamp: PatternLamp;
  let isLit: boolean;
  let changes: number;

  beforeEach(() => {
    clock = new ManualClock();
    isLit = false;
    changes = 0;
    lamp = new PatternLamp((lit) => {
      if (lit !== isLit) changes += 1;
      isLit = lit;
    }, clock);
  });

  it('plays each pattern as the table has it, over and over', () => {
    for (const pattern of lampPattern.options) {
      lamp.show(pattern);
      for (const [index, duration] of [...lampBeats[pattern], ...lampBeats[pattern]].entries()) {
        const isAlwaysLit = lampBeats[pattern].length === 1;
        expect([pattern, index, isLit]).toEqual([pattern, index, isAlwaysLit || index % 2 === 0]);
        clock.pass(duration);
      }
    }
  });

  it('goes on with a pattern that is said again', () => {
    lamp.show('stored');
    clock.pass(seconds(0.5));
    lamp.show('stored');
    clock.pass(seconds(0.5));
    expect(isLit).toBe(false);
  });

  it('is lit at once when a call is sent, whatever it played before', () => {
    lamp.show('fault');
    clock.pass(seconds(1));
    lamp.show('sending');
    expect(isLit).toBe(true);
  });

  it('never flashes more than three times in a second (WCAG 2.3.1), and no two patterns are alike', () => {
    for (const pattern of lampPattern.options) {
      lamp.show(pattern);
      for (let second = 0; second < 8; second += 1) {
        changes = 0;
        clock.pass(seconds(1));
        expect(changes).toBeLessThanOrEqual(6);
      }
    }
    expect(new Set(Object.values(lampBeats).map((beats) => beats.join())).size).toBe(lampPattern.options.length);
  });

  it('stays as it is while it is paused', () => {
    lamp.show('sending');
    lamp.pause();
    clock.pass(seconds(10));
    expect(isLit).toBe(true);
  });
});
