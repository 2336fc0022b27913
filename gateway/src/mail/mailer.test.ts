import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { newId } from '@etapiste/protocol';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../config/config.js';
import { createLog } from '../log/log.js';
import { onBothStores } from '../testing/test-stores.js';
import { TestClock } from '../testing/test-clock.js';
import { MailEntity } from './mail.entity.js';
import { Mailer } from './mailer.js';
import { soon } from '../testing/soon.js';

describe('mail', () => {
  onBothStores([MailEntity], (store) => {
    const received: string[] = [];
    let isRefusing = false;
    let server: SMTPServer;
    let mailer: Mailer;
    const clock = new TestClock();
    const mail = () => ({
      id: `${newId()}/lead-by-mail`,
      recipient: 'porvoo@point.example',
      subject: 'Etäpiste',
      body: 'Huone porvoo-1',
    });

    beforeEach(async () => {
      server = new SMTPServer({
        authOptional: true,
        disabledCommands: ['STARTTLS'],
        onData(stream, _session, done) {
          let text = '';
          stream.on('data', (data: Buffer) => (text += data.toString()));
          stream.on('end', () => {
            if (!isRefusing) received.push(text);
            done(isRefusing ? new Error('mailbox is full') : null);
          });
        },
      });
      const listening = server.listen(0, '127.0.0.1');
      await once(listening, 'listening');
      const smtpUrl = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
      mailer = new Mailer({ smtpUrl, mailFrom: 'hub@test', isDemo: false } as Config, store(), clock, createLog('silent'));
      await mailer.start();
    });
    afterEach(async () => {
      await mailer.stop();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    });

    it('is sent once, although it was asked for twice', async () => {
      const asked = mail();
      await store().write((transaction) => mailer.queue(transaction, asked));
      await store().write((transaction) => mailer.queue(transaction, asked));
      await soon(() => expect(received.filter((text) => text.includes(asked.id.replace('/', '.')))).toHaveLength(1));
      await soon(async () => expect((await mailer.newest())[0]?.sentAt).not.toBeNull());
    });

    it('that the server refuses is tried again later, not dropped', async () => {
      isRefusing = true;
      const asked = mail();
      await store().write((transaction) => mailer.queue(transaction, asked));
      const row = () => store().read((manager) => manager.findOneByOrFail(MailEntity, { id: asked.id }));
      await soon(async () => expect((await row()).tries).toBe(1));
      expect((await row()).nextTryAt?.getTime()).toBeGreaterThan(clock.now().getTime());
      isRefusing = false;
      clock.pass(60_000);
      await soon(async () => expect((await row()).sentAt).not.toBeNull());
    });

    it('of a transaction that fails is never sent', async () => {
      const asked = mail();
      const work = store().write(async (transaction) => {
        await mailer.queue(transaction, asked);
        throw new Error('rolled back');
      });
      await expect(work).rejects.toThrow('rolled back');
      expect(await store().read((manager) => manager.existsBy(MailEntity, { id: asked.id }))).toBe(false);
    });

    it('is possible with a server or in the demo, and not otherwise', () => {
      const can = (config: Partial<Config>) => new Mailer(config as Config, store(), clock, createLog('silent')).isPossible;
      expect([can({ isDemo: true }), can({ isDemo: false }), mailer.isPossible]).toEqual([true, false, true]);
    });
  });
});
