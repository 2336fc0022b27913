import * as fc from 'fast-check';
import { z } from 'zod';

type Schema = z.core.JSONSchema.JSONSchema;

/** Values for fields of certain names, so that some of what is made names things that are there. */
export type Known = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** What a schema takes in: half of it by `known` names, the rest by type, limits and pattern alone. */
export const arbitraryOf = (schema: z.ZodType, known: Known = {}): fc.Arbitrary<unknown> =>
  valueOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), known);

function valueOf(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom<unknown>(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => valueOf(choice, known)));
  const { minimum, maximum } = schema;
  switch (schema.type) {
    case 'string':
      return textOf(schema);
    case 'integer':
      return fc.integer({ min: minimum ?? -1e6, max: Math.min(maximum ?? 1e6, 2 ** 31 - 1) });
    case 'number':
      return fc.double({ min: minimum ?? -1e9, max: maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valueOf((schema.items ?? {}) as Schema, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 3),
      });
    case 'object':
      return objectOf(schema, known);
    default:
      return fc.jsonValue();
  }
}

function textOf({ format, pattern, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time')
    return fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((at) => at.toISOString());
  if (pattern === undefined) return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 40), unit: 'binary' });
  return fc
    .stringMatching(new RegExp(pattern), { size: 'small' })
    .filter(({ length }) => length >= minLength && length <= maxLength);
}

function objectOf({ properties = {}, required = [] }: Schema, known: Known): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, property]) => {
    const value = valueOf(property as Schema, known);
    return [name, name in known ? fc.oneof(known[name] as fc.Arbitrary<unknown>, value) : value] as const;
  });
  return fc.record(Object.fromEntries(fields), { requiredKeys: required });
}
