import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectTcp, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Mosquitto leaves root's rights behind, so everybody must be able to read what it needs. */
function restricted(folder: string, acl: string): string {
  const [passwords, list] = [path.join(folder, 'passwords'), path.join(folder, 'acl')];
  execFileSync('/usr/bin/mosquitto_passwd', ['-b', '-c', passwords, 'hub', 'hub-password'], { stdio: 'ignore' });
  writeFileSync(list, acl);
  for (const file of [passwords, list]) chmodSync(file, 0o644);
  return `password_file ${passwords}\nacl_file ${list}\nallow_anonymous false`;
}

/** A real Mosquitto of one test, on a port of its own. Keeps nothing on disk: started again it is empty. */
export class Mosquitto {
  private child: ChildProcess | undefined;
  private readonly clients: MqttClient[] = [];

  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly extra: string,
  ) {}

  /** @param acl lines of its access list; with them the hub has a name and a password, without them everybody may everything */
  static async start(acl?: string): Promise<Mosquitto> {
    const folder = mkdtempSync(path.join(tmpdir(), 'etapiste-mosquitto-'));
    chmodSync(folder, 0o755);
    const broker = new Mosquitto(folder, await freePort(), acl === undefined ? 'allow_anonymous true' : restricted(folder, acl));
    await broker.start();
    return broker;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const config = path.join(this.folder, 'mosquitto.conf');
    writeFileSync(config, `listener ${this.port} 127.0.0.1\n${this.extra}\npersistence false\n`);
    this.child = spawn('/usr/sbin/mosquitto', ['-c', config], { stdio: 'ignore' });
    await this.answers();
  }

  /** Stops it; the port stays ours for `start()`. */
  async stop(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async remove(): Promise<void> {
    await Promise.all(this.clients.splice(0).map((client) => client.endAsync(true)));
    await this.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** Somebody else at the same broker. */
  async connect(): Promise<MqttClient> {
    const client = await connectAsync(this.url, { protocolVersion: 4, reconnectPeriod: 0 }, false);
    client.on('error', () => {
      // The broker is stopped under it on purpose.
    });
    this.clients.push(client);
    return client;
  }

  /** What a newcomer would read on the topics of this filter. */
  async retained(filter: string): Promise<Map<string, string>> {
    const reader = await this.connect();
    const found = new Map<string, string>();
    reader.on('message', (topic, payload) => found.set(topic, payload.toString()));
    // Mosquitto sends what it holds before it acknowledges the second subscription.
    await reader.subscribeAsync(filter, { qos: 1 });
    await reader.subscribeAsync('nothing', { qos: 1 });
    await reader.endAsync();
    return found;
  }

  private async answers(): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const socket = connectTcp(this.port, '127.0.0.1');
        await once(socket, 'connect');
        socket.destroy();
        return;
      } catch (cause) {
        if (attempt === 100) throw cause;
        await pause(50);
      }
    }
  }
}
