import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import type { Log } from '../log/log.js';
import { migrations } from './migrations/index.js';
import { Store, transact, type Change, type Entities, type Transaction } from './store.js';

const channel = 'etapiste_changes';
const migrationLock = 4_710_211;
/** Serialization failure, deadlock, and somebody else's row under the same key: deciding anew sees what the other did. */
const lostRace = new Set(['40001', '40P01', '23505']);
const mostTries = 8;

const isLostRace = (error: unknown): boolean =>
  error instanceof QueryFailedError && lostRace.has(String((error.driverError as { code?: string }).code));

/**
 * PostgreSQL, shared by any number of hubs. Each change is notified inside its transaction, so that the browsers of all
 * hubs hear of it after commit; a lost LISTEN means doubt, and doubt is answered by new snapshots (DESIGN §8).
 */
export class PostgresStore extends Store {
  private readonly source: DataSource;
  private readonly listeners: ((change: Change | undefined) => void)[] = [];
  private listening: Client | undefined;
  private isStopping = false;

  constructor(
    private readonly url: string,
    entities: Entities,
    private readonly log: Log,
  ) {
    super();
    this.source = new DataSource({
      type: 'postgres',
      url,
      entities,
      migrations,
      migrationsTransactionMode: 'each',
      poolSize: 10,
    });
  }

  async start(): Promise<void> {
    await this.source.initialize();
    await this.migrate();
    await this.listen();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.listening?.end();
    if (this.source.isInitialized) await this.source.destroy();
  }

  async isReady(): Promise<boolean> {
    if (!this.source.isInitialized || !this.listening) return false;
    return this.source.query('SELECT 1').then(
      () => true,
      () => false,
    );
  }

  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return work(this.source.manager);
  }

  async write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return (await transact(this.source, work, (manager, changes) => this.notify(manager, changes))).result;
      } catch (error) {
        if (!isLostRace(error) || attempt === mostTries) throw error;
        await pause(Math.random() * 20 * attempt);
      }
    }
  }

  /** Dead rows can no longer be read by any statement; their bytes stay until their space is used again. */
  async overwriteErased(): Promise<boolean> {
    await this.source.query('VACUUM');
    return true;
  }

  onChange(listener: (change: Change | undefined) => void): void {
    this.listeners.push(listener);
  }

  /** Two hubs that start together migrate one after the other. */
  private async migrate(): Promise<void> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.query('SELECT pg_advisory_lock($1)', [migrationLock]);
      await this.source.runMigrations();
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
      await runner.release();
    }
  }

  private async notify(manager: EntityManager, changes: readonly Change[]): Promise<void> {
    for (const { kind, id } of changes) await manager.query('SELECT pg_notify($1, $2)', [channel, JSON.stringify({ kind, id })]);
  }

  private async listen(): Promise<void> {
    const client = new Client({ connectionString: this.url, keepAlive: true });
    client.on('notification', ({ payload }) => this.tell(JSON.parse(payload ?? '') as Change));
    client.on('error', (error) => this.log.warn({ err: error }, 'lost the line of change notifications'));
    client.on('end', () => void this.listenAgain());
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    this.listening = client;
  }

  private async listenAgain(): Promise<void> {
    this.listening = undefined;
    while (!this.isStopping) {
      try {
        await this.listen();
        this.tell(undefined);
        return;
      } catch (error) {
        this.log.warn({ err: error }, 'cannot hear of changes yet');
        await pause(1000);
      }
    }
  }

  private tell(change: Change | undefined): void {
    for (const listener of this.listeners) listener(change);
  }
}
