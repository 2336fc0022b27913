import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { soon } from '../../testing/soon.js';
import { mosquittoAccessList, mosquittoConfiguration } from '../mosquitto-rules.js';
import { freePort } from './mosquitto.js';
import type { TestAuthority } from './test-authority.js';

/** A real Mosquitto by the generated rules, as an operator runs it. */
export class SecureMosquitto {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    readonly roomsPort: number,
    private readonly hubPort: number,
    private readonly authority: TestAuthority,
  ) {}

  static async start(authority: TestAuthority): Promise<SecureMosquitto> {
    const folder = mkdtempSync(path.join(tmpdir(), 'etapiste-secure-mosquitto-'));
    const broker = new SecureMosquitto(folder, await freePort(), await freePort(), authority);
    const { cert, key } = await authority.ca.serverCertificate(['localhost', '127.0.0.1']);
    broker.write('server.crt', cert);
    broker.write('server.key', key);
    broker.write('ca.crt', authority.ca.certificate);
    broker.write('acl', mosquittoAccessList());
    await broker.writeRevoked();
    broker.write('mosquitto.conf', mosquittoConfiguration(broker.place));
    execFileSync('/usr/bin/mosquitto_passwd', ['-b', '-c', path.join(folder, 'passwords'), 'hub', 'hub-password'], {
      stdio: 'ignore',
    });
    // Mosquitto leaves root's rights behind, so everybody must be able to read what it needs.
    chmodSync(folder, 0o755);
    chmodSync(path.join(folder, 'passwords'), 0o644);
    await broker.run();
    return broker;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.hubPort}`;
  }

  /** As the machine does by `deploy/broker`: a new list of what no longer counts, and Mosquitto reads it at once. */
  async revoke(serial: string): Promise<void> {
    await this.authority.revoke(serial, async () => {
      await this.writeRevoked();
      this.child?.kill('SIGHUP');
    });
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true });
  }

  private get place() {
    return { folder: this.folder, roomsPort: this.roomsPort, hubPort: this.hubPort };
  }

  private async writeRevoked(): Promise<void> {
    const revoked = [...this.authority.revoked].map(([serial, at]) => ({ serial, at }));
    this.write('revoked.crl', await this.authority.ca.revocationList(revoked, 7));
  }

  private write(name: string, text: string): void {
    writeFileSync(path.join(this.folder, name), text, { mode: 0o644 });
  }

  private async run(): Promise<void> {
    this.child = spawn('/usr/sbin/mosquitto', ['-c', path.join(this.folder, 'mosquitto.conf')], { stdio: 'ignore' });
    await soon(async () => {
      const socket = connect(this.roomsPort, '127.0.0.1');
      await once(socket, 'connect');
      socket.destroy();
    });
  }

  private async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }
}
