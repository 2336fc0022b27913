import type { Server } from 'node:http';
import { newId, problemDetails, type ProblemCode } from '@etapiste/protocol';
import { HttpAdapterHost } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { soon } from '../testing/soon.js';
import { startTestHub, type TestHub } from '../testing/test-hub.js';
import { problemIn } from './testing/problem-in.js';
import { ask, RawLine } from './testing/raw-line.js';

const host = 'Host: 127.0.0.1';
const json = 'Content-Type: application/json';

let hub: TestHub;
let server: Server;

beforeAll(async () => {
  hub = await startTestHub();
  server = hub.hub.get(HttpAdapterHost).httpAdapter.getHttpServer() as Server;
});
afterAll(() => hub.remove());

describe('limits', () => {
  it('of addresses, headers and bodies are told in words', async () => {
    const long = await ask(hub.url, [`GET /${'a'.repeat(9_000)} HTTP/1.1`, host]);
    expect(problemIn(long).code).toBe('address-too-long' satisfies ProblemCode);
    const many = await ask(hub.url, ['GET / HTTP/1.1', host, ...Array.from({ length: 101 }, (_, n) => `X-${n}: y`)]);
    expect(problemIn(many).code).toBe('headers-too-large' satisfies ProblemCode);
    const large = await ask(hub.url, ['GET / HTTP/1.1', host, `X-A: ${'y'.repeat(17_000)}`]);
    expect(problemIn(large).code).toBe('headers-too-large' satisfies ProblemCode);
    const body = await ask(hub.url, ['POST /api/v1/shifts HTTP/1.1', host, json, 'Content-Length: 70000'], 'x'.repeat(70_000));
    expect(problemIn(body).code).toBe('body-too-large' satisfies ProblemCode);
  });

  it('of a minute are told with the time to wait; pages on shift are always heard, and who comes with another address', async () => {
    const small = await startTestHub({ ETAPISTE_HTTP_REQUESTS_PER_MINUTE: '60', ETAPISTE_TRUSTED_PROXIES: '127.0.0.1' });
    const answers: Response[] = [];
    for (let n = 0; n <= 60; n++) answers.push(await fetch(`${small.url}/nothing`));
    expect(answers.map(({ status }) => status)).toEqual([...Array<number>(60).fill(404), 429]);
    const last = answers.at(-1) as Response;
    expect(last.headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
    expect(problemDetails.parse(await last.json()).title).toBe('Pyyntöjä tuli liian monta. Odota hetki.');
    expect((await ask(small.url, [`PUT /api/v1/shifts/${newId()}/alive HTTP/1.1`, host])).status).toBe(401);
    expect((await ask(small.url, ['GET /nothing HTTP/1.1', host, 'X-Forwarded-For: 203.0.113.9'])).status).toBe(404);
    await small.remove();
  });

  it('of streams from one address leave everything else alone, and end with the streams', async () => {
    const small = await startTestHub({ ETAPISTE_HTTP_STREAMS_PER_ADDRESS: '3' });
    const follow = ['GET /api/v1/live HTTP/1.1', host, `Cookie: ${small.everybody.cookie}`, 'Sec-Fetch-Site: same-origin'];
    const open = async () => {
      const line = await RawLine.to(small.url);
      line.write(`${follow.join('\r\n')}\r\n\r\n`);
      await soon(() => expect(line.status).not.toBe(0));
      return line;
    };
    const lines = [await open(), await open(), await open()];
    expect(lines.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(problemIn(await ask(small.url, follow)).code).toBe('too-many-requests' satisfies ProblemCode);
    expect((await ask(small.url, ['GET /health/live HTTP/1.1', host])).status).toBe(200);
    lines[0]?.end();
    await soon(async () => {
      const again = await open();
      again.end();
      expect(again.status).toBe(200);
    });
    await small.remove();
  });

  it('of connections from one address end with the connections', async () => {
    const crowd = await Promise.all(Array.from({ length: 1_000 }, () => RawLine.to(hub.url)));
    const beyond = await RawLine.to(hub.url);
    expect((await beyond.untilClosed()).heard).toBe('');
    for (const line of crowd) line.end();
    await soon(async () => expect((await fetch(`${hub.url}/health/live`)).status).toBe(200));
  });
});

describe('who is slow', () => {
  it('is cut off, and holds nobody up meanwhile (slowloris)', async () => {
    // The same rules on a shorter watch, which Node reads anew each second.
    const { headersTimeout, requestTimeout } = server;
    Object.assign(server, { headersTimeout: 900, requestTimeout: 900 });
    const head = `POST /api/v1/shifts HTTP/1.1\r\n${host}\r\n${json}\r\n`;
    const slow = await Promise.all(Array.from({ length: 60 }, () => RawLine.to(hub.url)));
    const beginnings = ['GET /', head, `${head}Content-Length: 500\r\n\r\n{"id":`];
    for (const [index, line] of slow.entries()) line.write(beginnings[index % 3] as string);
    const dripping = setInterval(() => {
      for (const line of slow) line.write('x');
    }, 100);
    const others: number[] = [];
    while (slow.some(({ isClosed }) => !isClosed)) others.push((await fetch(`${hub.url}/health/live`)).status);
    clearInterval(dripping);
    Object.assign(server, { headersTimeout, requestTimeout });
    expect(new Set(others)).toEqual(new Set([200]));
    expect(new Set(slow.map(({ status }) => status))).toEqual(new Set([408]));
    expect(problemIn(slow[0] as RawLine).code).toBe('request-timed-out' satisfies ProblemCode);
  });
});
