import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { LiveStream } from './live-stream.js';
import { soon } from '../testing/soon.js';

/** One real connection: the server's response, and the socket of a browser that reads only when told to. */
async function line() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  response.writeHead(200);
  const end = () => {
    socket.destroy();
    server.closeAllConnections();
    server.close();
  };
  return { response, socket, end };
}

const change = (id: string, filler = '', isSeen = true) => {
  const body = JSON.stringify({ kind: 'calls', id, version: 1, value: null, filler });
  return { key: `calls/${id}`, isSeen, body };
};

describe('one browser’s line', () => {
  it('holds changes back until the snapshot has gone out, and numbers all without a hole', async () => {
    const { response, socket, end } = await line();
    const stream = new LiveStream(response);
    stream.change(change('early'));
    stream.begin(JSON.stringify({ at: 'now', state: {} }), []);
    stream.change(change('late'));
    stream.end('hub-stopping');
    let text = '';
    socket.on('data', (data) => (text += data.toString()));
    socket.resume();
    await soon(() => expect(text).toContain('hub-stopping'));
    expect([...text.matchAll(/event: (\w+)\ndata: \{"n":(\d+)/g)].map(([, event, n]) => `${n} ${event}`)).toEqual([
      '0 snapshot',
      '1 change',
      '2 change',
      '3 bye',
    ]);
    expect(text.indexOf('early')).toBeLessThan(text.indexOf('late'));
    end();
  });

  it('says that something is gone only to those who have seen it, also of what went while the snapshot was read', async () => {
    const { response, socket, end } = await line();
    const stream = new LiveStream(response);
    stream.change(change('never-seen-early', '', false));
    stream.change(change('gone-early', '', false));
    stream.begin(JSON.stringify({ at: 'now', state: {} }), ['calls/gone-early', 'calls/gone-late']);
    stream.change(change('gone-late', '', false));
    stream.change(change('gone-late', 'twice', false));
    stream.change(change('never-seen-late', '', false));
    stream.change(change('came'));
    stream.change(change('came', 'and-went', false));
    stream.end('hub-stopping');
    let text = '';
    socket.on('data', (data) => (text += data.toString()));
    socket.resume();
    await soon(() => expect(text).toContain('hub-stopping'));
    expect([...text.matchAll(/"id":"([\w-]+)"/g)].map(([, id]) => id)).toEqual(['gone-early', 'gone-late', 'came', 'came']);
    expect(text).not.toContain('twice');
    end();
  });

  it('is cut when the browser does not read, so that it costs nobody memory', async () => {
    const { response, end } = await line();
    const stream = new LiveStream(response);
    stream.begin(JSON.stringify({ at: 'now', state: {} }), []);
    const filler = 'x'.repeat(64 * 1024);
    let sent = 0;
    while (stream.isOpen && sent < 2000) {
      stream.change(change('big', filler));
      sent += 1;
    }
    expect(stream.isOpen).toBe(false);
    expect(response.writableLength).toBeLessThan(6 * 1024 * 1024);
    end();
  });
});
