import { type DynamicModule, Module } from '@nestjs/common';
import type { EntitySchema, MixedList } from 'typeorm';
import { Config } from '../config/config.js';
import { Log } from '../log/log.js';
import { SqliteStore } from './sqlite.store.js';
import { Store } from './store.js';

// eslint-disable-next-line typescript/no-unsafe-function-type -- TypeORM's own type of an entity class
type Entities = MixedList<Function | string | EntitySchema>;

/** The store that the configuration names. */
export async function createStore(config: Config, entities: Entities, log: Log): Promise<Store> {
  if (config.database.kind === 'sqlite') return new SqliteStore(config.database.file, entities);
  // A hub on SQLite never carries the PostgreSQL client.
  const { PostgresStore } = await import('./postgres.store.js');
  return new PostgresStore(config.database.url, entities, log.child({ feature: 'database' }));
}

/** The store, for every feature. Entities come from the table of contents: plumbing knows no feature. */
@Module({})
export class DatabaseModule {
  static with(entities: Entities): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: Store, inject: [Config, Log], useFactory: (config: Config, log: Log) => createStore(config, entities, log) },
      ],
      exports: [Store],
    };
  }
}
