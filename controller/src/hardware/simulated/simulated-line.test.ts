import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { seconds } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../testing/index.js';
import { ManualClock } from '../../clock/index.js';
import { SimulatedLine } from './simulated-line.js';

/** When it has ended, well or by a reset. */
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

/** One full round of the event loop, in which everything that the kernel has is read. */
const oneRound = async () => {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
};

describe('the line of a simulated room', () => {
  let clock: ManualClock;
  let line: SimulatedLine;
  let far: Server;
  let farSockets: Socket[];
  let received: number;
  let nearSockets: Socket[];

  const reach = async () => {
    const near = await line.tcp({ host: '127.0.0.1', port: (far.address() as AddressInfo).port });
    const socket = connect({ ...near });
    socket.on('error', () => undefined);
    nearSockets.push(socket);
    await once(socket, 'connect');
    return socket;
  };

  beforeEach(async () => {
    clock = new ManualClock();
    line = new SimulatedLine(clock);
    received = 0;
    farSockets = [];
    nearSockets = [];
    far = createServer((socket) => {
      farSockets.push(socket);
      socket.on('data', ({ length }) => (received += length)).on('error', () => undefined);
    }).listen(0, '127.0.0.1');
    await once(far, 'listening');
  });

  afterEach(async () => {
    await line.stop();
    for (const socket of [...nearSockets, ...farSockets]) socket.destroy();
    far.close();
  });

  it('carries both ways while it is whole', async () => {
    const socket = await reach();
    let answered = '';
    socket.on('data', (data) => (answered += data.toString()));
    socket.write('hello');
    await eventually(() => expect(received).toBe(5));
    farSockets[0]?.write('hei');
    await eventually(() => expect(answered).toBe('hei'));
  });

  it('breaks what runs when it is cut, leaves newcomers in the dark, and heals', async () => {
    const socket = await reach();
    await eventually(() => expect(farSockets).toHaveLength(1));
    const ends = [closed(socket), closed(farSockets[0] as Socket)];
    line.set('cut', 384);
    await Promise.all(ends);

    const hanging = await reach();
    hanging.write('is anybody there');
    line.set('ok', 384);
    await closed(hanging);
    expect([farSockets.length, received]).toEqual([1, 0]);

    (await reach()).write('back');
    await eventually(() => expect(received).toBe(4));
  });

  it('lets through no more than a thin line can carry', async () => {
    line.set('thin', 80);
    const socket = await reach();
    socket.write(Buffer.alloc(10_000));
    await eventually(() => expect(farSockets).toHaveLength(1));
    // 10,000 bytes at 80 kbit/s are one second, however the bytes are cut into pieces.
    const passedAt: number[] = [];
    for (let ms = 0; ms < 3_000; ms += 10) {
      clock.pass(10);
      await oneRound();
      if (received === 10_000) passedAt.push(ms);
    }
    expect(passedAt[0]).toBeGreaterThanOrEqual(980);
  });

  it('loses datagrams when cut or when the thin queue is full, and carries answers back', async () => {
    const media = createSocket('udp4');
    const camera = createSocket('udp4');
    const arrived: Buffer[] = [];
    const answers: string[] = [];
    media.on('message', (datagram, from) => {
      arrived.push(datagram);
      media.send('rtcp', from.port, from.address);
    });
    camera.on('message', (datagram) => answers.push(datagram.toString()));
    media.bind(0, '127.0.0.1');
    camera.bind(0, '127.0.0.1');
    await Promise.all([once(media, 'listening'), once(camera, 'listening')]);
    const route = await line.udp({ host: '127.0.0.1', port: media.address().port });
    const send = (datagram: Buffer) => new Promise((resolve) => camera.send(datagram, route.near.port, route.near.host, resolve));

    await send(Buffer.from('first'));
    await eventually(() => expect(answers).toEqual(['rtcp']));

    line.set('cut', 384);
    await send(Buffer.from('lost'));
    await oneRound();
    line.set('ok', 384);
    await send(Buffer.from('second'));
    await eventually(() => expect(arrived.map(String)).toEqual(['first', 'second']));

    // 972 bytes with headers are 1000: at 80 kbit/s 100 ms each, and only 300 ms may wait.
    line.set('thin', 80);
    for (let count = 0; count < 10; count += 1) await send(Buffer.alloc(972));
    const before = arrived.length;
    await eventually(() => {
      clock.pass(seconds(0.1));
      expect(arrived.length - before).toBeGreaterThanOrEqual(4);
    });
    clock.pass(seconds(10));
    await oneRound();
    expect(arrived.length - before).toBeLessThan(10);
    await route.close();
    media.close();
    camera.close();
  });
});
