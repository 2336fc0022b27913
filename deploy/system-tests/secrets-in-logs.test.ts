import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { eventually } from '../setup/eventually.mjs';
import { House, calmPicture } from './house.js';

const roomId = 'porvoo-1';

/** Every value of every file of secrets: whole files, the strings in JSON, the body of keys. */
function secretsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.crt'))
    .flatMap((entry) => {
      const text = readFileSync(path.join(entry.parentPath, entry.name), 'utf8').trim();
      if (text.startsWith('{')) return Object.values(JSON.parse(text) as Record<string, string>);
      return text.split('\n').filter((line) => !line.startsWith('-----'));
    })
    .filter((secret) => secret.length >= 12);
}

test('no secret is in what any program says while a room is watched, by those who may and those who may not', async () => {
  const house = await House.build({ hasVideo: true, picture: calmPicture, logLevel: 'trace' });
  try {
    await house.start(roomId);
    const ticket = await house.act<{ seat: string; pin: string }>('POST', '/meetings/announced-tests', { roomId });
    const secrets = [...secretsIn(path.join(house.dataDir, 'secrets')), ticket.seat, ticket.pin];
    expect(secrets.length).toBeGreaterThan(8);

    const url = house.url.replace('http', 'ws');
    for (const seat of [ticket.seat, 'invented']) {
      const socket = new WebSocket(`${url}/janus?seat=${seat}`, 'janus-protocol', { origin: house.url });
      await new Promise((resolve) => socket.once('error', resolve).once('open', resolve));
      socket.terminate();
    }
    await fetch(`${house.url}/api/v1/calls?seat=${ticket.seat}`, { headers: { cookie: 'x=y', authorization: 'Bearer z' } });
    await eventually(async () => expect((await house.simulated(roomId)).documentCamera.state).toBe('live'));

    const said = house.said();
    expect(said).toContain('an announced test begins');
    expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
  } finally {
    await house.remove();
  }
});
