import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import pg from 'pg';
import { expect, test } from 'vitest';
import { TemporaryPostgres } from './postgres.mjs';

const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('etapiste-postgres-'));

test("the tests' own PostgreSQL answers on loopback, and leaves nothing behind, open connections or not", async () => {
  const before = folders();
  const postgres = new TemporaryPostgres();
  const client = new pg.Client(await postgres.start());
  client.on('error', () => {}); // The server ends under it, which is what is tried here.
  await client.connect();
  const { rows } = await client.query(
    `SELECT current_setting('listen_addresses') AS host, current_setting('data_directory') AS data`,
  );
  expect(rows[0].host).toBe('127.0.0.1');
  expect(existsSync(rows[0].data)).toBe(true);

  await postgres.stop();
  expect(existsSync(rows[0].data)).toBe(false);
  expect(folders()).toEqual(before);
  await expect(client.query('SELECT 1')).rejects.toThrow(/Client|terminat|closed/i);
});
