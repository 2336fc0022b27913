import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId } from '@etapiste/protocol';
import { Client } from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Config } from '../config/config.js';
import { createStore } from '../database/database.module.js';
import type { Entities, Store } from '../database/store.js';
import { createLog } from '../log/log.js';

const postgresUrl = process.env['ETAPISTE_TEST_POSTGRES_URL'];

async function onPostgres(sql: string): Promise<void> {
  const client = new Client({ connectionString: postgresUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** A place for a store of its own: made before, gone after. */
interface Place {
  readonly database: Config['database'];
  remove(): Promise<void>;
}

async function sqlitePlace(): Promise<Place> {
  const folder = mkdtempSync(path.join(tmpdir(), 'etapiste-store-'));
  return {
    database: { kind: 'sqlite', file: path.join(folder, 'store.sqlite') },
    remove: async () => rmSync(folder, { recursive: true }),
  };
}

async function postgresPlace(): Promise<Place & { readonly database: { readonly kind: 'postgres'; readonly url: string } }> {
  const name = `test_${newId().replaceAll('-', '')}`;
  await onPostgres(`CREATE DATABASE "${name}"`);
  const url = new URL(postgresUrl as string);
  url.pathname = `/${name}`;
  return { database: { kind: 'postgres', url: url.href }, remove: () => onPostgres(`DROP DATABASE "${name}" WITH (FORCE)`) };
}

async function freshPlace(kind: Config['database']['kind']): Promise<Place> {
  if (kind === 'sqlite') return sqlitePlace();
  if (!postgresUrl) throw new Error('ETAPISTE_TEST_POSTGRES_URL is not set: run the tests by npm test');
  return postgresPlace();
}

/** Runs the same tests of whole hubs on both, each with its own fresh store, which `settings` name. */
export function hubsOnBothStores(tests: (settings: () => NodeJS.ProcessEnv) => void): void {
  describe.each(['sqlite', 'postgres'] as const)('on %s', (kind) => {
    let place: Place;
    beforeAll(async () => {
      place = await freshPlace(kind);
    });
    afterAll(() => place.remove());
    tests(() => ({
      ETAPISTE_DATABASE_URL: place.database.kind === 'sqlite' ? `sqlite:${place.database.file}` : place.database.url,
    }));
  });
}

/** Gives some work the settings of hubs that share one fresh PostgreSQL. */
export async function onOnePostgres(work: (settings: NodeJS.ProcessEnv) => Promise<void>): Promise<void> {
  const place = await postgresPlace();
  try {
    await work({ ETAPISTE_DATABASE_URL: place.database.url });
  } finally {
    await place.remove();
  }
}

/**
 * Runs the same tests on SQLite and on PostgreSQL, each on a fresh store that has been migrated and started.
 * PostgreSQL is found by `ETAPISTE_TEST_POSTGRES_URL`, which `npm test` sets; without it CI must not look green.
 */
export function onBothStores(
  entities: Entities,
  tests: (open: () => Store, reopen: () => Promise<Store>, database: () => Config['database']) => void,
): void {
  describe.each(['sqlite', 'postgres'] as const)('on %s', (kind) => {
    let place: Place;
    let store: Store;
    const open = async () => {
      const opened = await createStore({ database: place.database } as Config, entities, createLog('silent'));
      await opened.start();
      return opened;
    };

    beforeAll(async () => {
      place = await freshPlace(kind);
      store = await open();
    });
    afterAll(async () => {
      await store.stop();
      await place.remove();
    });
    tests(
      () => store,
      async () => {
        await store.stop();
        store = await open();
        return store;
      },
      () => place.database,
    );
  });
}
