import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import asyncApiSpecs from '@asyncapi/specs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv, type SchemaObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { allMessages, allOperations, apiRoot } from '../index.js';
import { asyncApiDocument, lampStrip, openApiDocument, type Json } from './index.js';
import { documentVersion } from './version.js';

const asyncApi = asyncApiDocument();
const openApi = openApiDocument();
const parseYaml = (text: string): unknown => parse(text);
const packageFile = (name: string) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8');

describe('the committed documents', () => {
  test.each([
    ['asyncapi.yaml', asyncApi, parseYaml],
    ['openapi.json', openApi, JSON.parse],
  ] as const)('protocol/%s is what the schemas say today', async (name, document, read) => {
    const committed: unknown = read(await packageFile(name));
    const verdict = isDeepStrictEqual(committed, document)
      ? 'fresh'
      : `stale: run "npm run generate" at the root, commit protocol/${name}`;
    expect(verdict).toBe('fresh');
  });

  test('docs/room-lamp.svg is what the lamps play today', async () => {
    const committed = await packageFile('../docs/room-lamp.svg');
    expect(committed === lampStrip() ? 'fresh' : 'stale: run "npm run generate" at the root, commit docs/room-lamp.svg').toBe(
      'fresh',
    );
  });

  test('carry the version of this package', async () => {
    expect(JSON.parse(await packageFile('package.json'))).toMatchObject({ version: documentVersion });
  });
});

test('any AsyncAPI tool can read the MQTT contract', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const isValid = ajv.validate(asyncApiSpecs.schemasWithoutId['3.0.0'] as SchemaObject, asyncApi);
  expect(ajv.errors ?? []).toEqual([]);
  expect(isValid).toBe(true);
});

test('any OpenAPI tool can read the HTTP contract', async () => {
  const result = await new Validator().validate(structuredClone(openApi));
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
});

describe.each([
  ['AsyncAPI', asyncApi],
  ['OpenAPI', openApi],
] as const)('%s', (_, document) => {
  test('refers only to things that are there', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? '');
    for (const path of references) expect(document).toHaveProperty(path.replaceAll('~1', '/').split('/'));
    expect(references).not.toEqual([]);
  });
});

test.each(Object.entries(asyncApi['channels'] as Record<string, Json>))('the example of %s obeys the schema beside it', (key) => {
  const { payload, examples } = (asyncApi['components'] as { messages: Record<string, MessageObject> }).messages[key] ?? {};
  const ajv = new Ajv({ allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat('base64', /^[A-Za-z0-9+/]*={0,2}$/);
  const validate = ajv.compile(payload ?? false);
  const verdicts = examples?.map((example) => (validate(example.payload) ? 'good' : ajv.errorsText(validate.errors)));
  expect(verdicts).toEqual(['good']);
  expect(validate({})).toBe(false);
});

test('every message has its channel, told from the hub’s side', () => {
  const operations = Object.values(asyncApi['operations'] as Record<string, OperationObject>);
  const channels = asyncApi['channels'] as Record<string, { address: string }>;
  const told = operations.map(({ action, channel, bindings }) => {
    const key = channel.$ref.split('/').at(-1) ?? '';
    return `${action} ${channels[key]?.address} ${bindings.mqtt.qos} ${bindings.mqtt.retain}`;
  });
  const expected = allMessages.map((message) => {
    const action = message.direction === 'room-to-hub' ? 'receive' : 'send';
    return `${action} ${message.topic('{roomId}')} 1 ${message.retain}`;
  });
  expect(told).toEqual([...expected, 'send etapiste/v1/hubs/{hubName}/presence 1 true']);
});

test('every operation is there with the codes of its own refusals', () => {
  const paths = openApi['paths'] as Record<string, Record<string, { operationId: string; responses: Json }>>;
  for (const operation of allOperations) {
    const told = paths[`${apiRoot}${operation.path}`]?.[operation.method.toLowerCase()];
    expect(told?.operationId).toBe(operation.name);
    expect(Object.keys(told?.responses ?? {})).toContain(operation.response ? '200' : '204');
    for (const code of operation.problems ?? []) expect(JSON.stringify(told?.responses)).toContain(code);
  }
});

test('the shapes of the HTTP contract compile as JSON Schema 2020-12', () => {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false });
  addFormats.default(ajv);
  ajv.addVocabulary(['components']);
  const names = Object.keys((openApi['components'] as { schemas: Json }).schemas);
  ajv.addSchema({ $id: 'hub', components: openApi['components'] });
  for (const name of names) expect(ajv.getSchema(`hub#/components/schemas/${name}`)).toBeTypeOf('function');
  expect(names).toContain('Call');
});

interface MessageObject {
  readonly payload: Json;
  readonly examples: readonly { readonly payload: Json }[];
}

interface OperationObject {
  readonly action: string;
  readonly channel: { readonly $ref: string };
  readonly bindings: { readonly mqtt: { readonly qos: number; readonly retain: boolean } };
}
