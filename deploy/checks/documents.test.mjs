import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const records = readdirSync(join(root, 'docs/adr')).map((name) => `docs/adr/${name}`);
const guides = ['docs/document-camera.md', 'docs/room.md', 'docs/network.md', 'docs/advisories.md'];
const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...guides, ...records];

const paths = /\b(?:protocol|controller|gateway|dashboard|deploy)\/[\w./-]+/g;
/** Links, but not pictures: those are taken anew by `npm run screens`. */
const links = /(?<!!\[[^\]]*)\]\(([^)#]+)\)/g;

test.each(documents)('%s names only files and folders that are there', (document) => {
  const text = readFileSync(join(root, document), 'utf8');
  const named = [...text.matchAll(paths)].map(([path]) => path.replace(/[.]$/, ''));
  const linked = [...text.matchAll(links)].map(([, link]) => String(link)).filter((link) => !link.startsWith('https:'));
  const all = [...named, ...linked.map((link) => join(dirname(document), link))];

  expect(all.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('every decision is listed, and tells context, decision and price', () => {
  const list = readFileSync(join(root, 'docs/adr/README.md'), 'utf8');
  for (const record of records.filter((name) => !name.endsWith('README.md'))) {
    expect(list).toContain(`(${record.split('/').at(-1)})`);
    expect(readFileSync(join(root, record), 'utf8')).toMatch(/\*\*Context\.\*\*[^]+\*\*Decision\.\*\*[^]+\*\*Price\.\*\*/);
  }
});
