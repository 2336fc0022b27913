import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { MediaKeys } from './media-keys.js';

const everything = (keys: MediaKeys, id: string) => [keys.pin(id), keys.secret(id), keys.srtpKey(id)];

test('a restarted hub knows the keys of a mountpoint again', () => {
  const mediaKey = randomBytes(32);
  const id = randomUUID();
  expect(everything(new MediaKeys(mediaKey), id)).toEqual(everything(new MediaKeys(mediaKey), id));
});

test('no two mountpoints, purposes or installations share a key', () => {
  const here = new MediaKeys(randomBytes(32));
  const there = new MediaKeys(randomBytes(32));
  const [one, other] = [randomUUID(), randomUUID()];
  const all = [...everything(here, one), ...everything(here, other), ...everything(there, one)];
  expect(new Set(all).size).toBe(all.length);
});

test('a key for SRTP is 16 bytes of key and 14 of salt', () => {
  expect(Buffer.from(new MediaKeys(randomBytes(32)).srtpKey(randomUUID()), 'base64')).toHaveLength(30);
});
