import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** The hub's own authority as it lies on the disk, both as PEM. */
export interface CaFiles {
  readonly key: string;
  readonly certificate: string;
}

const names = { key: 'ca.key', certificate: 'ca.crt' } as const;

/** What the folder holds; `undefined` where nothing has been made yet. A half or unreadable folder is an error: it is never replaced. */
export async function readCaFiles(folder: string): Promise<CaFiles | undefined> {
  const read = (name: string) => readFile(path.join(folder, name), 'utf8');
  try {
    return { key: await read(names.key), certificate: await read(names.certificate) };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT' || (await isThere(folder))) throw cause;
    return undefined;
  }
}

/**
 * Puts both files in place at once, by renaming a whole folder: neither a power cut nor a second hub that starts at the same moment
 * can leave a key without its certificate. Answers what the folder holds then, which may be another hub's.
 */
export async function keepCaFiles(folder: string, made: CaFiles): Promise<CaFiles> {
  const draft = `${folder}.${randomUUID()}.new`;
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await chmod(path.dirname(folder), 0o700);
  try {
    await write(path.join(draft, names.key), made.key, 0o600);
    await write(path.join(draft, names.certificate), made.certificate, 0o644);
    await rename(draft, folder);
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST'].includes((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
  }
  return (await readCaFiles(folder)) as CaFiles;
}

async function write(file: string, text: string, mode: number): Promise<void> {
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function isThere(folder: string): Promise<boolean> {
  const found = await readFile(folder).catch((cause: NodeJS.ErrnoException) => cause.code);
  return found !== 'ENOENT';
}
