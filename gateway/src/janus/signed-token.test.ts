import { expect, test } from 'vitest';
import { signedToken } from './signed-token.js';

const now = new Date('2026-11-24T08:00:00.000Z');
const inSeconds = (count: number) => new Date(now.getTime() + count * 1_000);
const endOf = (token: string) => Number(token.split(',')[0]) - now.getTime() / 1_000;

test('a token opens one plugin for a minute, and never longer than the seat is good for', () => {
  const secret = 'a-secret-of-this-site';
  expect(signedToken(secret, ['janus.plugin.streaming'], now, inSeconds(300))).toMatch(
    /^\d+,janus,janus\.plugin\.streaming:[\w+/]{27}=$/,
  );
  expect(endOf(signedToken(secret, ['a'], now, inSeconds(300)))).toBe(60);
  expect(endOf(signedToken(secret, ['a'], now, inSeconds(7)))).toBe(7);
});
