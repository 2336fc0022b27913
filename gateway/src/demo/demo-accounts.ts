import { type DemoPerson } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Refused } from '../http/refused.js';
import { AccountEntity, GrantEntity, PeopleBook, SignIns, type Client } from '../people/index.js';
import { Register } from '../points/index.js';
import { Clock } from '../time/clock.js';
import { demoPeople } from './demo-people.js';

/** The demo's people: there while the hub runs as a demo, on this very machine, and never elsewhere. */
@Injectable()
export class DemoAccounts {
  constructor(
    private readonly book: PeopleBook,
    private readonly signIns: SignIns,
    private readonly register: Register,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async start(): Promise<void> {
    if (!this.config.isDemo) return;
    await this.book.write(async ({ manager }) => {
      for (const { id, grantId, name, role, scope } of demoPeople) {
        if (await manager.existsBy(AccountEntity, { id })) continue;
        const now = this.clock.now();
        const nothing = { userName: null, passwordHash: null, oneTimeUntil: null, issuer: null, subject: null, closedAt: null };
        await manager.insert(AccountEntity, { ...nothing, id, name, isDemo: true, createdAt: now });
        const grant = { accountId: id, role, scope, validFrom: now, validTo: null, isFromProvider: false };
        await manager.insert(GrantEntity, { ...grant, id: grantId });
      }
    });
  }

  list(): DemoPerson[] {
    this.check();
    const validFrom = this.clock.now().toISOString();
    return demoPeople.map(({ id, grantId, name, role, scope }) => ({
      id,
      name,
      grants: [{ id: grantId, role, scope, validFrom, validTo: null }],
    }));
  }

  /** @returns the token of the new sign-in */
  signIn(accountId: string, client: Client): Promise<string> {
    this.check();
    return this.book.write(async (transaction) => {
      const account = await transaction.manager.findOneBy(AccountEntity, { id: accountId, isDemo: true });
      if (!account || account.closedAt) throw new Refused('not-found');
      return this.signIns.open(transaction, account, { client, method: 'demo' });
    });
  }

  /** @returns the token of the terminal's new sign-in */
  signInTerminal(roomId: string, client: Client): Promise<string> {
    this.check();
    if (!this.register.room(roomId)) throw new Refused('room-unknown');
    return this.book.write((transaction) =>
      this.signIns.openForTerminal(transaction, { roomId, terminalId: `demo-${roomId}`, client }),
    );
  }

  private check(): void {
    if (!this.config.isDemo) throw new Refused('not-found');
  }
}
