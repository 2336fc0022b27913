import { expect, it } from 'vitest';
import { checkPassword, hashOfPassword } from './passwords.js';

it('a password is judged right or wrong also after one whose hash was broken', async () => {
  const known = hashOfPassword('kahvi sukset ratikka lumi');
  const broken = checkPassword('no hash', 'kahvi');
  const [right, wrong] = [checkPassword(await known, 'kahvi sukset ratikka lumi'), checkPassword(await known, 'kahvi')];
  await expect(broken).rejects.toThrow('Decoding failed');
  expect((await right).isRight).toBe(true);
  expect((await wrong).isRight).toBe(false);
});
