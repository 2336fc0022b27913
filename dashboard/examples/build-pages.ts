import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

/**
 * Before the first test: the pages are built once, as they are shipped, into a folder of their own. Whoever has built them a moment
 * ago names the folder in ETAPISTE_TEST_PAGES_DIR.
 */
export default async function buildPages(project: TestProject): Promise<() => void> {
  const built = process.env['ETAPISTE_TEST_PAGES_DIR'];
  if (built) {
    project.provide('pagesDir', built);
    return () => undefined;
  }
  const root = fileURLToPath(new URL('..', import.meta.url));
  const pagesDir = mkdtempSync(join(tmpdir(), 'etapiste-pages-'));
  execFileSync('npx', ['lit-localize', 'build'], { cwd: root, stdio: 'ignore' });
  await build({ root, configFile: `${root}vite.config.ts`, build: { outDir: pagesDir, emptyOutDir: true }, logLevel: 'error' });
  project.provide('pagesDir', pagesDir);
  return () => rmSync(pagesDir, { recursive: true, force: true });
}

declare module 'vitest' {
  interface ProvidedContext {
    pagesDir: string;
  }
}
