import { DataSource, type EntityManager } from 'typeorm';
import type { Config } from '../config/config.js';
import type { Entities } from './store.js';

/** A store that a command only looks into. */
export interface Reading {
  /** Runs `work` on what is committed at one moment, whatever hubs write meanwhile. */
  atOneMoment<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens a store beside running hubs: makes no file, migrates nothing, writes nothing. @throws when there is no store */
export async function openForReading(database: Config['database'], entities: Entities): Promise<Reading> {
  const source = new DataSource(
    database.kind === 'sqlite'
      ? { type: 'better-sqlite3', database: database.file, readonly: true, entities }
      : { type: 'postgres', url: database.url, entities },
  );
  await source.initialize();
  return {
    atOneMoment: (work) => (database.kind === 'sqlite' ? source.transaction(work) : source.transaction('REPEATABLE READ', work)),
    close: () => source.destroy(),
  };
}
