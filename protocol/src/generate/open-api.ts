import type { z } from 'zod';
import {
  agreement,
  allOperations,
  apiRoot,
  audience,
  auditEntry,
  auditLine,
  authority,
  booking,
  bookingDay,
  calendar,
  call,
  closure,
  customer,
  device,
  erasureRun,
  hold,
  hub,
  language,
  liveEvents,
  liveKinds,
  liveState,
  localized,
  point,
  policy,
  problemDetails,
  queueEntry,
  registeredPoint,
  registeredRoom,
  room,
  service,
  serviceCard,
  shift,
  type Operation,
} from '../index.js';
import { groupedBy } from './grouped.js';
import { componentSchemas, pascalCase, schemaReference, type Json } from './json-schema.js';
import { livePaths, liveSchemaName, operatorPaths } from './open-api-outside.js';
import { problemAnswers, problemCodesOf, problemResponses } from './open-api-problems.js';
import { documentVersion, licence } from './version.js';

/** The hub's HTTP contract as OpenAPI 3.1, made from the operations that gateway and dashboard use. */
export function openApiDocument(): Json {
  const names = namedSchemas();
  return {
    openapi: '3.1.0',
    info: {
      title: 'Etäpiste: the hub over HTTP',
      version: documentVersion,
      description:
        'Every refusal is problem details (RFC 9457): `code` is stable, `title` is in the language of `Accept-Language` (fi, sv, en). ' +
        'Identities of calls, presses, shifts and commands are made by the caller, so that a repeat changes nothing.',
      license: licence,
    },
    servers: [{ url: '/', description: 'The hub that serves this document' }],
    tags: [...new Set(allOperations.map((operation) => operation.feature)), 'live', 'operators'].map((name) => ({ name })),
    paths: { ...operationPaths(names), ...livePaths(), ...operatorPaths() },
    components: { schemas: componentSchemas(names), responses: problemResponses() },
  };
}

type Names = ReadonlyMap<string, z.ZodType>;

/** Every schema that gets a name of its own: nouns first, so that an answer that is a noun is called by it. */
function namedSchemas(): Names {
  const names = new Map<string, z.ZodType>([
    ['ProblemDetails', problemDetails],
    ['Language', language],
    ['Localized', localized],
    ['Audience', audience],
    ['Hub', hub],
    ['Point', point],
    ['LivePoint', liveKinds.points],
    ['Policy', policy],
    ['RegisteredPoint', registeredPoint],
    ['RegisteredRoom', registeredRoom],
    ['Closure', closure],
    ['Authority', authority],
    ['Service', service],
    ['ServiceCard', serviceCard],
    ['Agreement', agreement],
    ['Calendar', calendar],
    ['Customer', customer],
    ['Booking', booking],
    ['Hold', hold],
    ['QueueEntry', queueEntry],
    ['BookingDay', bookingDay],
    ['Room', room],
    ['Call', call],
    ['Device', device],
    ['Shift', shift],
    ['AuditEntry', auditEntry],
    ['AuditLine', auditLine],
    ['ErasureRun', erasureRun],
    ['LiveState', liveState],
    ...Object.entries(liveEvents).map(([event, schema]) => [liveSchemaName(event), schema] as const),
  ]);
  const known = new Set(names.values());
  for (const operation of allOperations) {
    const parts = { Body: operation.body, Answer: operation.response };
    for (const [part, schema] of Object.entries(parts)) {
      if (!schema || known.has(schema)) continue;
      names.set(`${pascalCase(operation.name)}${part}`, schema);
      known.add(schema);
    }
  }
  return names;
}

function operationPaths(names: Names): Json {
  const byPath = groupedBy(allOperations, (operation) => `${apiRoot}${operation.path}`);
  return Object.fromEntries(
    [...byPath].map(([path, operations]) => [
      path,
      Object.fromEntries(operations.map((operation) => [operation.method.toLowerCase(), operationObject(operation, names)])),
    ]),
  );
}

function operationObject(operation: Operation, names: Names): Json {
  const parameters = [
    ...parametersOf(operation.parameters, 'path'),
    ...parametersOf(operation.query, 'query'),
    ...(operation.ifMatch ? [versionSeen] : []),
  ];
  return {
    operationId: operation.name,
    tags: [operation.feature],
    summary: operation.summary,
    ...(parameters.length > 0 && { parameters }),
    ...(operation.body && { requestBody: { required: true, content: contentOf(operation.body, names) } }),
    responses: { ...goodAnswer(operation, names), ...problemAnswers(problemCodesOf(operation)) },
  };
}

/** Which version a change is about (RFC 9110 §13.1.1). */
const versionSeen: Json = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'The `version` that was seen, as an entity tag: `"3"`',
  schema: { type: 'string', pattern: '^(W/)?"\\d{1,15}"$' },
};

const goodAnswer = ({ response, mediaType }: Operation, names: Names): Json =>
  response
    ? { '200': { description: 'Done', content: contentOf(response, names, mediaType) } }
    : { '204': { description: 'Done; there is nothing to tell' } };

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query'): readonly Json[] {
  if (!schema) return [];
  const { json } = componentSchemas(new Map([['json', schema]]));
  const required = (json?.['required'] ?? []) as readonly string[];
  return Object.entries(json?.['properties'] as Json).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function contentOf(schema: z.ZodType, names: Names, mediaType = 'application/json'): Json {
  const name = [...names].find(([, named]) => named === schema)?.[0];
  if (!name) throw new Error('A body or an answer was given no name');
  return { [mediaType]: { schema: { $ref: schemaReference(name) } } };
}
