import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { MediaKeys } from '../media-keys.js';
import type { JanusSecrets } from '../janus-secrets.js';

const writer = fileURLToPath(new URL('../../../../deploy/janus/write.mjs', import.meta.url));
const secretNames = ['apiSecret', 'tokenSecret', 'adminSecret', 'streamingAdminKey', 'videoroomAdminKey'] as const;

/** A real Janus on our own configuration and free ports, as set-up starts it; tests may kill it and start it again. */
export class JanusProcess {
  readonly dataDir = mkdtempSync(path.join(tmpdir(), 'etapiste-janus-'));
  readonly secrets = Object.fromEntries(
    secretNames.map((name) => [name, randomBytes(18).toString('base64url')]),
  ) as unknown as JanusSecrets;
  readonly mediaKey = randomBytes(32);
  readonly keys = new MediaKeys(this.mediaKey);
  url = '';
  private command: string[] = [];
  private child: ChildProcess | undefined;

  async start(): Promise<void> {
    if (this.command.length === 0) await this.configure();
    const [program, ...parameters] = this.command;
    this.child = spawn(program as string, parameters, { stdio: 'ignore' });
    while (!(await answers(new URL(this.url)))) if (this.child.exitCode !== null) throw new Error('Janus did not start');
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.dataDir, { recursive: true });
  }

  private async configure(): Promise<void> {
    mkdirSync(path.join(this.dataDir, 'secrets'));
    writeFileSync(path.join(this.dataDir, 'secrets', 'janus.json'), JSON.stringify(this.secrets), { mode: 0o600 });
    writeFileSync(path.join(this.dataDir, 'secrets', 'media.key'), this.mediaKey.toString('base64'), { mode: 0o600 });
    const written = execFileSync(process.execPath, [writer, this.dataDir, String(await freePorts())], { encoding: 'utf8' });
    const { url, command } = JSON.parse(written) as { url: string; command: string[] };
    this.url = url;
    this.command = command;
  }
}

/** A port that was free a moment ago, with room for a Janus above it. */
async function freePorts(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port + 400 < 65_536 ? port : freePorts();
}

/** Asks once, after a short pause: the pause of one who asks another program, not a wait for our own. */
async function answers({ hostname, port }: URL): Promise<boolean> {
  await pause(30);
  const socket = connect({ host: hostname, port: Number(port) });
  const isOpen = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isOpen;
}
