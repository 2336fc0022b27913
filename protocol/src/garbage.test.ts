import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  allMessages,
  allOperations,
  EnvelopeStamp,
  hubPresence,
  liveEvents,
  newId,
  problemDetails,
  simulateBodies,
} from './index.js';

const stamp = new EnvelopeStamp(newId(), () => new Date('2026-11-24T07:52:14.213Z'));

const schemas: readonly (readonly [string, z.ZodType])[] = [
  ...allMessages.map((message) => [`${message.feature}/${message.name}`, message.schema] as const),
  ...allOperations.flatMap(({ name, parameters, query, body, response }) =>
    Object.entries({ parameters, query, body, response }).flatMap(([part, schema]) =>
      schema ? [[`${part} of ${name}`, schema] as const] : [],
    ),
  ),
  ...Object.entries(liveEvents),
  ...Object.entries(simulateBodies),
  ['hub presence', hubPresence.schema],
  ['problem details', problemDetails],
];

test.each(schemas)('%s: whatever arrives is accepted or refused, and stops nobody', (_, schema) => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.jsonValue()), (garbage) => {
      expect([true, false]).toContain(schema.safeParse(garbage).success);
    }),
  );
});

describe.each(allMessages.map((message) => [`${message.feature}/${message.name}`, message] as const))('%s', (_, message) => {
  test('with one field spoilt is refused, or still reads the same after another trip', () => {
    const sent = stamp.stamp(message.example) as Record<string, unknown>;
    const garbage = fc.oneof(fc.jsonValue(), fc.uuid(), fc.nat(), fc.date({ noInvalidDate: true })).map(overTheWire);
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(sent)), garbage, (field, value) => {
        const result = message.schema.safeParse({ ...sent, [field]: value });
        expect(result.success ? message.schema.parse(overTheWire(result.data)) : undefined).toEqual(result.data);
      }),
    );
  });
});

const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
