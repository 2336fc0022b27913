import { describe, expect, test } from 'vitest';
import {
  accountProblems,
  allOperations,
  allProblems,
  bookingProblems,
  callProblems,
  deviceProblems,
  language,
  meetingProblems,
  peopleProblems,
  pointProblems,
  serviceProblems,
  slug,
  wireProblems,
} from './index.js';

/** Problems that any request can meet. */
const anywhere = [wireProblems, peopleProblems];
const features = [
  accountProblems,
  pointProblems,
  serviceProblems,
  bookingProblems,
  callProblems,
  deviceProblems,
  meetingProblems,
];
const walk = Object.entries(allProblems);

describe.each(walk)('the problem %s', (code, problem) => {
  test('is told to a person in all three languages, as a sentence', () => {
    expect(Object.keys(problem.title).toSorted()).toEqual([...language.options].toSorted());
    for (const title of Object.values(problem.title)) expect(title).toMatch(/^\p{Lu}.*\.$/u);
    expect(new Set(Object.values(problem.title)).size).toBe(language.options.length);
  });

  test('has a code and a status that programs can rely on', () => {
    expect(slug.safeParse(code).success).toBe(true);
    expect(problem.status).toBeGreaterThanOrEqual(400);
    expect(problem.status).toBeLessThan(600);
  });
});

test('no two features give one code two meanings', () => {
  const codes = [...anywhere, ...features].flatMap((problems) => Object.keys(problems));
  expect(codes.toSorted()).toEqual(Object.keys(allProblems).toSorted());
});

test('an operation refuses only with codes that some feature explains', () => {
  const codes = allOperations.flatMap((operation) => operation.problems ?? []);
  expect(codes.filter((code) => !(code in allProblems))).toEqual([]);
});

test('a feature explains no refusal that nobody can meet', () => {
  const used = new Set(allOperations.flatMap((operation) => operation.problems ?? []));
  const unused = features.flatMap((problems) => Object.keys(problems)).filter((code) => !used.has(code));
  expect(unused).toEqual([]);
});
