import { createHash } from 'node:crypto';
import { cpSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../dashboard/dist', import.meta.url));
const entry = /\{"url":"([^"]+)","revision":(null|"[^"]+"),"integrity":"[^"]+"\}/g;

/**
 * The built pages as another version of themselves: every program and style of the kiosk has another name, whoever names it
 * does so, and the service worker's list is of these files.
 */
export function anotherBuild(folder: string, label: string): void {
  cpSync(built, folder, { recursive: true });
  const worker = path.join(folder, 'sw.js');
  const names = [...readFileSync(worker, 'utf8').matchAll(entry)]
    .map(([, url]) => path.basename(url as string))
    .filter((name) => /\.(js|css)$/.test(name));
  const renamed = (text: string): string =>
    names.reduce((changed, name) => changed.replaceAll(name, name.replace('-', `-${label}-`)), text);

  for (const name of names) renameSync(path.join(folder, 'assets', name), path.join(folder, 'assets', renamed(name)));
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (/\.(js|css|html)$/.test(file)) change(path.join(folder, file), renamed);
  }
  change(worker, (text) =>
    text.replace(entry, (_, url: string, revision: string) => {
      const hash = createHash('sha256')
        .update(readFileSync(path.join(folder, url)))
        .digest('base64');
      return JSON.stringify({ url, revision: revision === 'null' ? null : hash, integrity: `sha256-${hash}` });
    }),
  );
}

const change = (file: string, by: (text: string) => string): void => writeFileSync(file, by(readFileSync(file, 'utf8')));
