import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId, type ProblemCode } from '@etapiste/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestHub, type TestHub } from '../testing/test-hub.js';
import { innerWorkings, problemIn } from './testing/problem-in.js';
import { ask } from './testing/raw-line.js';

const host = 'Host: 127.0.0.1';
const json = 'Content-Type: application/json';
let hub: TestHub;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'etapiste-pages-'));
  const pages = path.join(folder, 'pages');
  mkdirSync(path.join(pages, 'assets'), { recursive: true });
  mkdirSync(path.join(pages, 'kiosk'));
  writeFileSync(path.join(folder, 'secret.txt'), 'root: what lies beside the pages');
  writeFileSync(path.join(pages, '.hidden'), 'root: what begins with a dot');
  for (const page of ['', 'kiosk']) writeFileSync(path.join(pages, page, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(pages, 'assets', 'a-1.js'), '// a page');
  symlinkSync(path.join(folder, 'secret.txt'), path.join(pages, 'assets', 'link.txt'));
  symlinkSync(folder, path.join(pages, 'assets', 'up'));
  hub = await startTestHub({ ETAPISTE_DASHBOARD_DIR: pages, ETAPISTE_PUBLIC_URL: 'https://etapiste.example' });
});
afterAll(async () => {
  await hub.remove();
  rmSync(folder, { recursive: true });
});

/** Somebody who has signed in, on one of our own pages. */
const signedIn = (by = hub) => [`Cookie: ${by.everybody.cookie}`, 'Sec-Fetch-Site: same-origin'];

/** Head and body of a change with a good body. */
const change = (...headers: string[]): [string[], string] => {
  const body = JSON.stringify({ id: newId(), name: 'Aino', pointIds: ['porvoo'] });
  return [['POST /api/v1/shifts HTTP/1.1', json, `Content-Length: ${body.length}`, ...headers], body];
};

describe('a change asked by a browser (CSRF)', () => {
  const own = 'Origin: https://etapiste.example';
  it.each([
    ['a program without cookie and origin, which nobody has signed in', [], 401],
    ['our own page', [own, 'Cookie: a=b'], 200],
    ['our own page, by its name on this machine', ['Origin: http://127.0.0.1', 'Cookie: a=b'], 200],
    ['our own page, by what the browser says of its site', ['Cookie: a=b', 'Sec-Fetch-Site: same-origin'], 200],
    ['a form of our own page', ['Origin: null', 'Cookie: a=b', 'Sec-Fetch-Site: same-origin'], 200],
    ['a cookie without a word of where it comes from', ['Cookie: a=b'], 403],
    ['another site', ['Origin: https://evil.example'], 403],
    ['another site of the same name but port', ['Origin: https://etapiste.example:8443'], 403],
    ['another site that begins alike', ['Origin: https://etapiste.example.evil.example'], 403],
    ['our own name without TLS', ['Origin: http://etapiste.example'], 403],
    ['a page without an origin', ['Origin: null'], 403],
    ['a sandboxed page that the browser calls foreign', ['Origin: null', 'Sec-Fetch-Site: cross-site'], 403],
    ['a sister site', [own, 'Sec-Fetch-Site: same-site'], 403],
    ['a browser that says it is foreign', ['Sec-Fetch-Site: cross-site'], 403],
    ['two origins', [own, 'Origin: https://evil.example'], 403],
  ])('by %s', async (_, headers, status) => {
    const line = await ask(hub.url, ...change(host, ...headers.map((each) => each.replace('a=b', hub.everybody.cookie))));
    const codes: Record<number, ProblemCode> = { 401: 'sign-in-needed', 403: 'origin-refused' };
    expect({ status: line.status, code: status === 200 ? undefined : problemIn(line).code }).toEqual({
      status,
      code: codes[status],
    });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/json', ''])(
    'is heard as JSON only, not as %j',
    async (type) => {
      const [head, body] = change(host);
      const line = await ask(
        hub.url,
        [...head.filter((each) => each !== json), ...(type ? [`Content-Type: ${type}`] : [])],
        body,
      );
      expect(line.status).toBe(415);
      problemIn(line);
    },
  );
});

describe('an address that is not for us', () => {
  it.each([
    ['another name (DNS rebinding)', ['Host: evil.example'], 403],
    ['ours, with somebody before it', ['Host: user@etapiste.example'], 403],
    ['ours, with a path', ['Host: etapiste.example/evil'], 403],
    ['ours, as part of another', ['Host: etapiste.example.evil.example'], 403],
    ['two names', [host, 'Host: evil.example'], 400],
    ['two names, the foreign one first', ['Host: evil.example', host], 400],
    ['no name', [], 400],
    ['ours', ['Host: etapiste.example'], 200],
    ['ours and its port', ['Host: etapiste.example:443'], 200],
    ['a forged one behind ours', [host, 'X-Forwarded-Host: evil.example', 'X-Host: evil.example'], 200],
  ])('is told by %s', async (_, headers, status) => {
    const line = await ask(hub.url, ['GET /kiosk HTTP/1.1', ...headers]);
    expect(line.status).toBe(status);
    expect(line.heard).not.toContain('evil.example');
    if (status !== 200) problemIn(line);
  });

  it.each([
    'GET http://evil.example/api/v1/points HTTP/1.1',
    'GET http://127.0.0.1/api/v1/points HTTP/1.1',
    'OPTIONS * HTTP/1.1',
  ])('is refused in the form of %s', async (start) => {
    const line = await ask(hub.url, [start, host]);
    expect(line.status).toBe(400);
    problemIn(line);
  });

  it.each([
    '//evil.example',
    '//evil.example/..',
    '/\\evil.example',
    '/https://evil.example',
    '/%2f%2fevil.example/',
    '/kiosk//',
  ])('leads nowhere else: %s', async (target) => {
    const line = await ask(hub.url, [`GET ${target} HTTP/1.1`, host]);
    expect(line.heard.toLowerCase()).not.toContain('\r\nlocation:');
    expect([400, 404]).toContain(line.status);
  });
});

describe('files', () => {
  it('are served from the folder of the pages', async () => {
    expect((await ask(hub.url, ['GET / HTTP/1.1', host])).heard).toContain('<!doctype html>');
    const line = await ask(hub.url, ['GET /assets/a-1.js HTTP/1.1', host]);
    expect(line.heard).toContain('// a page');
    expect(line.heard.toLowerCase()).toContain('cache-control: public, max-age=31536000, immutable');
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/%252e%252e%252fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/assets/..%c0%af..%c0%afsecret.txt',
    '/assets/a-1.js%00.txt',
    '/%00/../secret.txt',
    '/assets/%ff%fe',
    '/assets/link.txt',
    '/assets/up/secret.txt',
    '/.hidden',
    '/assets/../.hidden',
    '/api/docs/../../package.json',
    '/api/docs/%2e%2e/%2e%2e/package.json',
    '/%E0%A4%A',
  ])('outside it are never read: %s', async (target) => {
    const line = await ask(hub.url, [`GET ${target} HTTP/1.1`, host]);
    expect([400, 404]).toContain(line.status);
    problemIn(line);
  });
});

describe('two readers of one message (request smuggling)', () => {
  const post = 'POST /api/v1/shifts HTTP/1.1';
  const inner = 'GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';
  it.each([
    ['a length and chunks', [post, host, json, 'Content-Length: 4', 'Transfer-Encoding: chunked'], `0\r\n\r\n${inner}`],
    ['two lengths', [post, host, json, 'Content-Length: 2', 'Content-Length: 60'], `{}${inner}`],
    ['a list of lengths', [post, host, json, 'Content-Length: 2, 60'], `{}${inner}`],
    ['an unknown coding', [post, host, json, 'Transfer-Encoding: xchunked'], `0\r\n\r\n${inner}`],
    ['chunks named twice', [post, host, json, 'Transfer-Encoding: chunked, identity'], `0\r\n\r\n${inner}`],
    ['a space before the colon', [post, host, json, 'Content-Length : 60'], `{}${inner}`],
    ['a folded line', [post, host, json, 'X-A: b\r\n Content-Length: 60', 'Content-Length: 2'], `{}${inner}`],
    ['a bare line feed', [post, `${host}\nContent-Length: 60`, json, 'Content-Length: 2'], `{}${inner}`],
    ['a broken chunk', [post, host, json, 'Transfer-Encoding: chunked'], `zz\r\n{}\r\n0\r\n\r\n${inner}`],
    ['a negative length', [post, host, json, 'Content-Length: -1'], inner],
    ['a NUL in a header', [post, host, json, 'X-A: \0', 'Content-Length: 2'], `{}${inner}`],
  ])('finds none in %s', async (_, head, body) => {
    const line = await ask(hub.url, head, body);
    expect(line.statuses).toEqual([400]);
    expect(line.heard).not.toContain('etapiste_');
    problemIn(line);
  });
});

describe('what comes in odd shapes', () => {
  const deep = '['.repeat(30_000) + ']'.repeat(30_000);
  it.each([
    ['broken JSON', '{"id"'],
    ['a prototype', '{"__proto__":{"isAdmin":true}}'],
    ['a constructor', '{"constructor":{"prototype":{"isAdmin":true}}}'],
    ['a prototype further in', '{"id":"x","name":{"__proto__":{"isAdmin":true}}}'],
    ['deep lists', deep],
    ['deep objects', '{"a":'.repeat(9_000) + '1' + '}'.repeat(9_000)],
    ['huge numbers', '{"id":1e400,"name":-1e999,"pointIds":9007199254740993}'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x22, 0x7d])],
    ['NUL in words', '{"id":"\\u0000","name":"\\u0000","pointIds":["\\u0000"]}'],
    ['lone surrogates', '{"id":"\\ud800","name":"\\udfff","pointIds":[]}'],
    ['a number', '5'],
    ['nothing', ''],
    ['null', 'null'],
    ['a byte order mark', '\uFEFF{}'],
    ['the same key twice', '{"id":"a","id":"b"}'],
  ])('is a problem in words, never an error of ours: %s', async (_, body) => {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
    const line = await ask(
      hub.url,
      ['POST /api/v1/shifts HTTP/1.1', host, json, ...signedIn(), `Content-Length: ${bytes.length}`],
      bytes,
    );
    expect(line.status).toBe(400);
    expect(problemIn(line).code).toBe('request-malformed' satisfies ProblemCode);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it.each([
    ['HEAD /api/v1/points', 200],
    ['OPTIONS /api/v1/points', 404],
    ['TRACE /api/v1/points', 404],
    ['PATCH /api/v1/points', 404],
    ['PROPFIND /', 404],
    ['BREW /', 400],
    ['CONNECT 127.0.0.1:22', 0],
    ['GET /api/v1/live?audience=__proto__', 400],
    ['GET /api/v1/live?audience=staff&audience=room:porvoo-1', 400],
    ['GET /api/v1/points?constructor[prototype][a]=1&__proto__[a]=1', 200],
    ['PUT /api/v1/shifts/__proto__/alive', 400],
    ['DELETE /api/v1/shifts/%00', 400],
    [`DELETE /api/v1/shifts/${'a'.repeat(300)}`, 414],
  ])('is answered plainly: %s', async (start, status) => {
    const line = await ask(hub.url, [`${start} HTTP/1.1`, host, ...signedIn()]);
    expect(line.status).toBe(status);
    expect(line.heard).not.toMatch(innerWorkings);
    if (status >= 400) problemIn(line);
  });

  it('tells nobody of its headers: what comes in a request never comes back in one', async () => {
    const line = await ask(hub.url, [
      'GET /api/v1/points?x=%0d%0aSet-Cookie:%20a=b HTTP/1.1',
      host,
      'Accept-Language: fi\tx',
      'Origin: x',
    ]);
    expect(line.heard.toLowerCase()).not.toContain('set-cookie');
    const split = await ask(hub.url, ['GET /kiosk%0d%0aSet-Cookie:%20a=b HTTP/1.1', host]);
    expect(split.heard.toLowerCase()).not.toContain('set-cookie');
    expect(split.status).toBe(404);
  });

  it('keeps only what a schema names', async () => {
    const id = newId();
    const shift = { id, name: 'Aino', pointIds: ['porvoo'], endedAt: '2020-01-01T00:00:00Z', accountId: newId(), isAdmin: true };
    const own = { cookie: hub.everybody.cookie, 'sec-fetch-site': 'same-origin' };
    const answer = await fetch(`${hub.url}/api/v1/shifts`, {
      method: 'POST',
      headers: { ...own, 'content-type': 'application/json' },
      body: JSON.stringify(shift),
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).not.toHaveProperty('isAdmin');
    expect((await fetch(`${hub.url}/api/v1/shifts/${id}/alive`, { method: 'PUT', headers: own })).status).toBe(204);
  });
});

describe('every answer', () => {
  it.each([
    ['/kiosk', 'no-cache'],
    ['/assets/a-1.js', 'public, max-age=31536000, immutable'],
    ['/api/v1/points', 'no-store'],
    ['/api/v1/nothing', 'no-store'],
    ['/health/live', 'no-store'],
    ['/nothing', 'no-store'],
  ])('says what a browser may do with it: %s', async (target, cached) => {
    const { headers } = await fetch(hub.url + target);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toContain('unsafe');
    expect(policy).not.toMatch(/(^|[\s;])(\*|https?:)/);
    expect(headers.get('permissions-policy')).toMatch(/\bcamera=\(\).*\bmicrophone=\(\)/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(headers.has('server')).toBe(false);
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.has('access-control-allow-origin')).toBe(false);
    expect(headers.get('cache-control')).toBe(cached);
  });
});

describe('metrics', () => {
  const get = (url: string, ...headers: string[]) => ask(url, ['GET /metrics HTTP/1.1', host, ...headers]);

  it('are for this machine, and not for whoever comes through a proxy on it', async () => {
    expect((await get(hub.url)).heard).toContain('etapiste_');
    for (const header of ['X-Forwarded-For: 203.0.113.9', 'Forwarded: for=203.0.113.9', 'Via: 1.1 proxy'])
      expect(problemIn(await get(hub.url, header)).code).toBe('not-found' satisfies ProblemCode);
  });

  it('are for whoever has the token of the file', async () => {
    const file = path.join(folder, 'metrics.token');
    const away = 'X-Forwarded-For: 203.0.113.9';
    writeFileSync(file, 'a-token-of-this-site\n');
    const other = await startTestHub({ ETAPISTE_METRICS_TOKEN_FILE: file, ETAPISTE_TRUSTED_PROXIES: '127.0.0.1' });
    expect((await get(other.url, away, 'Authorization: Bearer a-token-of-this-site')).status).toBe(200);
    expect((await get(other.url, away, 'Authorization: Bearer a-token-of-that-site')).status).toBe(404);
    expect((await get(other.url, away)).status).toBe(404);
    await other.remove();
    writeFileSync(file, 'short');
    await expect(startTestHub({ ETAPISTE_METRICS_TOKEN_FILE: file })).rejects.toThrow('at least 16 characters');
  });
});
