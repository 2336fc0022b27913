import { allProblems, wireProblems, type Operation, type Problem } from '../index.js';
import { groupedBy } from './grouped.js';
import { schemaReference, type Json } from './json-schema.js';

/** Every code that an operation may answer with: its own, and those that its shape makes possible. */
export function problemCodesOf(operation: Operation): readonly string[] {
  const isChange = operation.method !== 'GET';
  const hasShape = operation.parameters ?? operation.query ?? operation.body;
  const general: readonly (keyof typeof wireProblems)[] = [
    ...(hasShape ? (['request-malformed'] as const) : []),
    ...(operation.body ? (['body-too-large', 'media-type-unsupported'] as const) : []),
    ...(isChange ? (['origin-refused'] as const) : []),
    ...(operation.ifMatch ? (['version-missing', 'version-differs'] as const) : []),
    ...(operation.feature === 'demo' ? (['not-found'] as const) : []),
    'too-many-requests',
    'internal-error',
    'not-available',
  ];
  return [...(operation.problems ?? []), ...general];
}

/** OpenAPI answers for problem codes: one an HTTP status, since OpenAPI tells answers apart by status only. */
export function problemAnswers(codes: readonly string[]): Json {
  const byStatus = groupedBy(codes, (code) => String(problem(code).status));
  return Object.fromEntries([...byStatus].map(([status, sameStatus]) => [status, sharedOrOwn(sameStatus)]));
}

/** One reusable answer for every problem of the wire, by its code. */
export const problemResponses = (): Json =>
  Object.fromEntries(Object.keys(allProblems).map((code) => [code, problemAnswer([code])]));

const sharedOrOwn = (codes: readonly string[]): Json =>
  codes.length === 1 ? { $ref: `#/components/responses/${codes[0]}` } : problemAnswer(codes);

const problemAnswer = (codes: readonly string[]): Json => ({
  description: codes.map((code) => `\`${code}\`: ${problem(code).title.en}`).join('\n\n'),
  content: {
    'application/problem+json': {
      schema: { allOf: [{ $ref: schemaReference('ProblemDetails') }, { properties: { code: { enum: codes } } }] },
    },
  },
});

function problem(code: string): Problem {
  const found = (allProblems as Readonly<Record<string, Problem>>)[code];
  if (!found) throw new Error(`No feature of protocol defines the problem "${code}"`);
  return found;
}
