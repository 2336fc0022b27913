import { describe, expect, test } from 'vitest';
import { allOperations, liveEvents, liveKinds, liveState, openingHours } from './index.js';

const walk = allOperations.map((operation) => [operation.name, operation] as const);

describe.each(walk)('the operation %s', (_, operation) => {
  test('asks for exactly the parameters that its path names', () => {
    const named = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
    expect(Object.keys(operation.parameters?.shape ?? {}).toSorted()).toEqual(named.toSorted());
  });

  test('reads or changes, as its method says', () => {
    const mayChange = operation.method === 'POST' || operation.method === 'PUT';
    const isRead = operation.method === 'GET';
    expect({ asks: operation.body !== undefined && !mayChange, tells: operation.response !== undefined || !isRead }).toEqual({
      asks: false,
      tells: true,
    });
    expect(operation.path).toMatch(/^\/[a-z{]/);
    expect(operation.summary).not.toBe('');
  });
});

test('no two operations share a name, or a method and a path', () => {
  const names = allOperations.map((operation) => operation.name);
  const routes = allOperations.map((operation) => `${operation.method} ${operation.path.replaceAll(/\{\w+\}/g, '{}')}`);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(routes).size).toBe(routes.length);
});

test('a page that opens sees every kind of thing that can change later', () => {
  const kinds = Object.keys(liveKinds).toSorted();
  expect(Object.keys(liveState.shape).toSorted()).toEqual(kinds);
  expect(liveEvents.change.options.map((option) => option.shape.kind.value).toSorted()).toEqual(kinds);
});

test.each([
  ['08:00', '16:15', true],
  ['00:00', '24:00', true],
  ['08:00', '24:30', false],
  ['8:00', '16:00', false],
  ['08:00', '16:60', false],
])('a point may be open from %s to %s: %s', (from, to, isPossible) => {
  expect(openingHours.safeParse({ dayFrom: 'MON', dayTo: 'FRI', from, to }).success).toBe(isPossible);
});
