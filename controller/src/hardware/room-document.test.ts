import { readFileSync } from 'node:fs';
import { lampPattern, selfCheckCode } from '@etapiste/protocol';
import { describe, expect, it } from 'vitest';

const text = readFileSync(new URL('../../../docs/room.md', import.meta.url), 'utf8');
/** The first cell of each row of each table, where it is a word of the protocol. */
const rows = [...text.matchAll(/^\| `([a-z-]+)`/gm)].map(([, word]) => word);

describe('the page for the person who screws the room to the wall', () => {
  it.each(selfCheckCode.options)('says what to do when the fault %s is found', (code) => expect(rows).toContain(code));
  it.each(lampPattern.options)('says what the lamp tells by %s', (pattern) => expect(rows).toContain(pattern));
});
