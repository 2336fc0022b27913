import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { minutes } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { HubCa } from '../ca/index.js';
import { Config } from '../config/config.js';
import { Log } from '../log/log.js';
import { KnownCertificates } from './known-certificates.js';

/** A broker must not go by an old list: it counts for a week, and is written anew each day. */
const countsDays = 7;
const writeEvery = minutes(24 * 60);

/** For a broker beside the hub: which certificates no longer count, in the data folder as `broker/revoked.crl` (docs/enrolment.md). */
@Injectable()
export class RevocationFile {
  private readonly file: string;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly known: KnownCertificates,
    private readonly ca: HubCa,
    private readonly config: Config,
    private readonly log: Log,
  ) {
    this.file = path.join(config.dataDir, 'broker', 'revoked.crl');
  }

  /** The hub's own broker asks the store instead. */
  async start(): Promise<void> {
    if (this.config.mqttUrl === undefined) return;
    this.known.onLost(() => void this.write());
    this.timer = setInterval(() => void this.write(), writeEvery);
    await this.write();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.writing;
  }

  private write(): Promise<void> {
    this.writing = this.writeAfter(this.writing);
    return this.writing;
  }

  private async writeAfter(earlier: Promise<void>): Promise<void> {
    await earlier;
    try {
      await mkdir(path.dirname(this.file), { recursive: true });
      await writeFile(`${this.file}.new`, await this.ca.revocationList(this.known.revoked(), countsDays), { mode: 0o644 });
      await rename(`${this.file}.new`, this.file);
    } catch (cause) {
      this.log.error({ err: cause, file: this.file }, 'the list of revoked certificates could not be written');
    }
  }
}
