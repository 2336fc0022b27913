import { type DynamicModule, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Log } from '../log/log.js';
import { SqliteStore } from './sqlite.store.js';
import { Store, type Entities } from './store.js';

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
