import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { Refused } from '../http/refused.js';

/** Of zxcvbn's 0–4: not guessed by 10^8 tries a program makes from lists of known passwords, words and patterns. */
const leastScore = 3;

let judge: Promise<ZxcvbnFactory> | undefined;

/** Read when somebody first chooses a password: the lists take some megabytes. */
async function readJudge(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, common] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new Factory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
}

/**
 * No rules of odd letters: only what is easy to guess is refused, the person's own names first (NIST SP 800-63B §3.1.1.2).
 * @param own words that belong to the person
 * @throws Refused `password-too-easy`
 */
export async function refuseEasyPassword(password: string, own: readonly string[]): Promise<void> {
  judge ??= readJudge();
  const words = [
    'etäpiste',
    'etapiste',
    'etäpalvelu',
    'salasana',
    'lösenord',
    ...own.flatMap((text) => [text, ...text.split(/[\s@.]+/)]),
  ];
  if ((await judge).check(password, words).score < leastScore) throw new Refused('password-too-easy');
}
