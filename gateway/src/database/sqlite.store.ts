import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sqlite3 from 'sqlite3';
import { DataSource, type EntityManager } from 'typeorm';
import { migrations } from './migrations/index.js';
import { Store, transact, type Change, type Entities, type Transaction } from './store.js';

const openReadOnly = 1;

/** TypeORM asks for the verbose driver, which makes a stack trace for every statement: a tenth of a press's time here. */
const driver = { ...sqlite3, verbose: () => sqlite3 };

/**
 * SQLite in one file. TypeORM shares one connection for everything, so concurrent transactions would become each
 * other's savepoints: every write goes through one queue, and reads have a connection of their own (FACTS, ADR 0001).
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
    const shared = { type: 'sqlite', database: file, entities, busyTimeout: 5000, driver } as const;
    this.writer = new DataSource({ ...shared, migrations, migrationsTransactionMode: 'each', enableWAL: true });
    this.reader = new DataSource({ ...shared, flags: openReadOnly });
  }

  async start(): Promise<void> {
    mkdirSync(path.dirname(this.file), { recursive: true, mode: 0o700 });
    await this.writer.initialize();
    // FULL: what we have confirmed to a room survives a power cut.
    await this.writer.query('PRAGMA synchronous = FULL');
    await this.writer.query('PRAGMA foreign_keys = ON');
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
    const turn = this.queue.then(() => transact(this.writer, work));
    this.queue = turn.catch(() => {
      // The caller is told by `turn`; the queue itself goes on.
    });
    const { result, changes } = await turn;
    for (const change of changes) for (const listener of this.listeners) listener(change);
    return result;
  }

  onChange(listener: (change: Change | undefined) => void): void {
    this.listeners.push(listener);
  }
}
