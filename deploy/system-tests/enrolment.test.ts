import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../setup/eventually.mjs';
import { freePort } from '../setup/ports.mjs';
import { Program } from './program.js';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const roomId = 'porvoo-1';

interface Device {
  readonly id: string;
  readonly presence: { readonly state: string };
  readonly health: { readonly certificate?: string } | null;
}
interface Credential {
  readonly id: string;
  readonly usedAt: string | null;
  readonly ended: { readonly because: string } | null;
}

describe('a controller that comes out of its box', () => {
  let folder: string;
  let hub: Program;
  let room: Program;
  let url: string;
  let door: string;
  let maintainer: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'etapiste-enrolment-'));
    const [http, mqtt, mqtts, simulate] = await Promise.all([1, 2, 3, 4].map(() => freePort()));
    url = `https://localhost:${http}`;
    door = `http://127.0.0.1:${simulate}`;
    hub = new Program('hub', [process.execPath, path.join(checkout, 'gateway/dist/main.js')], {
      ETAPISTE_DATA_DIR: path.join(folder, 'hub'),
      ETAPISTE_HTTP_PORT: String(http),
      ETAPISTE_PUBLIC_URL: url,
      ETAPISTE_TLS: 'own-ca',
      ETAPISTE_MQTT_PORT: String(mqtt),
      ETAPISTE_MQTT_HOST: '127.0.0.1',
      ETAPISTE_MQTTS_PORT: String(mqtts),
      // 35 s, so that two thirds of it pass within the test.
      ETAPISTE_DEVICE_CERTIFICATE_DAYS: '0.0004',
      ETAPISTE_DEMO: '1',
    });
    hub.start();
    const ready = await eventually(() => {
      const line = hub.log.find(({ msg }) => msg.startsWith('the hub is ready'));
      if (!line) throw new Error(hub.log.map(({ msg }) => msg).join('\n'));
      return line;
    });
    const controller = path.join(checkout, 'controller/dist/main.js');
    room = new Program('room', [process.execPath, controller, '--simulate', String(simulate)], {
      ETAPISTE_HUB_URL: url,
      ETAPISTE_HUB_CA_FINGERPRINT: String(ready['fingerprint']),
      ETAPISTE_DATA_DIR: path.join(folder, 'room'),
    });
    maintainer = await signInAs('maintainer');
  }, 60_000);
  afterAll(async () => {
    await room.end('SIGTERM');
    await hub.end('SIGTERM');
    rmSync(folder, { recursive: true });
  });

  /** Asks the hub as a page of its own would, trusting the hub's authority only. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what comes back is the caller's to know
  function ask<T>(method: string, where: string, body?: unknown, cookie = maintainer): Promise<{ answer: T; cookies: string }> {
    const ca = readFileSync(path.join(folder, 'hub/secrets/ca/ca.crt'));
    const headers = { 'content-type': 'application/json', origin: url, ...(cookie && { cookie }) };
    return new Promise((resolve, reject) => {
      const asked = request(`${url}/api/v1${where}`, { method, headers, ca }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => {
          if ((response.statusCode ?? 500) >= 400) return reject(new Error(`${where}: ${response.statusCode} ${text}`));
          const cookies = (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
          resolve({ answer: (text ? JSON.parse(text) : undefined) as T, cookies });
        });
      });
      asked.on('error', reject);
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  async function signInAs(role: string): Promise<string> {
    const { answer } = await ask<{ id: string; grants: { role: string }[] }[]>('GET', '/demo/people', undefined, '');
    const person = answer.find(({ grants }) => grants.some((grant) => grant.role === role));
    const { cookies } = await ask('POST', '/demo/sign-ins', { accountId: person?.id }, '');
    return cookies;
  }

  const codesShown = () => room.log.map(({ code }) => code).filter((code) => typeof code === 'string');
  const nextCode = (before: number) =>
    eventually(() => {
      const codes = codesShown();
      if (codes.length <= before) throw new Error(room.log.map(({ msg }) => msg).join('\n'));
      return codes.at(-1) as string;
    });
  const presence = async () => {
    const { answer } = await ask<Device[]>('GET', '/devices');
    return answer.find(({ id }) => id === roomId);
  };
  const credentials = async () => (await ask<Credential[]>('GET', '/credentials')).answer;
  async function enrol(code: string): Promise<Credential> {
    const { answer: found } = await ask<{ id: string }>('POST', '/enrolments/find', { code });
    return (await ask<Credential>('POST', `/enrolments/${found.id}/confirm`, { code, roomId })).answer;
  }
  const untilOnline = (id: string) =>
    eventually(async () => {
      expect((await presence())?.presence.state).toBe('online');
      expect((await credentials()).find((each) => each.id === id)?.usedAt).toBeTruthy();
    });
  const press = () =>
    fetch(`${door}/simulate/button`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"action":"press"}',
    });
  const lamp = async () => ((await (await fetch(`${door}/simulate/state`)).json()) as { lamp: string }).lamp;

  it('rings before it belongs to a room, comes in by its code, is cut off when taken back, comes in again, and stays', async () => {
    const startedAt = performance.now();
    room.start();
    const code = await nextCode(0);
    expect(code).toMatch(/^[B-Z]{4}-[B-Z]{4}$/);

    // Nobody can hear it yet, and the lamp says so; the press waits on the disk.
    await press();
    await eventually(async () => expect(await lamp()).not.toBe('dark'));

    const first = await enrol(code);
    await untilOnline(first.id);
    const advisor = await signInAs('advisor');
    await eventually(async () => {
      const { answer: calls } = await ask<{ roomId: string }[]>('GET', '/calls', undefined, advisor);
      expect(calls.map((call) => call.roomId)).toContain(roomId);
    });
    expect(statSync(path.join(folder, 'room/identity.json')).mode & 0o777).toBe(0o600);
    const enrolledMs = performance.now() - startedAt;

    const revokedAt = performance.now();
    await ask('POST', `/credentials/${first.id}/revoke`, { why: 'stolen' });
    await eventually(async () => expect((await presence())?.presence.state).toBe('lost'));
    const lostMs = performance.now() - revokedAt;
    const secondCode = await nextCode(1);
    expect(secondCode).not.toBe(code);

    const second = await enrol(secondCode);
    await untilOnline(second.id);
    expect((await credentials()).find(({ id }) => id === first.id)?.ended?.because).toBe('revoked');
    const whole = performance.now() - startedAt;
    process.stdout.write(
      `enrolled and online after ${Math.round(enrolledMs)} ms, lost ${Math.round(lostMs)} ms after its credential was taken back, ` +
        `online again ${Math.round(whole)} ms after its first start\n`,
    );

    // It starts again without a word to anybody.
    await room.end('SIGTERM');
    await eventually(async () => expect((await presence())?.presence.state).toBe('stopped'));
    room.start();
    await eventually(async () => expect((await presence())?.presence.state).toBe('online'));
    expect(codesShown()).toHaveLength(2);

    // Nor when its certificate grows old: the next one takes over, and the old one ends.
    await eventually(async () => {
      const ended = (await credentials()).find(({ id }) => id === second.id)?.ended;
      expect(ended?.because).toBe('renewed');
      expect((await presence())?.presence.state).toBe('online');
    });
    expect(codesShown()).toHaveLength(2);
  }, 90_000);
});
