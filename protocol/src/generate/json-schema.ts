import { z } from 'zod';

/** A JSON Schema or one of our documents: plain data, ready for JSON or YAML. */
export type Json = { readonly [key: string]: unknown };

/**
 * Schemas describe what is written on the wire, before defaults are filled in (`io: 'input'`): there unknown fields are
 * allowed, because every reader drops them (DESIGN §4).
 */
const onTheWire = { io: 'input' } as const;

/** One schema in JSON Schema draft 07, the dialect of AsyncAPI 3. */
export const draft07 = (schema: z.ZodType): Json => bare(z.toJSONSchema(schema, { ...onTheWire, target: 'draft-07' }));

/**
 * Many named schemas in JSON Schema 2020-12, the dialect of OpenAPI 3.1. A schema that is used inside another one is
 * referred to by its name, so that generated clients get one type for one noun.
 */
export function componentSchemas(named: ReadonlyMap<string, z.ZodType>): Record<string, Json> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of named) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { ...onTheWire, uri: schemaReference });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, bare(schema)]));
}

/** A schema inside a document, which says dialect and name for it. */
function bare(schema: Json): Json {
  const { $schema: _, $id: __, ...rest } = schema;
  return rest;
}

/** Where OpenAPI finds a named schema. */
export const schemaReference = (name: string): string => `#/components/schemas/${name}`;

/** `document-camera` or `listPoints` as `DocumentCamera`, `ListPoints`. */
export const pascalCase = (words: string): string =>
  words.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
