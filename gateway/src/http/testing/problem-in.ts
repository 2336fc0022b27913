import { problemDetails, type ProblemDetails } from '@etapiste/protocol';
import { expect } from 'vitest';
import type { RawLine } from './raw-line.js';

/** What no answer may tell: paths, files, stacks, versions, names of libraries. */
export const innerWorkings = /node_modules|\/gateway\/|\.[jt]s:\d|FST_|HPE_|at async|fastify|nestjs|sqlite|typeorm|zod|root:/i;

/** The problem in an answer; fails when it is none, or tells more than a problem may. */
export const problemIn = (line: RawLine): ProblemDetails => {
  const [head = '', ...body] = line.heard.split('\r\n\r\n');
  expect(head).toContain('application/problem+json');
  expect(line.heard).not.toMatch(innerWorkings);
  return problemDetails.parse(JSON.parse(body.join('\r\n\r\n')));
};
