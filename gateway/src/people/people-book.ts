import { Injectable } from '@nestjs/common';
import { Store, type Change, type Transaction } from '../database/store.js';

const kind = 'people';

/** Says in a transaction that an actor's sign-ins, account or grants change. */
export const announceActor = ({ announce }: Pick<Transaction, 'announce'>, actorId: string): void => announce(kind, actorId);

/**
 * Writes about people, and hears of every change to them on any hub. What a hub itself wrote it hears before the writer goes
 * on: after a sign-out is answered the old cookie opens nothing, also on PostgreSQL, which tells a moment later.
 */
@Injectable()
export class PeopleBook {
  private readonly listeners: ((actorId: string | undefined) => void)[] = [];

  constructor(private readonly store: Store) {
    store.onChange((change: Change | undefined) => {
      if (!change || change.kind === kind) this.tell(change?.id);
    });
  }

  read: Store['read'] = (work) => this.store.read(work);

  async write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const changed = new Set<string>();
    const result = await this.store.write((transaction) =>
      work({
        ...transaction,
        announce: (changedKind, id, value) => {
          if (changedKind === kind) changed.add(id);
          transaction.announce(changedKind, id, value);
        },
      }),
    );
    for (const actorId of changed) this.tell(actorId);
    return result;
  }

  /** `undefined` = any of them may have changed. */
  onChange(listener: (actorId: string | undefined) => void): void {
    this.listeners.push(listener);
  }

  private tell(actorId: string | undefined): void {
    for (const listener of this.listeners) listener(actorId);
  }
}
