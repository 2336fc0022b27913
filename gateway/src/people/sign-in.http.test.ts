import { apiRoot, currentSignIn, demoPerson, signIn, type CurrentSignIn } from '@etapiste/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestHub, type TestHub } from '../testing/test-hub.js';

/** A browser that keeps cookies and nothing else. */
class Visitor {
  readonly cookies = new Map<string, string>();
  /** Whole `Set-Cookie` lines of the last answer. */
  lines: string[] = [];

  constructor(private readonly hub: TestHub) {}

  async ask(method: string, path: string, body?: unknown): Promise<{ status: number; headers: Headers; body: unknown }> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.hub.url}${apiRoot}${path}`, {
      method,
      headers: { cookie, origin: this.hub.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.lines = response.headers.getSetCookie();
    for (const line of this.lines) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? (JSON.parse(text) as unknown) : undefined };
  }

  async enterAs(role: string, how: { readonly isUnderstudy?: true } = {}): Promise<CurrentSignIn> {
    const people = z.array(demoPerson).parse((await this.ask('GET', '/demo/people')).body);
    const chosen = people.find(({ grants }) => grants[0]?.role === role);
    return currentSignIn.parse((await this.ask('POST', '/demo/sign-ins', { accountId: chosen?.id, ...how })).body);
  }

  async current(): Promise<CurrentSignIn> {
    return currentSignIn.parse((await this.ask('GET', '/sign-in')).body);
  }

  /** Of the last person who came in. */
  get token(): string | undefined {
    return [...this.cookies].findLast(([name]) => name.startsWith('etapiste-sign-in'))?.[1];
  }
}

describe('signing in by HTTP', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub({ ETAPISTE_DEMO: '1' });
  });
  afterAll(() => hub.remove());
  const visitor = () => new Visitor(hub);

  it('says without any error that nobody has signed in', async () => {
    expect(await visitor().ask('GET', '/sign-in')).toMatchObject({ status: 200, body: { isDemo: true, person: null } });
  });

  it('gives a cookie that no script reads and no other site’s form sends, and that ends with the browser', async () => {
    const browser = visitor();
    expect(await browser.enterAs('advisor')).toMatchObject({ person: { name: 'Aino Malli', grants: [{ role: 'advisor' }] } });
    const line = browser.lines.find((each) => each.startsWith('etapiste-sign-in'));
    expect(line?.split('; ').slice(1).toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax']);
    expect(browser.token).toMatch(/^[\w-]{43}$/);
    expect((await browser.current()).person?.name).toBe('Aino Malli');
  });

  it('never goes on with a token that was there before', async () => {
    const browser = visitor();
    browser.cookies.set('etapiste-sign-in-00000001-0000-4000-8000-000000000001', 'laid-there-by-somebody');
    await browser.enterAs('advisor');
    const first = browser.token;
    expect(first).not.toBe('laid-there-by-somebody');
    await browser.enterAs('advisor');
    expect(browser.token).not.toBe(first);
    const thief = visitor();
    thief.cookies.set('etapiste-sign-in-x', first ?? '');
    expect((await thief.current()).person).toBeNull();
  });

  it('lets one browser of the demo play several people at once', async () => {
    const browser = visitor();
    await browser.enterAs('advisor');
    await browser.enterAs('expert');
    const { person: last, others } = await browser.current();
    expect([last, ...others].map((person) => person?.grants[0]?.role)).toEqual(['expert', 'advisor']);
  });

  it('never lets an understudy of the demo act for somebody who was chosen', async () => {
    const browser = visitor();
    await browser.enterAs('owner');
    await browser.enterAs('lead', { isUnderstudy: true });
    expect((await browser.current()).person?.grants[0]?.role).toBe('owner');
    expect((await browser.ask('GET', '/accounts')).body).toContainEqual(expect.objectContaining({ name: 'Olga Malli' }));
    expect((await browser.ask('DELETE', '/sign-in')).status).toBe(200);
    expect([...browser.cookies.keys()].filter((name) => name.includes('sign-in'))).toEqual([]);
  });

  it('shows where one is signed in, and signs out elsewhere at once', async () => {
    const [here, there] = [visitor(), visitor()];
    await here.enterAs('reporter');
    await there.enterAs('reporter');
    const own = z.array(signIn).parse((await here.ask('GET', '/sign-ins')).body);
    expect(own.map(({ isCurrent, from }) => [isCurrent, from])).toEqual([
      [false, '127.0.0.1'],
      [true, '127.0.0.1'],
    ]);
    expect((await here.ask('DELETE', `/sign-ins/${own[0]?.id}`)).status).toBe(204);
    expect((await there.current()).person).toBeNull();
    expect((await here.current()).person).not.toBeNull();
  });

  it('signs nobody else out: another’s sign-in is not found', async () => {
    const [own, other] = [visitor(), visitor()];
    await own.enterAs('advisor');
    const current = await other.enterAs('maintainer');
    expect((await own.ask('DELETE', `/sign-ins/${current.person?.signInId}`)).status).toBe(404);
    expect((await other.current()).person).not.toBeNull();
  });

  it('signs out for good: the cookie is cleared, and its token opens nothing any more', async () => {
    const browser = visitor();
    await browser.enterAs('advisor');
    const [[name, token] = ['', '']] = [...browser.cookies].filter(([each]) => each.startsWith('etapiste-sign-in'));
    expect(await browser.ask('DELETE', '/sign-in')).toMatchObject({ status: 200, body: { leaveAt: null } });
    expect(browser.token).toBeUndefined();
    browser.cookies.set(name, token);
    expect((await browser.current()).person).toBeNull();
    expect((await browser.ask('DELETE', '/sign-in')).status).toBe(200);
  });

  it('makes a browser the terminal of a room, and signs a person in beside it', async () => {
    const browser = visitor();
    expect((await browser.ask('POST', '/demo/terminal-sign-ins', { roomId: 'porvoo-1' })).status).toBe(204);
    expect(browser.lines[0]).toMatch(/^etapiste-terminal-porvoo-1=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
    await browser.enterAs('advisor');
    expect([...browser.cookies.keys()]).toEqual(
      expect.arrayContaining(['etapiste-terminal-porvoo-1', expect.stringMatching(/^etapiste-sign-in/)]),
    );
    expect((await browser.ask('POST', '/demo/terminal-sign-ins', { roomId: 'nowhere-1' })).status).toBe(404);
  });

  it('asks whoever wants to know about people to sign in first, and tells nothing to those who give no roles', async () => {
    const browser = visitor();
    for (const path of ['/accounts', '/sign-ins', '/accounts/00000001-0000-4000-8000-000000000001/sign-ins'])
      expect(await browser.ask('GET', path)).toMatchObject({ status: 401, body: { code: 'sign-in-needed' } });
    await browser.enterAs('advisor');
    expect(await browser.ask('GET', '/accounts')).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
  });

  it('tells a wrong user name and a wrong password in the same words, and then how long to wait', async () => {
    const browser = visitor();
    const attempt = () => browser.ask('POST', '/sign-in', { userName: 'Nobody@Example.org', password: 'x' });
    for (let tried = 0; tried < 5; tried++) expect(await attempt()).toMatchObject({ body: { code: 'sign-in-failed' } });
    const { status, headers, body } = await attempt();
    expect(status).toBe(429);
    expect(body).toMatchObject({ code: 'sign-in-slowed', extra: { retryAfterSeconds: Number(headers.get('retry-after')) } });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('outside the demo', () => {
  it('there are no people without passwords', async () => {
    const hub = await startTestHub();
    const browser = new Visitor(hub);
    const accountId = '00000001-0000-4000-8000-000000000001';
    expect((await browser.ask('GET', '/demo/people')).status).toBe(404);
    expect((await browser.ask('POST', '/demo/sign-ins', { accountId })).status).toBe(404);
    expect((await browser.ask('POST', '/demo/terminal-sign-ins', { roomId: 'porvoo-1' })).status).toBe(404);
    await hub.remove();
  });
});
