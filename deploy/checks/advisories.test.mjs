import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenRowsIn, explainedIn, knownAdvisories } from './advisories.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('every known advisory of what production runs with is explained', async (context) => {
  const advisories = await knownAdvisories(root);
  const notTold = 'why' in advisories ? advisories.why : undefined;
  context.skip(notTold !== undefined, `NOT CHECKED: the registry does not tell of advisories now (${notTold})`);
  const told = 'why' in advisories ? [] : advisories;
  const explained = explainedIn(readFileSync(join(root, 'docs/advisories.md'), 'utf8'));
  expect(told.filter(({ id, name }) => !explained.has(`${id} ${name}`))).toEqual([]);
});

test('docs/advisories.md explains only what production has, each with a reason', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const production = Object.entries(packages).filter(([path, { dev }]) => path.includes('node_modules/') && !dev);
  const names = new Set(production.map(([path]) => path.split('node_modules/').at(-1) ?? ''));
  expect(names.has('typeorm') && !names.has('vitest')).toBe(true);
  expect(brokenRowsIn(readFileSync(join(root, 'docs/advisories.md'), 'utf8'), names)).toEqual([]);
});

test('a row that explains nothing is found: without an id, a reason, or a package that is there', () => {
  const rows = [
    '| GHSA-aaaa-bbbb-cccc | `ws` | Nobody can reach it: the hub never does that. |',
    '| GHSA-aaaa-bbbb-cccc | `ws` | no |',
    '| somewhere | `ws` | Nobody can reach it: the hub never does that. |',
    '| GHSA-aaaa-bbbb-cccc | `gone` | Nobody can reach it: the hub never does that. |',
  ];
  const text = ['| advisory | package | why |', '| --- | --- | --- |', ...rows].join('\n');
  expect(brokenRowsIn(text, new Set(['ws']))).toEqual(rows.slice(1));
});

test('an explanation is a row with a reason', () => {
  const text = `| GHSA-aaaa-bbbb-cccc | \`ws\` | Nobody can reach it: the hub never does that. |
| GHSA-dddd-eeee-ffff | \`ws\` | no |
| here | \`ws\` | Nobody can reach it: the hub never does that. |`;
  expect([...explainedIn(text)]).toEqual(['GHSA-aaaa-bbbb-cccc ws']);
});

describe('a registry', () => {
  /** @type {import('node:http').Server} */
  let registry;
  let folder = '';
  let url = '';
  /** @type {unknown} */
  let answer;

  beforeAll(async () => {
    // What npm asks for is answered as the registry does: advisories by package, and the package itself.
    registry = createServer((request, response) => {
      const isBulk = request.url?.endsWith('/advisories/bulk');
      const versions = { '1.0.0': { name: 'thing', version: '1.0.0' } };
      const packument = { name: 'thing', versions, 'dist-tags': { latest: '1.0.0' } };
      const body = JSON.stringify(isBulk ? answer : packument);
      request.resume();
      response.writeHead(isBulk && answer === undefined ? 405 : 200, { 'content-type': 'application/json' }).end(body ?? '');
    }).listen(0, '127.0.0.1');
    await once(registry, 'listening');
    const address = /** @type {import('node:net').AddressInfo} */ (registry.address());
    url = `http://127.0.0.1:${address.port}/`;
    folder = mkdtempSync(join(tmpdir(), 'etapiste-advisories-'));
    const resolved = { 'node_modules/thing': { version: '1.0.0', resolved: `${url}thing/-/thing-1.0.0.tgz` } };
    const own = { name: 'site', version: '1.0.0', dependencies: { thing: '1.0.0' } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(own));
    const lock = { ...own, lockfileVersion: 3, packages: { '': own, ...resolved } };
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  });
  afterAll(() => {
    registry.close();
    registry.closeAllConnections();
    rmSync(folder, { recursive: true });
  });

  test('that knows of an advisory is heard, and one that knows of none', async () => {
    const advisory = { id: 1, url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc', title: 'Falls over', severity: 'high' };
    answer = { thing: [{ ...advisory, vulnerable_versions: '<2.0.0' }] };
    expect(await knownAdvisories(folder, [`--registry=${url}`])).toEqual([
      { id: 'GHSA-aaaa-bbbb-cccc', name: 'thing', title: 'Falls over', severity: 'high' },
    ]);
    answer = {};
    expect(await knownAdvisories(folder, [`--registry=${url}`])).toEqual([]);
  });

  test('that does not answer is no finding, and not taken for none either', async () => {
    answer = undefined;
    expect(await knownAdvisories(folder, [`--registry=${url}`])).toEqual({ why: expect.stringContaining('405') });
    expect(await knownAdvisories(folder, ['--registry=http://127.0.0.1:1/'])).toEqual({
      why: expect.stringContaining('ECONNREFUSED'),
    });
  });
});
