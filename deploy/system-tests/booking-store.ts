import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';

/** A fresh place for the hub's store, which tests may look into as a person with a database tool would. */
export interface BookingStore {
  /** For `ETAPISTE_DATABASE_URL`. */
  readonly url: string;
  query<Row>(sql: string): Promise<Row[]>;
  remove(): Promise<void>;
}

export function sqliteStore(): BookingStore {
  const folder = mkdtempSync(path.join(tmpdir(), 'etapiste-races-'));
  const file = path.join(folder, 'etapiste.sqlite');
  return {
    url: `sqlite:${file}`,
    query: async <Row>(sql: string) => {
      const database = new Database(file, { readonly: true });
      try {
        return database.prepare<[], Row>(sql).all();
      } finally {
        database.close();
      }
    },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function postgresStore(): Promise<BookingStore> {
  const server = process.env['ETAPISTE_TEST_POSTGRES_URL'];
  if (!server) throw new Error('ETAPISTE_TEST_POSTGRES_URL is not set: run the tests by npm test');
  const name = `races_${randomUUID().replaceAll('-', '')}`;
  const own = new URL(server);
  own.pathname = `/${name}`;
  await onPostgres(server, `CREATE DATABASE "${name}"`);
  return {
    url: own.href,
    query: (sql) => onPostgres(own.href, sql),
    remove: async () => void (await onPostgres(server, `DROP DATABASE "${name}" WITH (FORCE)`)),
  };
}

async function onPostgres<Row>(connectionString: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}
