import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { allMessages, allOperations } from '@etapiste/protocol';
import { isSafe } from 'redos-detector';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Sources of what reads the input of others. */
const sources = ['protocol/src', 'gateway/src'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(?!testing|generate|.*\.test|.*\btesting\b|.*-contract).*\.ts$/.test(name))
    .map((name) => path.join(root, folder, name)),
);

const literal = /(?<=[=(,:?\s])\/(?![*/\s])((?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\\\n[])+)\/([dgimsuy]*)(?=[.,;)\s])/g;
const written = sources.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(literal)].map(([, pattern = '', flags]) => ({ pattern, flags, file })),
);

/** Zod's own patterns of ids, instants and addresses are among them. */
const patternsOf = (schema: z.ZodType): string[] =>
  [...JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any' })).matchAll(/"pattern":("(?:\\.|[^"\\])*")/g)].map(
    ([, text]) => JSON.parse(text as string) as string,
  );
const schemas = [
  ...allMessages.map(({ schema }) => schema as z.ZodType),
  ...allOperations.flatMap(({ body, parameters, query }) => [body, parameters, query].filter((schema) => schema !== undefined)),
];
const ofSchemas = schemas.flatMap(patternsOf).map((pattern) => ({ pattern, flags: '', file: 'schemas' }));

const regexes = new Map([...written, ...ofSchemas].map((each) => [`/${each.pattern}/${each.flags}`, each]));

describe('patterns that words of others are held against', () => {
  it('are found, in sources and schemas', () => {
    expect(written.length).toBeGreaterThan(10);
    expect(new Set(ofSchemas.map(({ pattern }) => pattern)).size).toBeGreaterThan(2);
  });

  it.each([...regexes])('never take longer than the word is long, however it is made: %s', (_, { pattern, flags }) => {
    const { safe, error } = isSafe(new RegExp(pattern, flags), { timeout: 60_000 });
    expect({ safe, error }).toEqual({ safe: true, error: null });
  });

  it('would be caught if one did', () => {
    expect(isSafe(/^(a+)+$/).safe).toBe(false);
    expect(isSafe(/^([a-z]+-?)*$/).safe).toBe(false);
  });
});
