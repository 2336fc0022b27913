import { randomBytes } from 'node:crypto';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { callMessages, deviceMessages, EnvelopeStamp, hubPresence, newId, roomStateMessages } from '@etapiste/protocol';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { soon } from '../testing/soon.js';
import { clientIdOf } from './rights.js';
import type { BrokerWorld } from './testing/broker-world.js';
import { TestAuthority, type TestCredential } from './testing/test-authority.js';

/** One broker with TLS and the hub behind it. */
export interface SecureBroker {
  readonly world: BrokerWorld;
  readonly port: number;
  /** Whether it ends the connection of who floods it; otherwise the others are only served beside the flood. */
  readonly endsFloods: boolean;
  /** Takes a certificate's worth away, as the hub does. */
  revoke(serial: string): Promise<void>;
  remove(): Promise<void>;
}

const envelopes = new EnvelopeStamp(newId(), () => new Date());
const stamped = (payload: object) => JSON.stringify(envelopes.stamp(payload));
const press = () => ({ ...callMessages.raised.example, id: newId() });
const rooms = ['porvoo-1', 'porvoo-2'];
/** Text that only the other room may read. */
const secret = 'only for porvoo-2';

/**
 * What a controller with a good certificate of its own may do to others at a broker outside loopback: nothing. The same for the broker
 * in the hub and for one beside it (DESIGN §4). Real sockets, real certificates.
 */
export function secureBrokerContract(
  name: string,
  open: (authority: TestAuthority, rooms: readonly string[]) => Promise<SecureBroker>,
) {
  describe(`${name}, met by a controller that means ill`, () => {
    let authority: TestAuthority;
    let own: TestCredential;
    let others: TestCredential;
    let broker: SecureBroker;
    let pressed: string[];
    let clients: MqttClient[];
    let clientSockets: Socket[];

    beforeAll(async () => {
      authority = await TestAuthority.make();
      [own, others] = [await authority.issue('porvoo-1'), await authority.issue('porvoo-2')];
    });
    afterAll(() => authority.remove());

    beforeEach(async () => {
      clients = [];
      clientSockets = [];
      pressed = [];
      broker = await open(authority, rooms);
      broker.world.link.on(callMessages.raised, (roomId, { id }) => void pressed.push(`${roomId} ${id}`));
      await broker.world.start();
      await soon(() => expect(broker.world.broker.isConnected).toBe(true));
    });
    afterEach(async () => {
      for (const socket of clientSockets) socket.destroy();
      await Promise.all(clients.map((client) => client.endAsync(true)));
      await broker.world.stop();
      await broker.remove();
    });

    const connect = async (roomId: string, { key, cert }: Partial<TestCredential>, otherwise: IClientOptions = {}) => {
      const tls = { ca: authority.ca.certificate, ...(key && { key }), ...(cert && { cert }) };
      const manners = { protocolVersion: 4, clientId: clientIdOf(roomId), reconnectPeriod: 0, keepalive: 30 } as const;
      const client = await connectAsync(`mqtts://localhost:${broker.port}`, { ...tls, ...manners, ...otherwise }, false);
      client.on('error', () => {
        // Being cut off is what many of these tests are about.
      });
      clients.push(client);
      return client;
    };
    const closed = (client: MqttClient) => new Promise<void>((resolve) => client.once('close', () => resolve()));
    /** Says it, or is cut off while it tries: the client itself would wait for ever then. */
    const say = (client: MqttClient, topic: string, payload: string, options: { qos: 0 | 1; retain: boolean }) =>
      Promise.race([client.publishAsync(topic, payload, options).catch(() => undefined), closed(client)]);
    const heardBy = async (client: MqttClient, filters: readonly string[]) => {
      const heard: string[] = [];
      client.on('message', (topic, payload) => heard.push(`${topic} ${payload.toString()}`));
      for (const filter of filters) {
        await client.subscribeAsync(filter, { qos: 1 }).catch(() => {
          // Refused is one of two good answers: a broker may also grant it and deliver nothing.
        });
      }
      return heard;
    };

    /** The other room still gets through, both ways. */
    async function theOtherRoom(): Promise<'well'> {
      await soon(() => expect(broker.world.broker.isConnected).toBe(true));
      const other = await soon(() => connect('porvoo-2', others));
      const heard = await heardBy(other, [callMessages.confirmed.topic('porvoo-2')]);
      const raised = press();
      await other.publishAsync(callMessages.raised.topic('porvoo-2'), stamped(raised), { qos: 1 });
      await soon(() => expect(pressed).toContain(`porvoo-2 ${raised.id}`));
      await broker.world.link.send(callMessages.confirmed, 'porvoo-2', { id: raised.id, outcome: 'opened', callId: newId() });
      await soon(() => expect(heard.join()).toContain(raised.id));
      await other.endAsync();
      return 'well';
    }

    it('lets a room in by its certificate alone, whatever name it gives', async () => {
      const room = await connect('porvoo-1', own, { username: 'porvoo-2', password: 'x' });
      const raised = press();
      await room.publishAsync(callMessages.raised.topic('porvoo-1'), stamped(raised), { qos: 1 });
      await soon(() => expect(pressed).toEqual([`porvoo-1 ${raised.id}`]));
      expect(await theOtherRoom()).toBe('well');
    });

    const refused = /certificate|alert|closed|refused|not authorized|socket|ECONNRESET|connect to server/i;

    it.each<[what: string, credential: () => Promise<Partial<TestCredential>>]>([
      ['no certificate', async () => ({})],
      [
        'a certificate of another authority',
        async () => {
          const stranger = await TestAuthority.make();
          stranger.remove();
          return stranger.issue('porvoo-1');
        },
      ],
      ['a certificate that has ended', () => authority.issue('porvoo-1', 'controller', new Date(Date.now() - 1_000))],
      [
        'the certificate of a server',
        async () => {
          const { key, cert } = await authority.ca.serverCertificate(['porvoo-1']);
          return { key, cert };
        },
      ],
    ])('keeps out who comes with %s', async (_what, credential) => {
      await expect(connect('porvoo-1', await credential())).rejects.toThrow(refused);
      expect(await theOtherRoom()).toBe('well');
    });

    it('keeps out who comes with a certificate that was revoked, and ends its connection at once', async () => {
      const stolen = await authority.issue('porvoo-1');
      const thief = await connect('porvoo-1', stolen);
      const gone = closed(thief);
      await broker.revoke(stolen.serial);
      await gone;
      await expect(connect('porvoo-1', stolen)).rejects.toThrow(refused);
      await expect(connect('porvoo-1', own)).resolves.toBeDefined();
      expect(await theOtherRoom()).toBe('well');
    });

    const shakeHands = (options: ConnectionOptions) => {
      const socket: TLSSocket = connectTls({ host: '127.0.0.1', port: broker.port, rejectUnauthorized: false, ...options });
      clientSockets.push(socket);
      return new Promise<string>((resolve) => {
        socket.once('error', (error) => resolve(error.message));
        socket.once('secureConnect', () => resolve('connected'));
      });
    };

    it('speaks no TLS before 1.2', async () => {
      const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
      expect(await shakeHands({ key: own.key, cert: own.cert, ...old })).toMatch(/alert|version|closed|reset|disconnected/i);
      expect(await theOtherRoom()).toBe('well');
    });

    it('comes to no harm by rubbish instead of the name of a server, or instead of TLS', async () => {
      await shakeHands({ key: own.key, cert: own.cert, servername: `${'x'.repeat(60)}.\u0001.invalid` });
      const socket = connectTcp(broker.port, '127.0.0.1');
      clientSockets.push(socket.on('error', () => undefined).resume());
      const gone = new Promise((resolve) => socket.once('close', resolve));
      socket.write(randomBytes(4_096));
      await gone;
      expect(await theOtherRoom()).toBe('well');
    });

    it.each([
      ['a press of another room', callMessages.raised.topic('porvoo-2')],
      ['an answer that only the hub gives', callMessages.confirmed.topic('porvoo-2')],
      ['state that only the hub keeps', roomStateMessages.display.topic('porvoo-2')],
      ['the presence of a hub', hubPresence.topic('hub-1')],
      ['state of its own that only the hub keeps', callMessages.state.topic('porvoo-1')],
    ])('lets nobody say %s', async (_what, topic) => {
      const other = await connect('porvoo-2', others);
      const heard = await heardBy(other, [topic, hubPresence.filter]);
      const room = await connect('porvoo-1', own);
      for (const retain of [true, false]) {
        if (room.connected) await say(room, topic, stamped({ ...press(), secret }), { qos: 1, retain });
      }
      await other.endAsync();
      expect(await theOtherRoom()).toBe('well');
      expect(heard.join()).not.toContain(secret);
      expect(pressed.filter((line) => !line.startsWith('porvoo-2'))).toEqual([]);
      expect(pressed).toHaveLength(1);
    });

    it('lets nobody hear what is meant for another room, by whatever filter', async () => {
      const room = await connect('porvoo-1', own);
      const heard = await heardBy(room, [
        '#',
        'etapiste/v1/rooms/+/calls/state',
        'etapiste/v1/rooms/porvoo-2/#',
        callMessages.state.topic('porvoo-2'),
        callMessages.confirmed.topic('porvoo-2'),
        callMessages.raised.topic('porvoo-2'),
        deviceMessages.presence.topic('porvoo-2'),
        '$SYS/#',
        `$share/a/${callMessages.confirmed.topic('porvoo-2')}`,
        callMessages.confirmed.topic('porvoo-1'),
      ]);
      expect(await theOtherRoom()).toBe('well');
      const { id } = press();
      await broker.world.link.send(callMessages.confirmed, 'porvoo-1', { id, outcome: 'opened', callId: newId() });
      await soon(() => expect(heard.join()).toContain(id));
      expect(heard.filter((line) => line.includes('porvoo-2') || line.startsWith('$SYS'))).toEqual([]);
    });

    it('lets nobody leave a will in the name of another', async () => {
      const topic = callMessages.raised.topic('porvoo-2');
      const will = { topic, payload: Buffer.from(stamped(press())), qos: 1 as const, retain: false };
      const room = await connect('porvoo-1', own, { will });
      const gone = closed(room);
      room.stream.destroy();
      await gone;
      expect(await theOtherRoom()).toBe('well');
      expect(pressed).toHaveLength(1);
    });

    it('keeps nothing that is no state, though a room asks for it', async () => {
      const room = await connect('porvoo-1', own);
      await room.publishAsync(callMessages.raised.topic('porvoo-1'), stamped(press()), { qos: 1, retain: true });
      await say(room, 'etapiste/v1/rooms/porvoo-1/weather/today', stamped({ secret }), { qos: 1, retain: true });
      expect(await theOtherRoom()).toBe('well');
      const again = await connect('porvoo-1', own);
      const heard = await heardBy(again, [callMessages.raised.topic('porvoo-1'), 'etapiste/v1/rooms/porvoo-1/weather/today']);
      await again.subscribeAsync(callMessages.state.topic('porvoo-1'), { qos: 1 });
      expect(heard).toEqual([]);
    });

    it('ends a connection whose packet is too large', async () => {
      const room = await connect('porvoo-1', own);
      const gone = closed(room);
      room.publish(callMessages.raised.topic('porvoo-1'), Buffer.alloc(1024 * 1024, 32), { qos: 1 });
      await gone;
      expect(await theOtherRoom()).toBe('well');
    });

    it('serves the others while one floods it', async () => {
      const room = await connect('porvoo-1', own);
      const payload = stamped(roomStateMessages.occupancy.example);
      const gone = closed(room);
      const enough = new AbortController();
      const flood = async () => {
        while (!enough.signal.aborted && room.connected) {
          const topic = roomStateMessages.occupancy.topic('porvoo-1');
          const batch = Array.from({ length: 200 }, () => room.publishAsync(topic, payload).catch(() => undefined));
          await Promise.race([Promise.all(batch), gone]);
        }
      };
      const flooding = flood();
      expect(await theOtherRoom()).toBe('well');
      enough.abort();
      await flooding;
      await soon(async () => expect((await broker.world.dropped('too-fast')) > 0).toBe(broker.endsFloods));
    });

    it('serves the others while one has stopped reading', async () => {
      const stuck = await connect('porvoo-1', own);
      await stuck.subscribeAsync(callMessages.confirmed.topic('porvoo-1'), { qos: 0 });
      (stuck.stream as unknown as { pause(): void }).pause();
      const answer = { id: newId(), outcome: 'refused' as const, callId: null, code: 'x'.repeat(60_000) };
      for (let count = 0; count < 300; count += 1) await broker.world.link.send(callMessages.confirmed, 'porvoo-1', answer);
      expect(await theOtherRoom()).toBe('well');
    });
  });
}
