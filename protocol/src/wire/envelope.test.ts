import { expect, test } from 'vitest';
import { EnvelopeStamp, envelope, newId } from './index.js';

test('what one boot of a room sends can be put in order', () => {
  const bootId = newId();
  const times = ['2026-11-24T08:00:00.000Z', '2026-11-24T07:00:00.000Z'];
  const stamp = new EnvelopeStamp(bootId, () => new Date(times.shift() ?? Number.NaN));
  const first = envelope.parse(stamp.stamp({ lamp: 'dark' }));
  const second = envelope.parse(stamp.stamp({ lamp: 'sending' }));
  expect(first).toEqual({ at: '2026-11-24T08:00:00.000Z', bootId, seq: 0 });
  expect(second).toEqual({ at: '2026-11-24T07:00:00.000Z', bootId, seq: 1 });
});

test('a restarted room begins to count anew, under another boot', () => {
  const boots = [newId(), newId()].map((bootId) => new EnvelopeStamp(bootId, () => new Date()).stamp({}));
  expect(boots.map((sent) => sent.seq)).toEqual([0, 0]);
  expect(boots[0]?.bootId).not.toBe(boots[1]?.bootId);
});
