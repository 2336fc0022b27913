import { minutes, newId } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditTrail } from '../audit/index.js';
import { Config } from '../config/config.js';
import { StartRefused } from '../config/start-refused.js';
import { Store } from '../database/store.js';
import { Clock } from '../time/clock.js';
import { AccountEntity } from './account.entity.js';
import { GrantEntity } from './grant.entity.js';
import { toGrant, validAt } from './grant.view.js';
import { hasOwner } from './grants.service.js';
import { hashOfPassword, newOneTimePassword } from './passwords.js';
import { ProviderSignIn } from './provider-sign-in.js';

const oneTimeDays = 5;

/** A hub that is no demo has an owner before it answers anybody, and never the demo's people. */
@Injectable()
export class Ownership {
  constructor(
    private readonly store: Store,
    private readonly providers: ProviderSignIn,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws StartRefused */
  async start(): Promise<void> {
    if (this.config.isDemo) return;
    const { isDemoData, isOwned } = await this.store.read(async (manager) => ({
      isDemoData: await manager.existsBy(AccountEntity, { isDemo: true }),
      isOwned: await hasOwner(manager, this.clock.now()),
    }));
    if (isDemoData)
      throw new StartRefused(
        'This database was made by the demo and has its people without passwords. Begin with another one: set ETAPISTE_DATA_DIR or ETAPISTE_DATABASE_URL.',
      );
    const mayComeByProvider = this.providers
      .staffProviders()
      .some(({ settings }) => settings.roles.some(({ role }) => role === 'owner'));
    if (!isOwned && !mayComeByProvider)
      throw new StartRefused(
        'Nobody owns this installation yet. Make its first owner: npm run make-owner -- --name "First Last" --email first.last@example.org',
      );
  }
}

/**
 * Makes somebody owner, by whoever may run commands on the hub's machine: the first owner, or one who has forgotten the
 * password. The person chooses an own password with the first sign-in.
 * @returns the one-time password
 */
export async function makeOwner(
  { manager }: { readonly manager: EntityManager },
  { name, userName }: { readonly name: string; readonly userName: string },
  trail: AuditTrail,
  now: Date,
): Promise<string> {
  const password = newOneTimePassword();
  const oneTimeUntil = new Date(now.getTime() + minutes(oneTimeDays * 24 * 60));
  const known = await manager.findOneBy(AccountEntity, { userName });
  if (known?.closedAt) throw new Error(`The account ${userName} is closed for ever. Choose another e-mail address.`);
  const id = known?.id ?? newId();
  const secret = { passwordHash: await hashOfPassword(password), oneTimeUntil };
  const trace = { actor: { kind: 'system', id: null, name: 'make-owner' }, from: null, why: null } as const;
  const subject = { kind: 'account', id };
  if (known) {
    await manager.update(AccountEntity, { id }, secret);
    await trail.record(manager, { ...trace, what: 'account.changed', subject, details: { password: 'one-time' } });
  } else {
    const nothing = { issuer: null, subject: null, isDemo: false, closedAt: null };
    await manager.insert(AccountEntity, { ...nothing, ...secret, id, name, userName, createdAt: now });
    await trail.record(manager, { ...trace, what: 'account.created', subject, details: { name, userName } });
  }
  const grants = (await manager.findBy(GrantEntity, { accountId: id, role: 'owner' })).map(toGrant);
  if (validAt(grants, now).length === 0) {
    const scope = { kind: 'everything' } as const;
    const grant = {
      id: newId(),
      accountId: id,
      role: 'owner',
      scope,
      validFrom: now,
      validTo: null,
      isFromProvider: false,
    } as const;
    await manager.insert(GrantEntity, grant);
    await trail.record(manager, { ...trace, what: 'grant.given', subject, details: { grantId: grant.id, role: 'owner', scope } });
  }
  return password;
}
