import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { DataSource, type EntityManager } from 'typeorm';
import { migrations } from './migrations/index.js';
import { Store, transact, type Change, type Entities, type Transaction } from './store.js';

/** FULL: what we have confirmed to a room survives a power cut. Secure: what is erased is overwritten with zeros. */
const keepForSure = (database: Database) => {
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
};

/**
 * SQLite in one file. TypeORM shares one connection for everything, so concurrent transactions would become each
 * other's savepoints: every write goes through one queue, and reads have a connection of their own (FACTS, ADR 0001, 0010).
 */
export class SqliteStore extends Store {
  private readonly writer: DataSource;
  private readonly reader: DataSource;
  private readonly listeners: ((change: Change | undefined) => void)[] = [];
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly file: string,
    entities: Entities,
  ) {
    super();
    const shared = { type: 'better-sqlite3', database: file, entities } as const;
    const writing = { migrations, migrationsTransactionMode: 'each', enableWAL: true, prepareDatabase: keepForSure } as const;
    this.writer = new DataSource({ ...shared, ...writing });
    this.reader = new DataSource({ ...shared, readonly: true });
  }

  async start(): Promise<void> {
    mkdirSync(path.dirname(this.file), { recursive: true, mode: 0o700 });
    await this.writer.initialize();
    await this.writer.runMigrations();
    await this.reader.initialize();
  }

  async stop(): Promise<void> {
    await this.queue;
    if (this.reader.isInitialized) await this.reader.destroy();
    if (this.writer.isInitialized) await this.writer.destroy();
  }

  async isReady(): Promise<boolean> {
    if (!this.reader.isInitialized) return false;
    return this.reader.query('SELECT 1').then(
      () => true,
      () => false,
    );
  }

  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return work(this.reader.manager);
  }

  async write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const { result, changes } = await this.inTurn(() => transact(this.writer, work));
    for (const change of changes) for (const listener of this.listeners) listener(change);
    return result;
  }

  /** The log of writes still holds the pages of before until it is emptied into the file. */
  async overwriteErased(): Promise<boolean> {
    const work = () => this.writer.query<{ busy: number }[]>('PRAGMA wal_checkpoint(TRUNCATE)');
    const [answer] = await this.inTurn(work);
    return answer?.busy === 0;
  }

  onChange(listener: (change: Change | undefined) => void): void {
    this.listeners.push(listener);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work);
    this.queue = turn.catch(() => {
      // The caller is told by `turn`; the queue itself goes on.
    });
    return turn;
  }
}
