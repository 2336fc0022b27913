import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carefulFetch } from './careful-fetch.js';

describe('how the hub meets a provider', () => {
  let server: Server;
  let url: string;
  const visited: (string | undefined)[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      visited.push(request.url);
      if (request.url === '/moved') response.writeHead(302, { location: '/inside' }).end();
      else response.end('x'.repeat(request.url === '/large' ? 600_000 : 500_000));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it('goes nowhere else, even when it is told to', async () => {
    await expect(carefulFetch(`${url}/moved`, {})).rejects.toThrow('fetch failed');
    expect(visited).toEqual(['/moved']);
  });

  it('reads half a megabyte and no more', async () => {
    expect((await (await carefulFetch(`${url}/small`, {})).text()).length).toBe(500_000);
    const large = await carefulFetch(`${url}/large`, {});
    await expect(large.text()).rejects.toThrow('more than');
  });
});
