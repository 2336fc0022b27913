import './memory.js';
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { personName, userName } from '@etapiste/protocol';
import { AuditEntryEntity, StoreAuditTrail } from './audit/index.js';
import { readConfig } from './config/config.js';
import { createStore } from './database/database.module.js';
import { createLog } from './log/log.js';
import { AccountEntity, GrantEntity, makeOwner } from './people/index.js';
import { SystemClock } from './time/clock.js';

const help = `Makes the first owner of an installation, or lets an owner in who has forgotten the password.
  node gateway/dist/make-owner.js --name "First Last" --email first.last@example.org
Reads the same environment as the hub, and prints a password that works once, within five days.
`;

try {
  const { values } = parseArgs({ options: { name: { type: 'string' }, email: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) process.stdout.write(help);
  else await make(values.name, values.email);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

async function make(name: string | undefined, email: string | undefined): Promise<void> {
  const [owner, address] = [personName.safeParse(name), userName.safeParse(email)];
  if (!owner.success || !address.success) throw new Error(`Give a name and an e-mail address.\n${help}`);
  const clock = new SystemClock();
  const store = await createStore(readConfig(process.env), [AccountEntity, GrantEntity, AuditEntryEntity], createLog('warn'));
  await store.start();
  try {
    const who = { name: owner.data, userName: address.data };
    const password = await store.write((transaction) => makeOwner(transaction, who, new StoreAuditTrail(clock), clock.now()));
    process.stdout.write(`${who.name} owns this installation.\n\n  User name  ${who.userName}\n  Password   ${password}\n\n`);
    process.stdout.write('The password works once, within five days. The sign-in page asks for an own one.\n');
  } finally {
    await store.stop();
  }
}
