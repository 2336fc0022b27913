import { randomInt } from 'node:crypto';
import { hash, parseOptions, verify, type Options } from '@node-rs/argon2';

/** OWASP's least for argon2id, which is the library's default (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } satisfies Options;

/** No capital letters, and nothing that looks like something else: it is read out and typed. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 4;
const groupLength = 5;

/** Of a password that nobody has: a user name that does not exist takes as long as one that does. */
const nobodys = hash('', parameters);

/** What is under way, or waits for its turn. */
let lastTurn: Promise<unknown> = Promise.resolve();

/**
 * One password at a time. Each fills a processor for some 20 ms: an office that comes in at eight must not take all of them from
 * somebody who presses the button meanwhile.
 */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = lastTurn.then(work);
  lastTurn = turn.catch(() => {
    // The caller is told by `turn`; the next one's turn comes all the same.
  });
  return turn;
}

/** The same letters are the same password, however a keyboard composes them (NIST SP 800-63B §3.1.1.2). */
const composed = (password: string): string => password.normalize('NFKC');

/** @returns argon2id in PHC form */
export const hashOfPassword = (password: string): Promise<string> => inTurn(() => hash(composed(password), parameters));

/**
 * @param known in PHC form; null = there is no such account, and finding that out takes just as long
 * @returns whether the password is right, and whether its hash should be made anew with the parameters of today
 */
export async function checkPassword(known: string | null, password: string): Promise<{ isRight: boolean; isWeak: boolean }> {
  const hashed = known ?? (await nobodys);
  const isRight = await inTurn(() => verify(hashed, composed(password)));
  return { isRight: isRight && known !== null, isWeak: known !== null && isWeaker(known) };
}

/** About 99 random bits, in groups for the eye. */
export const newOneTimePassword = (): string =>
  Array.from({ length: groups }, () =>
    Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join(''),
  ).join('-');

const isWeaker = (known: string): boolean => {
  const { memoryCost, timeCost } = parseOptions(known);
  return memoryCost < parameters.memoryCost || timeCost < parameters.timeCost;
};
