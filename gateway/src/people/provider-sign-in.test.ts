import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { apiRoot, newId, type CurrentSignIn } from '@etapiste/protocol';
import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Store } from '../database/store.js';
import { soon } from '../testing/soon.js';
import { startTestHub, type TestHub } from '../testing/test-hub.js';
import { readOidcFile } from './oidc-file.js';
import { AccountEntity } from './account.entity.js';

const kela = { kind: 'authority', authorityId: 'kela' };
const vero = { kind: 'authority', authorityId: 'vero' };
const label = { fi: 'Kirjaudu', sv: 'Logga in', en: 'Sign in' };

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A browser between hub and provider: keeps cookies by host, and follows where it is led when it is told to. */
class Browser {
  private readonly jars = new Map<string, Map<string, string>>();

  constructor(readonly hub: string) {}

  /** Another browser with all the cookies of this one, as a thief would have it. */
  twin(): Browser {
    const twin = new Browser(this.hub);
    for (const [host, jar] of this.jars) twin.jars.set(host, new Map(jar));
    return twin;
  }

  async get(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url);
    const jar = this.jars.get(host) ?? new Map<string, string>();
    this.jars.set(host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  /** Follows redirects until one leads to the hub's `stop`, which is not opened any more. */
  async followUntil(from: string, stop: string, change: (url: URL) => URL = (url) => url): Promise<string> {
    let url = new URL(from);
    for (let step = 0; step < 12; step++) {
      const response = await this.get(change(url).href);
      const location = response.headers.get('location');
      if (!location) throw new Error(`${url.href} answers ${response.status}: ${await response.text()}`);
      url = new URL(location, url);
      if (url.origin === this.hub && url.pathname.endsWith(stop)) return url.href;
    }
    throw new Error(`never came to ${stop}`);
  }

  /** From the hub's button to the provider and back to where its answer would be given. */
  toAnswer(provider: string, login: string, change: (url: URL) => URL = (url) => url): Promise<string> {
    return this.followUntil(`${this.hub}/sign-in/oidc/${provider}?returnTo=/expert`, '/callback', (url) => {
      if (url.pathname === '/auth') url.searchParams.set('login_hint', login);
      return change(url);
    });
  }

  /** Gives the answer to the hub. @returns where it leads */
  async giveAnswer(url: string): Promise<string | null> {
    return (await this.get(url)).headers.get('location');
  }

  async enter(provider: string, login: string, change?: (url: URL) => URL): Promise<string | null> {
    return this.giveAnswer(await this.toAnswer(provider, login, change));
  }

  async person(): Promise<CurrentSignIn['person']> {
    const response = await this.get(`${this.hub}${apiRoot}/sign-in`);
    return ((await response.json()) as CurrentSignIn).person;
  }
}

describe('signing in by a provider', () => {
  let folder: string;
  let hub: TestHub;
  let provider: ChildProcess;
  let issuer: string;
  beforeAll(async () => {
    const port = await freePort();
    const hubUrl = `http://127.0.0.1:${port}`;
    provider = fork(new URL('testing/provider.mjs', import.meta.url), [hubUrl], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    [{ issuer }] = (await once(provider, 'message')) as [{ issuer: string }];
    folder = mkdtempSync(path.join(tmpdir(), 'etapiste-oidc-'));
    writeFileSync(path.join(folder, 'secret'), 'secret-of-the-test-client\n');
    const common = { issuer, clientSecretFile: 'secret', label, for: 'staff' };
    const roles = [
      { claim: 'groups', value: 'kela-experts', role: 'expert', scope: kela },
      { claim: 'groups', value: 'vero-experts', role: 'expert', scope: vero },
    ];
    const file = path.join(folder, 'oidc.json');
    const providers = [
      { ...common, id: 'plain', clientId: 'plain', roles },
      { ...common, id: 'strong', clientId: 'strong', roles, acr: ['high'] },
      { ...common, id: 'guests', clientId: 'guests', for: 'guests' },
    ];
    writeFileSync(file, JSON.stringify(providers));
    hub = await startTestHub({ ETAPISTE_OIDC_FILE: file, ETAPISTE_HTTP_PORT: String(port), ETAPISTE_PUBLIC_URL: hubUrl });
  });
  afterAll(async () => {
    provider.disconnect();
    await hub.remove();
    rmSync(folder, { recursive: true });
  });
  const browser = () => new Browser(hub.url);
  const tell = (deed: string) => fetch(`${issuer}/testing/${deed}`, { method: 'POST' });
  const refused = '/sign-in?failed=refused&returnTo=%2Fexpert';

  it('leads to the provider and back to the page, with the roles of the claims', async () => {
    const visitor = browser();
    expect(await visitor.enter('plain', 'kaarina')).toBe('/expert');
    expect(await visitor.person()).toMatchObject({
      name: 'Kaarina Asiantuntija',
      method: 'provider',
      grants: [{ role: 'expert', scope: kela, validTo: null }],
    });
  });

  it('is offered to staff only where it is for staff', async () => {
    const ways = await fetch(`${hub.url}${apiRoot}/sign-in/ways`);
    expect(await ways.json()).toEqual({
      providers: [
        { id: 'plain', label },
        { id: 'strong', label },
      ],
    });
    expect((await fetch(`${hub.url}/sign-in/oidc/guests`, { redirect: 'manual' })).status).toBe(404);
    expect((await fetch(`${hub.url}/sign-in/oidc/nobody`, { redirect: 'manual' })).status).toBe(404);
  });

  it('lets nobody in by a provider for guests, whatever its claims say, and by no answer of theirs at a staff door', async () => {
    const guest = browser();
    // Somebody whose claims would give a role, and a real code that the provider gave for the guests' client.
    const atIssuer = new URL(`${issuer}/auth`);
    const asked = { client_id: 'guests', response_type: 'code', scope: 'openid profile', login_hint: 'kaarina' };
    const redirect_uri = `${hub.url}/sign-in/oidc/guests/callback`;
    for (const [name, value] of Object.entries({ ...asked, redirect_uri, state: 'x', nonce: 'y' }))
      atIssuer.searchParams.set(name, value);
    const answer = await guest.followUntil(atIssuer.href, '/callback');
    expect(new URL(answer).searchParams.get('code')).toBeTruthy();
    expect((await guest.get(answer)).status).toBe(404);
    const logout = { method: 'POST', body: new URLSearchParams({ logout_token: 'x' }) };
    expect((await fetch(`${hub.url}/sign-in/oidc/guests/backchannel-logout`, logout)).status).toBe(400);

    const atStaff = new URL(await guest.toAnswer('plain', 'kaarina'));
    atStaff.searchParams.set('code', new URL(answer).searchParams.get('code') ?? '');
    expect(await guest.giveAnswer(atStaff.href)).toBe(refused);
    expect(await guest.person()).toBeNull();
  });

  it('gives no guest’s role by a provider for staff', async () => {
    const visitor = browser();
    await visitor.enter('plain', 'kaarina');
    expect((await visitor.person())?.grants.map(({ role }) => role)).toEqual(['expert']);
    const rules = [{ claim: 'groups', value: 'kela-experts', role: 'guest', scope: { kind: 'visit', visitId: newId() } }];
    const file = path.join(folder, 'guest-by-claim.json');
    writeFileSync(
      file,
      JSON.stringify([{ id: 'x', issuer, clientId: 'x', clientSecretFile: 'secret', label, for: 'staff', roles: rules }]),
    );
    expect(() => readOidcFile(file)).toThrow('this role is not given by claims');
  });

  it('makes no account for somebody without any role here, and says so', async () => {
    const visitor = browser();
    expect(await visitor.enter('plain', 'stranger')).toBe('/sign-in?failed=no-role&returnTo=%2Fexpert');
    expect(await visitor.person()).toBeNull();
    const count = hub.hub.get(Store).read((manager) => manager.countBy(AccountEntity, { subject: 'stranger' }));
    expect(await count).toBe(0);
  });

  it('takes the claims of today: what they no longer say has ended', async () => {
    const visitor = browser();
    await visitor.enter('plain', 'moved');
    expect((await visitor.person())?.grants.map(({ scope }) => scope)).toEqual([kela]);
    await tell('moves-to-vero');
    await visitor.enter('plain', 'moved');
    expect((await visitor.person())?.grants.map(({ scope }) => scope)).toEqual([vero]);
  });

  it('refuses an answer to somebody else’s question: a wrong nonce, a wrong state', async () => {
    const visitor = browser();
    const withNonce = (url: URL) => {
      if (url.pathname === '/auth') url.searchParams.set('nonce', 'of-another-visit');
      return url;
    };
    expect(await visitor.enter('plain', 'kaarina', withNonce)).toBe(refused);
    const answer = new URL(await visitor.toAnswer('plain', 'kaarina'));
    answer.searchParams.set('state', 'of-another-visit');
    expect(await visitor.giveAnswer(answer.href)).toBe(refused);
    expect(await visitor.person()).toBeNull();
  });

  it('refuses an answer that says it comes from another issuer (RFC 9207)', async () => {
    const visitor = browser();
    const answer = new URL(await visitor.toAnswer('plain', 'kaarina'));
    expect(answer.searchParams.get('iss')).toBe(issuer);
    answer.searchParams.set('iss', 'https://other.example.org');
    expect(await visitor.giveAnswer(answer.href)).toBe(refused);
    const nameless = new URL(await visitor.toAnswer('plain', 'kaarina'));
    nameless.searchParams.delete('iss');
    expect(await visitor.giveAnswer(nameless.href)).toBe(refused);
    expect(await visitor.person()).toBeNull();
  });

  it('refuses the answer of one provider at another’s door', async () => {
    const visitor = browser();
    const answer = (await visitor.toAnswer('plain', 'kaarina')).replace('/plain/', '/strong/');
    expect(await visitor.giveAnswer(answer)).toBe('/sign-in?failed=cancelled&returnTo=%2F');
    expect(await visitor.person()).toBeNull();
  });

  it('takes an answer once: brought again, in this browser or in another, it opens nothing', async () => {
    const [visitor, thief] = [browser(), browser()];
    const answer = await visitor.toAnswer('plain', 'kaarina');
    expect(await thief.giveAnswer(answer)).toBe('/sign-in?failed=cancelled&returnTo=%2F');
    const twin = visitor.twin();
    expect(await visitor.giveAnswer(answer)).toBe('/expert');
    expect(await visitor.giveAnswer(answer)).toBe('/sign-in?failed=cancelled&returnTo=%2F');
    expect(await twin.giveAnswer(answer)).toBe('/sign-in?failed=cancelled&returnTo=%2F');
    // The thief begins a visit of its own and puts the used code into its answer.
    const own = new URL(await thief.toAnswer('plain', 'stranger'));
    own.searchParams.set('code', new URL(answer).searchParams.get('code') ?? '');
    expect(await thief.giveAnswer(own.href)).toBe(refused);
    expect(await thief.person()).toBeNull();
  });

  it('refuses an ID token that has expired', async () => {
    const visitor = browser();
    await tell('write-expired');
    expect(await visitor.enter('plain', 'kaarina')).toBe(refused);
    await tell('write-good');
    expect(await visitor.person()).toBeNull();
  });

  it('refuses a sign-in that is not as strong as it must be', async () => {
    const weak = browser();
    expect(await weak.enter('strong', 'kaarina:low')).toBe(refused);
    expect(await weak.person()).toBeNull();
    const strong = browser();
    expect(await strong.enter('strong', 'kaarina:high')).toBe('/expert');
  });

  it('goes on to no other host, whatever the address asks for', async () => {
    for (const returnTo of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/%09/evil.example',
    ]) {
      const visitor = browser();
      const start = `${hub.url}/sign-in/oidc/plain?returnTo=${encodeURIComponent(returnTo)}`;
      const answer = await visitor.followUntil(start, '/callback', (url) => {
        if (url.pathname === '/auth') url.searchParams.set('login_hint', 'kaarina');
        return url;
      });
      expect(await visitor.giveAnswer(answer)).toBe('/');
    }
  });

  it('signs out at the provider too, and leads back to the sign-in page', async () => {
    const visitor = browser();
    await visitor.enter('plain', 'kaarina');
    const out = await visitor.get(`${hub.url}${apiRoot}/sign-in`, { method: 'DELETE', headers: { origin: hub.url } });
    const { leaveAt } = (await out.json()) as { leaveAt: string };
    expect(leaveAt.startsWith(`${issuer}/session/end?`)).toBe(true);
    const form = await (await visitor.get(leaveAt)).text();
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(form) ?? [];
    const confirmed = await visitor.get(`${issuer}/session/end/confirm`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
    });
    expect(confirmed.headers.get('location')).toBe(`${hub.url}/sign-in`);
  });

  it('ends here when the provider says that it has ended there', async () => {
    const [visitor, other] = [browser(), browser()];
    await visitor.enter('plain', 'kaarina');
    await other.enter('plain', 'kaarina');
    const form = await (await visitor.get(`${issuer}/session/end`)).text();
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(form) ?? [];
    await visitor.get(`${issuer}/session/end/confirm`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
    });
    await soon(async () => expect(await visitor.person()).toBeNull());
    expect(await other.person()).not.toBeNull();
  });

  it('ends nothing by a logout token that is not the provider’s', async () => {
    const visitor = browser();
    await visitor.enter('plain', 'kaarina');
    const { privateKey } = await generateKeyPair('RS256');
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    const forged = await new SignJWT({ sub: 'kaarina', events, jti: 'x' })
      .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
      .setIssuer(issuer)
      .setAudience('plain')
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(privateKey);
    for (const token of [forged, 'nonsense', '']) {
      const body = new URLSearchParams({ logout_token: token });
      const answer = await fetch(`${hub.url}/sign-in/oidc/plain/backchannel-logout`, { method: 'POST', body });
      expect(answer.status).toBe(400);
    }
    expect(await visitor.person()).not.toBeNull();
  });

  it('knows the provider’s new keys when it has changed them', async () => {
    await tell('rotate-keys');
    const visitor = browser();
    expect(await visitor.enter('plain', 'kaarina')).toBe('/expert');
  });
});
