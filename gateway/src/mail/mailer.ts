import { minutes, seconds } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import { LessThanOrEqual } from 'typeorm';
import { Config } from '../config/config.js';
import { Store, type Transaction } from '../database/store.js';
import { Log } from '../log/log.js';
import { Clock } from '../time/clock.js';
import { MailEntity } from './mail.entity.js';

/** What is to be mailed; the same id is mailed once. */
export type Mail = Pick<MailEntity, 'id' | 'recipient' | 'subject' | 'body'>;

const tickMs = seconds(1);
const mostTries = 10;
const waitMs = (tries: number) => Math.min(minutes(10), seconds(5) * 2 ** tries);

/**
 * Sends mails from rows that were stored with what they tell of: a mail is neither lost nor sent for something that was
 * rolled back. The demo keeps them for its outbox page; without a mail server nothing can be mailed, and that is said.
 */
@Injectable()
export class Mailer {
  private transport: Transporter | undefined;
  private readonly log: Log;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly config: Config,
    private readonly store: Store,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.child({ feature: 'mail' });
  }

  /** Whether a mail would go anywhere. */
  get isPossible(): boolean {
    return this.config.smtpUrl !== undefined || this.config.isDemo;
  }

  async start(): Promise<void> {
    if (!this.config.smtpUrl) return;
    // A hub without a mail server never carries the mail client.
    const { createTransport } = await import('nodemailer');
    const timeouts = { connectionTimeout: seconds(10), socketTimeout: seconds(20) };
    this.transport = createTransport({ url: this.config.smtpUrl, ...timeouts });
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.sendDue());
    }, tickMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
    this.transport?.close();
  }

  /** Stores a mail with the transaction that wants it sent. */
  async queue({ manager }: Transaction, mail: Mail): Promise<void> {
    if (await manager.existsBy(MailEntity, { id: mail.id })) return;
    const now = this.clock.now();
    await manager.insert(MailEntity, {
      ...mail,
      createdAt: now,
      sentAt: null,
      tries: 0,
      nextTryAt: this.config.smtpUrl ? now : null,
    });
  }

  /** The newest mails, for the demo's outbox page. */
  newest(): Promise<MailEntity[]> {
    return this.store.read((manager) => manager.find(MailEntity, { order: { createdAt: 'DESC' }, take: 50 }));
  }

  private async sendDue(): Promise<void> {
    try {
      const now = this.clock.now();
      const due = await this.store.read((manager) => manager.findBy(MailEntity, { nextTryAt: LessThanOrEqual(now) }));
      for (const mail of due) await this.send(mail);
    } catch (error) {
      this.log.error({ err: error }, 'could not look for mails to send');
    }
  }

  private async send(mail: MailEntity): Promise<void> {
    const tries = mail.tries + 1;
    try {
      const message = { from: this.config.mailFrom, to: mail.recipient, subject: mail.subject, text: mail.body };
      // The message id lets a receiver drop the second copy when we die between sending and noting it.
      await this.transport?.sendMail({ ...message, messageId: `<${mail.id.replaceAll('/', '.')}@etapiste>` });
      await this.note(mail.id, { tries, sentAt: this.clock.now(), nextTryAt: null });
      this.log.info({ mail: mail.id }, 'a mail was sent');
    } catch (error) {
      const nextTryAt = tries < mostTries ? new Date(this.clock.now().getTime() + waitMs(tries)) : null;
      await this.note(mail.id, { tries, nextTryAt });
      this.log.warn({ err: error, mail: mail.id, tries }, nextTryAt ? 'a mail waits for its next try' : 'a mail was given up');
    }
  }

  private async note(id: string, changes: Partial<MailEntity>): Promise<void> {
    await this.store.write(async ({ manager }) => {
      await manager.update(MailEntity, { id }, changes);
    });
  }
}
