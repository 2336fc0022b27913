import { minutes, newId } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import { AuditTrail } from '../audit/index.js';
import { Config } from '../config/config.js';
import type { Transaction } from '../database/store.js';
import { Refused } from '../http/refused.js';
import { Log } from '../log/log.js';
import { Clock } from '../time/clock.js';
import { AccountEntity } from './account.entity.js';
import { keyOf, nameIn, rolesIn } from './claims.js';
import type { Client } from './client.js';
import { GrantEntity } from './grant.entity.js';
import { toGrant, validAt } from './grant.view.js';
import { readOidcFile } from './oidc-file.js';
import { OidcProvider, type Vouched } from './oidc-provider.js';
import { announceActor, PeopleBook } from './people-book.js';
import { ProviderVisitEntity } from './provider-visit.entity.js';
import { SignInEntity } from './sign-in.entity.js';
import { SignIns } from './sign-ins.service.js';
import { hashOfToken, newToken } from './tokens.js';

/** Time to find the telephone and confirm on it. */
export const visitMinutes = 10;

/** Why somebody came back without a sign-in; a word of the sign-in page's address. */
export type ProviderFailure = 'cancelled' | 'refused' | 'unavailable' | 'no-role';

export class ProviderSignInFailed extends Error {
  constructor(
    readonly reason: ProviderFailure,
    readonly returnTo: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/** Signing in by an OpenID provider (DESIGN §7): who came back, which roles the claims give, and when the provider ends it. */
@Injectable()
export class ProviderSignIn {
  private readonly providers: ReadonlyMap<string, OidcProvider>;
  private readonly log: Log;

  constructor(
    private readonly book: PeopleBook,
    private readonly signIns: SignIns,
    private readonly trail: AuditTrail,
    private readonly config: Config,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.child({ feature: 'people' });
    this.providers = new Map(readOidcFile(config.oidcFile).map((settings) => [settings.id, new OidcProvider(settings)]));
  }

  /** Those by which people at work sign in. */
  staffProviders(): OidcProvider[] {
    return [...this.providers.values()].filter(({ settings }) => settings.for === 'staff');
  }

  /**
   * Sends somebody to a provider.
   * @returns where to, and the word that this browser must bring back in its cookie
   * @throws ProviderSignInFailed
   */
  async start(providerId: string, returnTo: string): Promise<{ readonly url: string; readonly visit: string }> {
    const provider = this.provider(providerId);
    const { url, ...secrets } = await provider.startVisit(this.redirectUri(providerId)).catch((cause: unknown) => {
      this.log.warn({ err: cause, provider: providerId }, 'a provider of identities does not answer');
      throw new ProviderSignInFailed('unavailable', returnTo, { cause });
    });
    const visit = newToken();
    await this.book.write(async ({ manager }) => {
      const startedAt = this.clock.now();
      await manager.delete(ProviderVisitEntity, {
        startedAt: LessThan(new Date(startedAt.getTime() - minutes(visitMinutes))),
      });
      const row = { hash: hashOfToken(visit), provider: providerId, ...secrets, returnTo, startedAt };
      await manager.insert(ProviderVisitEntity, row);
    });
    return { url: url.href, visit };
  }

  /**
   * Somebody comes back from a provider.
   * @param visit the word in the browser's cookie
   * @param query of the address by which the browser came back, with its question mark
   * @throws ProviderSignInFailed
   */
  async finish(
    providerId: string,
    visit: string | undefined,
    query: string,
    client: Client,
    device: string,
  ): Promise<{ readonly token: string; readonly returnTo: string }> {
    const provider = this.provider(providerId);
    const known = visit ? await this.takeVisit(providerId, visit) : undefined;
    if (!known) throw new ProviderSignInFailed('cancelled', '/');
    const { returnTo } = known;
    const answer = new URL(this.redirectUri(providerId) + query);
    const vouched = await provider.takeAnswer(answer, known).catch(async (cause: unknown) => {
      const isCancelled = answer.searchParams.get('error') === 'access_denied';
      this.log.warn({ err: cause, provider: providerId }, 'a provider’s answer was not taken');
      await this.traceFailure(providerId, client, isCancelled ? 'cancelled' : 'answer refused');
      throw new ProviderSignInFailed(isCancelled ? 'cancelled' : 'refused', returnTo, { cause });
    });
    const token = await this.book.write((transaction) => this.enter(transaction, provider, vouched, client, device));
    if (token) return { token, returnTo };
    await this.traceFailure(providerId, client, 'no role');
    throw new ProviderSignInFailed('no-role', returnTo);
  }

  /** Where the provider of a sign-in that has just ended signs out, if it can. */
  async leaveAt({ provider, idToken }: Pick<SignInEntity, 'provider' | 'idToken'>): Promise<string | null> {
    const known = provider && this.providers.get(provider);
    if (!known || !idToken) return null;
    return known.leaveAt(idToken, new URL('/sign-in', this.config.publicUrl).href).catch((error: unknown) => {
      this.log.warn({ err: error, provider }, 'a provider cannot be asked to sign out');
      return null;
    });
  }

  /** The provider says that a sign-in is over there, so it is over here (OpenID Connect Back-Channel Logout). */
  async endByProvider(providerId: string, logoutToken: string, from: string | null): Promise<void> {
    const provider = this.provider(providerId);
    const { sid, subject } = await provider.readLogoutToken(logoutToken, this.clock.now());
    await this.book.write(async (transaction) => {
      const { manager } = transaction;
      const rows = await manager.findBy(SignInEntity, { provider: providerId, endedAt: IsNull() });
      const { issuer } = provider.settings;
      const account = subject === null ? null : await manager.findOneBy(AccountEntity, { issuer, subject });
      const isMeant = (row: SignInEntity) => (sid === null ? row.accountId === account?.id : row.providerSid === sid);
      await this.signIns.endByProvider(transaction, rows.filter(isMeant), from);
    });
  }

  /** @throws Refused `not-found` for a provider that is none, or is for guests only */
  private provider(id: string): OidcProvider {
    const provider = this.providers.get(id);
    if (provider?.settings.for !== 'staff') throw new Refused('not-found');
    return provider;
  }

  private redirectUri(providerId: string): string {
    return new URL(`/sign-in/oidc/${providerId}/callback`, this.config.publicUrl).href;
  }

  /** A visit is taken once: the same answer brought a second time finds none. */
  private takeVisit(provider: string, visit: string): Promise<ProviderVisitEntity | undefined> {
    return this.book.write(async ({ manager }) => {
      const hash = hashOfToken(visit);
      const row = await manager.findOneBy(ProviderVisitEntity, { hash });
      if (!row) return undefined;
      const { affected } = await manager.delete(ProviderVisitEntity, { hash });
      const isInTime = this.clock.now().getTime() < row.startedAt.getTime() + minutes(visitMinutes);
      return affected === 1 && isInTime && row.provider === provider ? row : undefined;
    });
  }

  /** @returns the token, or undefined for somebody without any role here: no account is made for strangers */
  private async enter(
    transaction: Transaction,
    { settings }: OidcProvider,
    { claims, idToken }: Vouched,
    client: Client,
    device: string,
  ): Promise<string | undefined> {
    const { manager } = transaction;
    const name = nameIn(claims, settings);
    const who = { issuer: settings.issuer, subject: claims.sub };
    const known = await manager.findOneBy(AccountEntity, who);
    if (known?.closedAt || (!known && rolesIn(claims, settings).length === 0)) return undefined;
    const account = known ? { ...known, name } : await this.newAccount(transaction, settings.id, { ...who, name }, client);
    if (known && known.name !== name) await manager.update(AccountEntity, { id: known.id }, { name });
    await this.renewGrants(transaction, account, rolesIn(claims, settings), settings.id, client);
    const grants = (await manager.findBy(GrantEntity, { accountId: account.id })).map(toGrant);
    if (validAt(grants, this.clock.now()).length === 0) return undefined;
    const sid = claims['sid'];
    return this.signIns.open(transaction, account, {
      client,
      method: 'provider',
      deviceHash: hashOfToken(device),
      provider: { provider: settings.id, providerSid: typeof sid === 'string' ? sid : null, idToken },
    });
  }

  private async newAccount(
    { manager }: Transaction,
    provider: string,
    who: Pick<AccountEntity, 'issuer' | 'subject' | 'name'>,
    client: Client,
  ): Promise<AccountEntity> {
    const nothing = { userName: null, passwordHash: null, oneTimeUntil: null, isDemo: false, closedAt: null };
    const row: AccountEntity = { ...nothing, ...who, id: newId(), createdAt: this.clock.now() };
    await manager.insert(AccountEntity, row);
    await this.trail.record(manager, {
      ...this.byProvider(provider, client),
      what: 'account.created',
      subject: { kind: 'account', id: row.id },
      details: { name: who.name, issuer: who.issuer },
    });
    return row;
  }

  /** The claims of today, no more and no less; what people have given by hand stays as it is. */
  private async renewGrants(
    transaction: Transaction,
    account: AccountEntity,
    wanted: ReturnType<typeof rolesIn>,
    provider: string,
    client: Client,
  ): Promise<void> {
    const { manager } = transaction;
    const now = this.clock.now();
    const rows = await manager.findBy(GrantEntity, { accountId: account.id, isFromProvider: true, validTo: IsNull() });
    const entry = { ...this.byProvider(provider, client), subject: { kind: 'account', id: account.id } };
    for (const row of rows.filter((each) => !wanted.some((one) => keyOf(one) === keyOf(each)))) {
      await manager.update(GrantEntity, { id: row.id }, { validTo: now });
      await this.trail.record(manager, { ...entry, what: 'grant.ended', details: { grantId: row.id, role: row.role } });
    }
    for (const { role, scope } of wanted.filter((one) => !rows.some((each) => keyOf(one) === keyOf(each)))) {
      const row = { id: newId(), accountId: account.id, role, scope, validFrom: now, validTo: null, isFromProvider: true };
      await manager.insert(GrantEntity, row);
      await this.trail.record(manager, { ...entry, what: 'grant.given', details: { grantId: row.id, role, scope } });
    }
    announceActor(transaction, account.id);
  }

  private byProvider(provider: string, { from }: Client) {
    return { actor: { kind: 'system', id: null, name: provider }, from, why: null } as const;
  }

  private async traceFailure(provider: string, client: Client, why: string): Promise<void> {
    await this.book.write(({ manager }) =>
      this.trail.record(manager, {
        ...this.byProvider(provider, client),
        what: 'sign-in.failed',
        why,
        subject: null,
        details: { method: 'provider', agent: client.agent },
      }),
    );
  }
}
