import { hash, randomBytes } from 'node:crypto';

/** A word that nobody can guess: 256 random bits. Told to one browser, never stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What the store knows a token by. Plain SHA-256 is enough: there is nothing to guess in 256 random bits. */
export const hashOfToken = (token: string): string => hash('sha256', token, 'base64url');
