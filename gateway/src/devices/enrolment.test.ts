import { generateKeyPairSync, sign, X509Certificate, type KeyObject } from 'node:crypto';
import {
  begunEnrolment,
  credential,
  deviceMessages,
  EnvelopeStamp,
  keyProofText,
  newId,
  problemDetails,
  renewalText,
  shownCode,
  type Credential,
  type Device,
  type Scope,
} from '@etapiste/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectAsync, type MqttClient } from 'mqtt';
import { AuditEntryEntity } from '../audit/index.js';
import type { EmbeddedBroker } from '../broker/embedded-broker.js';
import { Broker } from '../broker/index.js';
import { PeopleBook } from '../people/index.js';
import { signInAs, type Browser } from '../testing/sign-in.js';
import { soon } from '../testing/soon.js';
import { TestClock } from '../testing/test-clock.js';
import { hubsOnBothStores } from '../testing/test-stores.js';
import { startTestHub, testPassword, type TestHub } from '../testing/test-hub.js';
import { Credentials } from './credentials.service.js';
import { codeLife } from './enrolments.service.js';
import { KnownCertificates } from './known-certificates.js';

const dayMs = 24 * 60 * 60 * 1_000;
const json = { 'content-type': 'application/json' };
/** As rooms reach it. */
const broker = 'mqtts://rooms.example:8883';

/** A key as a controller makes it. */
function newKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const text = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  return { privateKey, publicKey: text, proof: signed(privateKey, keyProofText(text)) };
}
const signed = (key: KeyObject, text: string) => sign('sha256', Buffer.from(text), key).toString('base64');

describe('a device that belongs to no room yet', () => {
  hubsOnBothStores((settings) => {
    let hub: TestHub;
    let maintainer: Browser;
    let clock: TestClock;

    beforeAll(async () => {
      clock = new TestClock();
      hub = await startTestHub({ ...settings(), ETAPISTE_ROOMS_MQTT_URL: broker }, clock);
    });
    beforeEach(async () => {
      // Whoever waited before waits no more.
      clock.pass(codeLife);
      maintainer = await signInAs(hub.hub, 'Mari Huolto', { role: 'maintainer', scope: { kind: 'everything' } });
    });
    afterAll(() => hub.remove());

    const ask = (path: string, body: unknown, by?: Browser) =>
      fetch(`${hub.url}/api/v1${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { ...json, ...(by && { cookie: by.cookie, origin: hub.url }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const problemOf = async (response: Response) => problemDetails.parse(await response.json()).code;
    const begin = async (key = newKey()) => {
      const { publicKey, proof } = key;
      return { key, ...begunEnrolment.parse(await (await ask('/enrolments', { kind: 'controller', publicKey, proof })).json()) };
    };
    type Begun = Awaited<ReturnType<typeof begin>>;
    const poll = ({ id, pollToken }: Pick<Begun, 'id' | 'pollToken'>) => ask(`/enrolments/${id}/poll`, { pollToken });
    const confirm = (id: string, code: string, roomId: string, by = maintainer) =>
      ask(`/enrolments/${id}/confirm`, { code, roomId }, by);
    const enrol = async (roomId: string) => {
      const begun = await begin();
      const given = credential.parse(await (await confirm(begun.id, begun.code, roomId)).json());
      const { connection } = (await (await poll(begun)).json()) as { connection: { certificate: string } };
      return {
        ...begun,
        given,
        certificate: connection.certificate,
        serial: new X509Certificate(connection.certificate).serialNumber,
      };
    };
    const worthOf = (serial: string) => hub.hub.get(KnownCertificates).worthOf(serial);
    const listed = async () => (await (await ask('/credentials', undefined, maintainer)).json()) as Credential[];
    const traces = () =>
      hub.hub.get(PeopleBook).read(async (manager) => {
        const rows = await manager.find(AuditEntryEntity, { order: { number: 'ASC' } });
        return rows.map(({ what }) => what).filter((what) => what.startsWith('device.'));
      });

    it('shows a code, waits, and gets a certificate for its own key when a maintainer has typed it', async () => {
      const begun = await begin();
      expect(begun.code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
      expect(await (await poll(begun)).json()).toMatchObject({ state: 'waiting' });

      const typed = shownCode(begun.code).toLowerCase();
      expect(await (await ask('/enrolments/find', { code: typed }, maintainer)).json()).toMatchObject({
        id: begun.id,
        kind: 'controller',
        address: '127.0.0.1',
      });
      const given = credential.parse(await (await confirm(begun.id, typed, 'porvoo-1')).json());
      expect(given).toMatchObject({ kind: 'controller', roomId: 'porvoo-1', issuedBy: 'Mari Huolto', usedAt: null, ended: null });

      const answer = await (await poll(begun)).json();
      expect(answer).toMatchObject({ state: 'enrolled', roomId: 'porvoo-1', connection: { mqttUrl: broker } });
      const { certificate, authority } = (answer as { connection: { certificate: string; authority: string } }).connection;
      const [own, ca] = [new X509Certificate(certificate), new X509Certificate(authority)];
      expect(own.verify(ca.publicKey)).toBe(true);
      expect(own.checkPrivateKey(begun.key.privateKey)).toBe(true);
      expect(worthOf(own.serialNumber)).toEqual({ isGood: true, roomId: 'porvoo-1' });
      // The answer may get lost on the way.
      expect(await (await poll(begun)).json()).toEqual(answer);
      expect(await traces()).toEqual(['device.code-made', 'device.enrolled']);
    });

    it('gets no code for a key that is not its own, or is none', async () => {
      const [key, other] = [newKey(), newKey()];
      for (const wish of [
        { publicKey: key.publicKey, proof: other.proof },
        { publicKey: Buffer.alloc(91).toString('base64'), proof: key.proof },
      ]) {
        const response = await ask('/enrolments', { kind: 'controller', ...wish });
        expect(await problemOf(response)).toBe('request-malformed');
      }
    });

    it('tells nobody else how it went', async () => {
      const [mine, others] = [await begin(), await begin()];
      expect(await problemOf(await poll({ id: mine.id, pollToken: others.pollToken }))).toBe('enrolment-unknown');
      expect(await problemOf(await poll({ id: newId(), pollToken: mine.pollToken }))).toBe('enrolment-unknown');
    });

    it('is let in by maintainers and owners only, each in their own points', async () => {
      await enrol('imatra-1');
      const { id, code } = await begin();
      const porvoo: Scope = { kind: 'points', pointIds: ['porvoo'] };
      const advisor = await signInAs(hub.hub, 'Aino', { role: 'advisor', scope: porvoo });
      const local = await signInAs(hub.hub, 'Pekka', { role: 'maintainer', scope: porvoo });
      expect((await ask('/enrolments/find', { code })).status).toBe(401);
      expect((await ask('/enrolments/find', { code }, advisor)).status).toBe(403);
      expect(await problemOf(await confirm(id, code, 'imatra-1', local))).toBe('room-unknown');
      expect(await problemOf(await confirm(id, code, 'no-such-room'))).toBe('room-unknown');
      expect((await confirm(id, code, 'porvoo-1', local)).status).toBe(200);
      expect(
        ((await (await ask('/credentials', undefined, local)).json()) as Credential[]).map(({ roomId }) => roomId),
      ).not.toContain('imatra-1');
    });

    it('belongs to one room only, whoever types its code again', async () => {
      const { id, code } = await begin();
      const before = (await listed()).length;
      const answers = await Promise.all([confirm(id, code, 'porvoo-1'), confirm(id, code, 'imatra-1')]);
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
      expect((await listed()).length - before).toBe(1);
      expect(await problemOf(await confirm(id, code, 'nurmes-1'))).toBe('code-wrong');
    });

    it('is not found by guessing: each wrong code makes the next wait longer, for that person', async () => {
      const guesser = await signInAs(hub.hub, 'Arto Arvaaja', { role: 'maintainer', scope: { kind: 'everything' } });
      const { code } = await begin();
      const before = (await traces()).length;
      const guesses = [];
      for (let count = 0; count < 4; count += 1) guesses.push(await ask('/enrolments/find', { code: 'BBBBBBBB' }, guesser));
      expect(await Promise.all(guesses.map(problemOf))).toEqual([
        'code-wrong',
        'code-wrong',
        'code-tried-too-often',
        'code-tried-too-often',
      ]);
      // Also the right one: a machine would learn from the difference.
      expect(await problemOf(await ask('/enrolments/find', { code }, guesser))).toBe('code-tried-too-often');
      expect((await ask('/enrolments/find', { code }, maintainer)).status).toBe(200);
      expect((await traces()).slice(before)).toEqual(['device.code-refused', 'device.code-refused']);
    });

    it('shows one code when it starts again, and the old one is worth nothing', async () => {
      const key = newKey();
      const [first, second] = [await begin(key), await begin(key)];
      expect(await problemOf(await poll(first))).toBe('enrolment-unknown');
      expect((await ask('/enrolments/find', { code: second.code }, maintainer)).status).toBe(200);
    });

    it('takes the old one’s place only when it is there: until then the old one still rings', async () => {
      const credentials = hub.hub.get(Credentials);
      const [old, next] = [await enrol('nurmes-1'), await enrol('nurmes-1')];
      // It may not speak for another room, nor about what it does not hold.
      await credentials.used('porvoo-1', next.serial);
      await credentials.used('nurmes-1', 'FFFF');
      expect(worthOf(old.serial).isGood).toBe(true);
      await credentials.used('nurmes-1', next.serial);
      expect(worthOf(old.serial)).toEqual({ isGood: false, why: 'revoked' });
      expect(worthOf(next.serial).isGood).toBe(true);
      const rows = await listed();
      expect(rows.find(({ id }) => id === old.given.id)?.ended?.because).toBe('replaced');
      expect(rows.find(({ id }) => id === next.given.id)?.usedAt).not.toBeNull();
    });

    it('is worth nothing once a maintainer has taken its credential back', async () => {
      const stolen = await enrol('porvoo-1');
      const lost: string[] = [];
      const stop = hub.hub.get(KnownCertificates).onLost((roomId) => lost.push(roomId));
      const revoke = (by: Browser) => ask(`/credentials/${stolen.given.id}/revoke`, { why: 'stolen' }, by);
      const elsewhere = await signInAs(hub.hub, 'Ida', { role: 'maintainer', scope: { kind: 'points', pointIds: ['imatra'] } });
      expect(await problemOf(await revoke(elsewhere))).toBe('credential-unknown');
      expect((await revoke(maintainer)).status).toBe(200);
      expect(lost).toEqual(['porvoo-1']);
      expect(worthOf(stolen.serial)).toEqual({ isGood: false, why: 'revoked' });
      expect(await problemOf(await poll(stolen))).toBe('enrolment-unknown');
      expect((await revoke(maintainer)).status).toBe(200);
      expect((await traces()).filter((what) => what === 'device.revoked').length).toBe(2);
      stop();
    });

    it('is told of while two machines use its credential, until a maintainer takes that back', async () => {
      const copied = await enrol('porvoo-1');
      const { port } = hub.hub.get(Broker) as EmbeddedBroker;
      const machine = () => {
        const envelopes = new EnvelopeStamp(newId(), () => clock.now());
        return async (connection: number) => {
          const client = await connectAsync(`mqtt://127.0.0.1:${port}`, {
            protocolVersion: 4,
            clientId: 'room-porvoo-1',
            username: 'porvoo-1',
            password: testPassword('porvoo-1'),
            reconnectPeriod: 0,
          });
          const say = (message: typeof deviceMessages.presence | typeof deviceMessages.health, payload: object) =>
            client.publishAsync(message.topic('porvoo-1'), JSON.stringify(envelopes.stamp(payload)), { qos: 1, retain: true });
          await say(deviceMessages.presence, { state: 'online', connection });
          await say(deviceMessages.health, { ...deviceMessages.health.example, certificate: copied.serial });
          clients.push(client);
        };
      };
      const clients: MqttClient[] = [];
      const [one, other] = [machine(), machine()];
      const faultEvents = async () => {
        const devices = (await (await ask('/devices', undefined, maintainer)).json()) as Device[];
        const events = devices.find(({ id }) => id === 'porvoo-1')?.events ?? [];
        return events.filter(({ what }) => what.startsWith('fault-')).map(({ what, detail }) => `${what} ${detail}`);
      };
      for (const [turn, connection] of [
        [one, 1],
        [other, 1],
        [one, 2],
        [other, 2],
      ] as const)
        await turn(connection);
      await soon(async () => expect(await faultEvents()).toEqual(['fault-opened credential-copied: 127.0.0.1']));
      clock.pass(1_000);
      expect((await ask(`/credentials/${copied.given.id}/revoke`, { why: 'copied' }, maintainer)).status).toBe(200);
      await soon(async () => expect((await faultEvents())[0]).toBe('fault-closed credential-copied'));
      expect((await traces()).filter((what) => what === 'device.copied')).toHaveLength(1);
      await Promise.all(clients.map((client) => client.endAsync(true)));
    });

    describe('and has a certificate that ends some day', () => {
      const renew = async (device: Awaited<ReturnType<typeof enrol>>, next = newKey(), signer = device.key.privateKey) =>
        ask('/certificates/renew', {
          serial: device.serial,
          publicKey: next.publicKey,
          proof: next.proof,
          signature: signed(signer, renewalText(device.serial, next.publicKey)),
        });
      const serialIn = async (response: Response) => {
        const { certificate } = (await response.json()) as { certificate: string | null };
        return certificate === null ? null : new X509Certificate(certificate).serialNumber;
      };

      it('gets the next one by its present key, not too early, and the same one when it asks again', async () => {
        const device = await enrol('imatra-1');
        const next = newKey();
        expect(await serialIn(await renew(device, next))).toBeNull();
        expect(await problemOf(await renew(device, next, newKey().privateKey))).toBe('credential-refused');
        clock.pass(59 * dayMs);
        expect(await serialIn(await renew(device, next))).toBeNull();
        clock.pass(2 * dayMs);
        const serial = (await serialIn(await renew(device, next))) ?? '';
        expect(await serialIn(await renew(device, next))).toBe(serial);
        expect(worthOf(device.serial).isGood && worthOf(serial).isGood).toBe(true);
        // An answer that got lost leaves nothing behind.
        const again = (await serialIn(await renew(device))) ?? '';
        expect(worthOf(serial).isGood).toBe(false);
        expect(worthOf(again).isGood).toBe(true);
        clock.pass(30 * dayMs);
        expect(worthOf(device.serial)).toEqual({ isGood: false, why: 'expired' });
        expect(await problemOf(await renew(device))).toBe('credential-refused');
      });
    });

    it('is a terminal when its browser gets a cookie of the room by it, until that is taken back', async () => {
      const begun = begunEnrolment.parse(await (await ask('/enrolments', { kind: 'terminal' })).json());
      const given = credential.parse(await (await confirm(begun.id, begun.code, 'imatra-1')).json());
      const answer = await poll(begun);
      expect(await answer.json()).toEqual({ state: 'enrolled', roomId: 'imatra-1', connection: null });
      const cookie = answer.headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(/^etapiste-terminal-imatra-1=.+HttpOnly/);
      const touch = () =>
        fetch(`${hub.url}/api/v1/calls`, {
          method: 'POST',
          headers: { ...json, cookie: cookie.split(';')[0] ?? '', origin: hub.url },
          body: JSON.stringify({ id: newId(), roomId: 'imatra-1', ageMs: 0 }),
        });
      expect((await touch()).status).toBe(200);
      expect((await ask(`/credentials/${given.id}/revoke`, { why: null }, maintainer)).status).toBe(200);
      expect((await touch()).status).toBe(401);
    });

    it('waits no longer than its code counts', async () => {
      const begun = await begin();
      clock.pass(codeLife);
      expect(await problemOf(await poll(begun))).toBe('enrolment-unknown');
      expect(await problemOf(await ask('/enrolments/find', { code: begun.code }, maintainer))).toBe('code-wrong');
    });

    it('waits with others in a bounded number', async () => {
      const answers = [];
      for (let count = 0; count < 21; count += 1) answers.push(await ask('/enrolments', { kind: 'terminal' }));
      expect(answers.at(0)?.status).toBe(200);
      expect(await problemOf(answers.at(-1) as Response)).toBe('too-many-enrolments');
    });
  });
});
