import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Everything that a built module imports, and what that imports, within this package. */
function importsOf(module: URL, seen = new Set<string>()): ReadonlySet<string> {
  for (const [, target = ''] of readFileSync(module, 'utf8').matchAll(/from '([^']+)'/g)) {
    const file = target.startsWith('.') ? new URL(target, module) : undefined;
    if (seen.has(file?.href ?? target)) continue;
    seen.add(file?.href ?? target);
    if (file) importsOf(file, seen);
  }
  return seen;
}

test('the camera’s process loads no library before it films: somebody waits for the picture', () => {
  const imports = importsOf(new URL('../../dist/camera/sender.js', import.meta.url));
  const packages = [...imports].filter((target) => !/^(node|file):/.test(target));
  // The whole protocol, with its schemas, would cost more than all the rest of the start.
  expect(packages).toEqual(['@etapiste/protocol/duration']);
});
