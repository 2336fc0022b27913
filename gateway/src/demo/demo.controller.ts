import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { demo, demoOperations, type Demo, type DemoMail } from '@etapiste/protocol';
import { Controller } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Implements } from '../http/implements.decorator.js';
import { Refused } from '../http/refused.js';
import { Mailer } from '../mail/index.js';

/** What only the demo has: addresses of the simulated rooms, and the outbox of mails that were kept. */
@Controller()
export class DemoController {
  constructor(
    private readonly config: Config,
    private readonly mailer: Mailer,
  ) {}

  @Implements(demoOperations.showDemo)
  async show(): Promise<Demo> {
    this.check();
    try {
      return demo.parse(JSON.parse(await readFile(path.join(this.config.dataDir, 'demo.json'), 'utf8')));
    } catch {
      // Set-up writes it a moment after the hub has come up; until then there is nothing to show.
      throw new Refused('not-found');
    }
  }

  @Implements(demoOperations.listDemoMail)
  async listMail(): Promise<DemoMail[]> {
    this.check();
    const mails = await this.mailer.newest();
    return mails.map(({ id, createdAt, recipient, subject, body }) => ({
      id,
      at: createdAt.toISOString(),
      to: recipient,
      subject,
      text: body,
    }));
  }

  private check(): void {
    if (!this.config.isDemo) throw new Refused('not-found');
  }
}
