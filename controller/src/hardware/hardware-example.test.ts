import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { driversFor } from './drivers.js';
import { readHardwareFile } from './hardware-file.js';
import { roomPlan } from './room-plan.js';
import { ManualClock } from '../clock/manual-clock.js';
import { silentLog } from '../log/index.js';

const example = fileURLToPath(new URL('../../hardware.example.yaml', import.meta.url));

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** Every key that the schema knows, by its path: `callButtons.pin`. */
const keysOf = ({ properties = {}, items, anyOf = [], oneOf = [] }: Schema): string[] => [
  ...Object.entries(properties).flatMap(([key, value]) => [key, ...keysOf(value).map((inner) => `${key}.${inner}`)]),
  ...[...(items ? [items] : []), ...anyOf, ...oneOf].flatMap(keysOf),
];

/** Every key that is written, in the same words. */
function keysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner).map((path) => `${key}.${path}`)]);
}

it('the example of the configuration file is one that a controller takes, with wired and wireless parts', () => {
  const drivers = driversFor(readHardwareFile(example), new ManualClock(), silentLog());
  expect(drivers.map(({ name }) => name)).toEqual(['auto', 'zigbee']);
  expect(drivers.map(({ callButtons, occupancySensors }) => [callButtons.length, occupancySensors.length])).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(drivers.flatMap(({ lamps }) => lamps)).toHaveLength(1);
});

it('the example shows every key that there is', () => {
  const known = keysOf(z.toJSONSchema(roomPlan, { io: 'input' }) as Schema);
  const shown = new Set(keysIn(parse(readFileSync(example, 'utf8'))));
  expect(known).toContain('callButtons.stableMs');
  expect([...new Set(known)].filter((key) => !shown.has(key))).toEqual([]);
});
