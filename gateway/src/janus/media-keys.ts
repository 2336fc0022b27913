import { hkdfSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/**
 * Pins, secrets and SRTP keys, all derived (HKDF-SHA-256, RFC 5869) from the installation's media key and the random id of
 * what they open: a restarted hub knows them again, and none is stored, logged or retained (DESIGN §6).
 */
export class MediaKeys {
  constructor(private readonly mediaKey: Buffer) {}

  /** What a viewer must know to watch. */
  pin(mountpointId: string): string {
    return this.derive('pin', mountpointId, 24).toString('base64url');
  }

  /** What only the hub knows: asking about a mountpoint, and destroying it. */
  secret(mountpointId: string): string {
    return this.derive('secret', mountpointId, 24).toString('base64url');
  }

  /** Master key (16 bytes) and salt (14 bytes) of SRTP, base64. */
  srtpKey(mountpointId: string): string {
    return this.derive('srtp', mountpointId, 30).toString('base64');
  }

  private derive(purpose: string, id: string, bytes: number): Buffer {
    return Buffer.from(hkdfSync('sha256', this.mediaKey, id, `etapiste ${purpose}`, bytes));
  }
}

/** Reads `secrets/media.key`: 32 random bytes, base64. @throws Error that names the file when it is missing or too short. */
export async function readMediaKeys(file: string): Promise<MediaKeys> {
  const mediaKey = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64');
  if (mediaKey.length < 32) throw new Error(`${file}: 32 random bytes in base64 are needed`);
  return new MediaKeys(mediaKey);
}
