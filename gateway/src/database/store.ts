import type { DataSource, DataSourceOptions, EntityManager } from 'typeorm';

/** The classes whose rows a store keeps. */
export type Entities = NonNullable<DataSourceOptions['entities']>;

/** One thing that changed: its live kind and id. Said only after commit. */
export interface Change {
  readonly kind: string;
  readonly id: string;
  /** What it is now, when the hub that wrote it knows: saves reading it again. Other hubs read. */
  readonly value?: unknown;
}

/** One unit of writing: all of it is stored, or nothing. Never await other I/O inside. */
export interface Transaction {
  readonly manager: EntityManager;
  /** Tells the browsers of every hub, after commit, that this thing changed; the last value given for it counts. */
  readonly announce: (kind: string, id: string, value?: unknown) => void;
}

/** The booking store's two doors. Writes are one at a time on SQLite; reads never wait for them. */
export abstract class Store {
  abstract start(): Promise<void>;
  abstract stop(): Promise<void>;
  /** Whether the store answers now. */
  abstract isReady(): Promise<boolean>;
  /** Reads what is committed. */
  abstract read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** Runs `work` in one transaction; resolves after commit. May run `work` again after a lost race on PostgreSQL. */
  abstract write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /**
   * Leaves nothing of erased rows in the store's files, as far as it has a say in them (docs/privacy.md).
   * @returns whether it could; false while somebody else reads
   */
  abstract overwriteErased(): Promise<boolean>;
  /** Called for each change after its commit, also for those of other hubs; `undefined` = some may have been lost. */
  abstract onChange(listener: (change: Change | undefined) => void): void;
}

/** Runs one transaction on a data source, collecting what it announces. */
export async function transact<T>(
  source: DataSource,
  work: (transaction: Transaction) => Promise<T>,
  beforeCommit: (manager: EntityManager, changes: readonly Change[]) => Promise<void> = async () => {},
): Promise<{ result: T; changes: readonly Change[] }> {
  const changes = new Map<string, Change>();
  const announce = (kind: string, id: string, value?: unknown) => void changes.set(`${kind}/${id}`, { kind, id, value });
  const result = await source.transaction(async (manager) => {
    const answer = await work({ manager, announce });
    await beforeCommit(manager, [...changes.values()]);
    return answer;
  });
  return { result, changes: [...changes.values()] };
}
