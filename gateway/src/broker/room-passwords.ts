import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { slug } from '@etapiste/protocol';

/** Checks what a controller says about itself. */
export interface RoomCredentials {
  isRight(roomId: string, password: Uint8Array): Promise<boolean>;
}

/**
 * Passwords that set-up wrote, one file a room (`secrets/rooms/<roomId>.password`, one line). Read at every connection,
 * so that a changed password counts at once.
 */
export class RoomPasswords implements RoomCredentials {
  constructor(private readonly folder: string) {}

  async isRight(roomId: string, password: Uint8Array): Promise<boolean> {
    const expected = await this.read(roomId);
    return expected !== undefined && timingSafeEqual(digest(expected), digest(password));
  }

  private async read(roomId: string): Promise<string | undefined> {
    // The name becomes a path: nothing but the letters of a room id gets there.
    if (!slug.safeParse(roomId).success) return undefined;
    try {
      const line = (await readFile(join(this.folder, `${roomId}.password`), 'utf8')).trim();
      return line === '' ? undefined : line;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw cause;
    }
  }
}

/** Equal lengths, so that comparing takes the same time whatever was sent. */
const digest = (value: string | Uint8Array): Buffer => createHash('sha256').update(value).digest();
