import { writeSync } from 'node:fs';
import { newId } from '@etapiste/protocol';
import { Outbox } from '../calls/outbox.js';
import type { Press } from '../calls/press.js';
import { silentLog } from '../log/index.js';

// A controller's outbox at work until somebody cuts its power: `outbox-writer.js <data folder>`. Each line on the standard output
// was true when it was written: `saved <id>` a press is on the disk; `gone <id>` says before it is done that it may be removed.
const outbox = new Outbox(process.argv[2] ?? '', silentLog());
await outbox.load();
const press = (): Press => ({ kind: 'raised', id: newId(), pressedAt: new Date().toISOString(), clockSynced: true });
const say = (text: string) => writeSync(1, `${text}\n`);

for (;;) {
  const presses = [press(), press(), press()];
  await Promise.all(
    presses.map(async (made, index) => {
      await outbox.save(made);
      say(`saved ${made.id}`);
      if (index === 0) return;
      say(`gone ${made.id}`);
      await (index === 1 ? outbox.remove(made.id) : outbox.refuse(made));
    }),
  );
}
