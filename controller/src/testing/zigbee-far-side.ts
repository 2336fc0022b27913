import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { stringify } from 'yaml';

const rig = (file: string) => new URL(`../../rigs/zigbee/${file}`, import.meta.url);

/** A device in the air: one of the rig's models (controller/rigs/zigbee/devices.mjs), and its name once it is paired. */
export interface AirDevice {
  readonly ieee: string;
  readonly model: string;
  readonly name: string;
  /** Until zigbee2mqtt misses it, where a test waits for that. */
  readonly missedAfterSeconds?: number;
  /** Whether the broker keeps its last message. */
  readonly retain?: boolean;
}

interface Answer {
  readonly id: number;
  readonly error?: string;
  readonly atNs?: string;
}

/**
 * Everything beyond the zigbee driver, for tests: a real Mosquitto, the real zigbee2mqtt in a process of its own with a simulated
 * radio stick, and the hands that press the buttons in the air. Broker and zigbee2mqtt can be killed and started again.
 */
export class ZigbeeFarSide {
  private readonly folder = mkdtempSync(join(tmpdir(), 'etapiste-zigbee-'));
  private port = 0;
  private broker: ChildProcess | undefined;
  private zigbee2mqtt: ChildProcess | undefined;
  private ear: MqttClient | undefined;
  private orders = 0;

  constructor(private readonly devices: readonly AirDevice[]) {}

  /** Of Mosquitto. */
  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  /** Installs zigbee2mqtt where it is not there yet. Everything is up and every device is paired when it resolves. */
  async start(): Promise<void> {
    const { installZigbee2mqtt } = (await import(rig('install.mjs').href)) as { installZigbee2mqtt: () => Promise<void> };
    await installZigbee2mqtt();
    this.port = await freePort();
    writeFileSync(join(this.folder, 'mosquitto.conf'), this.mosquittoSettings());
    writeFileSync(join(this.folder, 'configuration.yaml'), stringify(this.zigbeeSettings()));
    await this.startBroker();
    await this.startZigbee2mqtt();
    await this.say('zigbee2mqtt/bridge/request/permit_join', { time: 60 });
    for (const device of this.devices) await this.pair(device);
  }

  async stop(): Promise<void> {
    await this.ear?.endAsync(true);
    await ended(this.zigbee2mqtt, 'SIGKILL');
    await ended(this.broker, 'SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  async startBroker(): Promise<void> {
    this.broker = spawn('mosquitto', ['-c', join(this.folder, 'mosquitto.conf')], { stdio: 'ignore' });
    this.ear ??= this.listen();
    const { ear } = this;
    if (!ear.connected) await new Promise<void>((resolve) => ear.once('connect', () => resolve()));
    await ear.subscribeAsync('zigbee2mqtt/bridge/event', { qos: 1 });
  }

  async killBroker(): Promise<void> {
    const heard = new Promise<void>((resolve) => this.ear?.once('close', () => resolve()));
    await ended(this.broker, 'SIGKILL');
    await heard;
  }

  async startZigbee2mqtt(): Promise<void> {
    const child = fork(rig('far-side.mjs'), [this.folder], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.zigbee2mqtt = child;
    await this.answered(child, 0);
  }

  /** Killed, or by SIGTERM as systemd does it. */
  async endZigbee2mqtt(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    await ended(this.zigbee2mqtt, signal);
  }

  /** The device asks to be let in; zigbee2mqtt interviews it. */
  async pair(device: AirDevice): Promise<void> {
    const paired = this.heard('zigbee2mqtt/bridge/event', ({ type, data }) => {
      const { ieee_address: ieee, status } = data as { ieee_address?: string; status?: string };
      return type === 'device_interview' && ieee === device.ieee && status === 'successful';
    });
    await this.order(device, { order: 'join' });
    await paired;
  }

  /** A hand at the button; its frame is sent as often as it has copies. Resolves with when it left, by CLOCK_MONOTONIC (ms). */
  async act(device: AirDevice, action: string, copies = 1): Promise<number> {
    return this.order(device, { order: 'act', action, copies });
  }

  async move(device: AirDevice, isOccupied: boolean): Promise<void> {
    await this.order(device, { order: 'move', isOccupied });
  }

  async reportBattery(device: AirDevice, percent: number): Promise<void> {
    await this.order(device, { order: 'battery', percent });
  }

  /** It is taken out of the network. */
  async leave(device: AirDevice): Promise<void> {
    await this.order(device, { order: 'leave' });
  }

  /** Says anything on the broker, as a maintainer or a broken program might. */
  async say(topic: string, payload: object | string | Buffer): Promise<void> {
    const bytes = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload);
    await this.ear?.publishAsync(topic, bytes, { qos: 1 });
  }

  /** The next word on a topic that is meant. */
  heard(topic: string, isMeant: (word: Record<string, unknown>) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const listener = (said: string, payload: Buffer) => {
        if (said !== topic || !isMeant(JSON.parse(payload.toString()) as Record<string, unknown>)) return;
        this.ear?.off('message', listener);
        resolve();
      };
      this.ear?.on('message', listener);
    });
  }

  private async order({ ieee, model }: AirDevice, what: object): Promise<number> {
    const child = this.zigbee2mqtt;
    if (!child) throw new Error('zigbee2mqtt was not started');
    const id = ++this.orders;
    const answered = this.answered(child, id);
    child.send({ id, ieee, model, ...what });
    const { error, atNs } = await answered;
    if (error) throw new Error(error);
    return Number(BigInt(atNs ?? 0)) / 1e6;
  }

  private answered(child: ChildProcess, id: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const onExit = () => reject(new Error('zigbee2mqtt has ended'));
      const onMessage = (answer: Answer) => {
        if (answer.id !== id) return;
        child.off('message', onMessage).off('exit', onExit);
        resolve(answer);
      };
      child.on('message', onMessage).once('exit', onExit);
    });
  }

  private listen(): MqttClient {
    const ear = mqtt.connect(this.url, { protocolVersion: 4, reconnectPeriod: 50 });
    // The broker is killed now and then; this client comes back by itself.
    ear.on('error', () => undefined);
    return ear;
  }

  /** As docs/room.md says, but that what is retained is lost with a killed broker: the worst that can happen. */
  private mosquittoSettings(): string {
    return `listener ${this.port} 127.0.0.1\nallow_anonymous true\npersistence false\n`;
  }

  private zigbeeSettings(): object {
    const optionsOf = ({ name, missedAfterSeconds, retain = false }: AirDevice) => ({
      friendly_name: name,
      retain,
      ...(missedAfterSeconds && { availability: { timeout: missedAfterSeconds / 60 } }),
    });
    return {
      version: 5,
      mqtt: { server: this.url, base_topic: 'zigbee2mqtt' },
      serial: { port: '/dev/null', adapter: 'zstack' },
      availability: { enabled: true },
      advanced: { log_output: ['console'], log_level: 'error', last_seen: 'ISO_8601' },
      devices: Object.fromEntries(this.devices.map((device) => [device.ieee, optionsOf(device)])),
    };
  }
}

async function ended(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

/** Mosquitto must come back on the same port after it was killed, so it cannot choose one itself. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
