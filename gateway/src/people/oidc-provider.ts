import { minutes } from '@etapiste/protocol';
import type { JWTPayload } from 'jose';
import type { Configuration, IDToken } from 'openid-client';
import { carefulFetch, providerPatienceMs } from './careful-fetch.js';
import type { ProviderSettings } from './oidc-file.js';

/** What a visit to a provider must come back with. */
export interface VisitSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom a provider vouches for. */
export interface Vouched {
  readonly claims: IDToken;
  readonly idToken: string;
}

const discoveryMs = minutes(60);
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

/**
 * One OpenID provider: Authorization Code with PKCE, state and nonce, by openid-client; its signed logout tokens by jose. A hub
 * without providers never loads either. Discovery happens when it is first needed, again after it has failed, and once an
 * hour: a provider that is away keeps no hub from starting.
 */
export class OidcProvider {
  private found: { readonly configuration: Promise<Configuration>; readonly until: number } | undefined;
  private keys: ReturnType<typeof import('jose').createRemoteJWKSet> | undefined;

  constructor(readonly settings: ProviderSettings) {}

  /** Where the browser goes. */
  async startVisit(redirectUri: string): Promise<VisitSecrets & { readonly url: URL }> {
    const client = await import('openid-client');
    const configuration = await this.configuration();
    const secrets = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
    const { acr, scopes } = this.settings;
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: scopes.join(' '),
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
      code_challenge_method: 'S256',
      ...(acr.length > 0 ? { acr_values: acr.join(' ') } : {}),
    });
    return { ...secrets, url };
  }

  /**
   * Takes the answer that the browser brought back.
   * @param url by which the browser came back, whole
   * @throws when anything of it is not as it must be: state, issuer (RFC 9207), code, signature, audience, nonce, time, `acr`
   */
  async takeAnswer(url: URL, { state, nonce, verifier }: VisitSecrets): Promise<Vouched> {
    const client = await import('openid-client');
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
    const answer = await client.authorizationCodeGrant(await this.configuration(), url, checks);
    const claims = answer.claims();
    if (!claims || !answer.id_token) throw new Error('there is no ID token');
    const { acr } = this.settings;
    if (acr.length > 0 && !acr.some((one) => one === claims.acr)) throw new Error('the sign-in is not as strong as it must be');
    return { claims, idToken: answer.id_token };
  }

  /** Where the browser signs out at the provider, or null when it offers no such thing (OpenID Connect RP-Initiated Logout). */
  async leaveAt(idToken: string, returnTo: string): Promise<string | null> {
    const client = await import('openid-client');
    const configuration = await this.configuration();
    if (!this.settings.logout || !configuration.serverMetadata().end_session_endpoint) return null;
    const given = { id_token_hint: idToken, post_logout_redirect_uri: returnTo };
    return client.buildEndSessionUrl(configuration, given).href;
  }

  /**
   * What a logout token ends (OpenID Connect Back-Channel Logout §2.6): one sign-in by its `sid`, or all of a `sub`.
   * @throws when it is not a living logout token of this provider for us
   */
  async readLogoutToken(token: string, now: Date): Promise<{ readonly sid: string | null; readonly subject: string | null }> {
    const { createRemoteJWKSet, customFetch, jwtVerify } = await import('jose');
    const metadata = (await this.configuration()).serverMetadata();
    if (!metadata.jwks_uri) throw new Error('the provider publishes no keys');
    this.keys ??= createRemoteJWKSet(new URL(metadata.jwks_uri), { [customFetch]: carefulFetch as never });
    const { payload } = await jwtVerify(token, this.keys, {
      issuer: metadata.issuer,
      audience: this.settings.clientId,
      requiredClaims: ['iat', 'exp', 'jti', 'events'],
      maxTokenAge: '5m',
      clockTolerance: 5,
      currentDate: now,
    });
    const { sid, sub, nonce, events } = payload as JWTPayload & { sid?: unknown; nonce?: unknown; events?: unknown };
    const isLogout = typeof events === 'object' && events !== null && logoutEvent in events;
    if (!isLogout || nonce !== undefined) throw new Error('not a logout token');
    const named = { sid: typeof sid === 'string' ? sid : null, subject: sub ?? null };
    if (named.sid === null && named.subject === null) throw new Error('the logout token names nobody');
    return named;
  }

  /**
   * A new one each time, so that each answer is checked by the keys of this very moment: a provider changes its keys, and takes
   * one back, without asking whether we have just read them.
   */
  private async configuration(): Promise<Configuration> {
    const client = await import('openid-client');
    const { clientId, clientSecret } = this.settings;
    const metadata = (await this.discovered()).serverMetadata();
    const configuration = new client.Configuration(metadata, clientId, undefined, client.ClientSecretBasic(clientSecret));
    configuration[client.customFetch] = carefulFetch as never;
    configuration.timeout = providerPatienceMs / 1_000;
    // The signature of each ID token is checked, though it came over TLS from the provider itself.
    client.enableNonRepudiationChecks(configuration);
    if (this.isLocal) client.allowInsecureRequests(configuration);
    return configuration;
  }

  private discovered(): Promise<Configuration> {
    const now = performance.now();
    if (!this.found || this.found.until < now) {
      const configuration = this.discover();
      this.found = { configuration, until: now + discoveryMs };
      configuration.catch(() => (this.found = undefined));
    }
    return this.found.configuration;
  }

  private async discover(): Promise<Configuration> {
    const { allowInsecureRequests, customFetch, discovery } = await import('openid-client');
    const { issuer, clientId } = this.settings;
    return discovery(new URL(issuer), clientId, undefined, undefined, {
      [customFetch]: carefulFetch as never,
      timeout: providerPatienceMs / 1_000,
      execute: this.isLocal ? [allowInsecureRequests] : [],
    });
  }

  /** Plain http is met on this machine only, in tests; the configuration has seen to that. */
  private get isLocal(): boolean {
    return this.settings.issuer.startsWith('http:');
  }
}
