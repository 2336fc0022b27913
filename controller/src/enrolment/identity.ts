import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { slug } from '@etapiste/protocol';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { Log } from '../log/index.js';
import type { Access } from '../mqtt/index.js';

/** Who this controller is, once it belongs to a room. Key and certificates are PEM. */
const identity = z.object({
  roomId: slug,
  mqttUrl: z.url(),
  key: z.string(),
  certificate: z.string(),
  authority: z.string(),
});
export type Identity = z.infer<typeof identity>;

/** One file for all of it, so that a power cut leaves the old identity or the new one, never a key beside another's certificate. */
export class IdentityFile {
  private readonly path: string;

  constructor(
    private readonly dataDir: string,
    private readonly log: Log,
  ) {
    this.path = join(dataDir, 'identity.json');
  }

  /** Undefined where there is none that can be read: then this controller is enrolled anew. */
  async load(): Promise<Identity | undefined> {
    try {
      return identity.parse(JSON.parse(await readFile(this.path, 'utf8')));
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isMissing) this.log.warn({ reason: (error as Error).message }, 'the identity of this controller cannot be read');
      return undefined;
    }
  }

  async save(saved: Identity): Promise<void> {
    await mkdir(this.dataDir, { recursive: true });
    await writeFileAtomic(this.path, JSON.stringify(saved), { mode: 0o600 });
  }

  async forget(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

export const serialOf = ({ certificate }: Identity): string => new X509Certificate(certificate).serialNumber;

/** How long its certificate counts in all. */
export function lifeMs({ certificate }: Identity): number {
  const { validFrom, validTo } = new X509Certificate(certificate);
  return Date.parse(validTo) - Date.parse(validFrom);
}

/** By what it gets in at the broker. */
export function accessOf(own: Identity): Access {
  const { roomId, mqttUrl: url, key, certificate: cert, authority: ca } = own;
  return { roomId, url, tls: { ca, key, cert }, serial: serialOf(own) };
}
