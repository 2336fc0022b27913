import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RoomPasswords } from './room-passwords.js';

describe('the passwords of rooms', () => {
  let folder: string;
  let passwords: RoomPasswords;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'etapiste-passwords-'));
    passwords = new RoomPasswords(path.join(folder, 'rooms-that-are-not-there'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const isRight = (roomId: string, password: string) => passwords.isRight(roomId, Buffer.from(password));
  const write = (file: string, text: string) => {
    writeFileSync(path.join(folder, file), text);
    passwords = new RoomPasswords(folder);
  };

  it('are one line in a file of the room', async () => {
    write('porvoo-1.password', 'correct horse\n');
    expect(await isRight('porvoo-1', 'correct horse')).toBe(true);
    expect(await isRight('porvoo-1', 'correct horse ')).toBe(false);
    expect(await isRight('porvoo-1', '')).toBe(false);
  });

  it('count as soon as they are changed', async () => {
    write('porvoo-1.password', 'old');
    writeFileSync(path.join(folder, 'porvoo-1.password'), 'new');
    expect(await isRight('porvoo-1', 'old')).toBe(false);
    expect(await isRight('porvoo-1', 'new')).toBe(true);
  });

  it('let nobody in where there are none', async () => {
    expect(await isRight('porvoo-1', '')).toBe(false);
    write('porvoo-1.password', '\n');
    expect(await isRight('porvoo-1', '')).toBe(false);
  });

  it('are never read from outside the folder', async () => {
    write('hub.password', 'hub-password');
    passwords = new RoomPasswords(path.join(folder, 'rooms'));
    expect(await isRight('../hub', 'hub-password')).toBe(false);
  });
});
