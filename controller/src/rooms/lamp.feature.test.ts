import { callWord, newId, type LampPattern } from '@etapiste/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../clock/index.js';
import { SelfCheck } from '../faults/index.js';
import { directLine } from '../hardware/index.js';
import { silentLog } from '../log/index.js';
import { fixedAccess, MqttLink } from '../mqtt/index.js';
import { LampFeature, lampPattern, type LampWishes } from './lamp.feature.js';

const anyWishes: fc.Arbitrary<LampWishes> = fc.record({
  isIdentifying: fc.boolean(),
  callWord: fc.option(fc.constantFrom(...callWord.options), { nil: undefined }),
  isAnnouncedTest: fc.boolean(),
  hasFault: fc.boolean(),
});

describe('the lamp of a room', () => {
  it.each([
    ['identify', { isIdentifying: true, callWord: 'sending', isAnnouncedTest: true, hasFault: true }],
    ['sending', { isIdentifying: false, callWord: 'sending', isAnnouncedTest: true, hasFault: true }],
    ['announced-test', { isIdentifying: false, callWord: undefined, isAnnouncedTest: true, hasFault: true }],
    ['fault', { isIdentifying: false, callWord: undefined, isAnnouncedTest: false, hasFault: true }],
    ['dark', { isIdentifying: false, callWord: undefined, isAnnouncedTest: false, hasFault: false }],
  ] as const)('shows %s first of %o', (pattern, wishes) => expect(lampPattern(wishes)).toBe(pattern));

  it('shows the word of a call whatever else is true, unless somebody looks for this lamp', () => {
    const isTrue = (wishes: LampWishes) =>
      wishes.callWord === undefined || lampPattern(wishes) === (wishes.isIdentifying ? 'identify' : wishes.callWord);
    expect(() => fc.assert(fc.property(anyWishes, isTrue))).not.toThrow();
  });

  it('tells people in the room of what is broken, and not of a battery that is low', () => {
    const clock = new ManualClock();
    const nowhere = { bootId: newId(), access: fixedAccess({ roomId: 'nurmes-1', url: 'mqtt://127.0.0.1:1', password: 'x' }) };
    const link = new MqttLink(nowhere, directLine, clock, silentLog());
    const selfCheck = new SelfCheck(link, clock, silentLog());
    const shown: LampPattern[] = [];
    const lamp = new LampFeature({ show: (pattern) => void shown.push(pattern) }, selfCheck, link);
    lamp.start();
    selfCheck.raise('battery-low', 'call-button: 12 %');
    expect(shown.at(-1)).toBe('dark');
    selfCheck.raise('driver-failed', 'call-button: out of reach');
    expect(shown.at(-1)).toBe('fault');
    selfCheck.clear('driver-failed');
    expect(shown.at(-1)).toBe('dark');
    lamp.stop();
  });
});
