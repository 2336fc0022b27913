import { newId, type Grant } from '@etapiste/protocol';
import type { FastifyReply } from 'fastify';
import type { Hub } from '../hub.js';
import { AccountEntity, GrantEntity, PeopleBook, SignInCookies, SignIns } from '../people/index.js';
import { Clock } from '../time/clock.js';

type Given = Pick<Grant, 'role' | 'scope'>;

const client = { from: '127.0.0.1', agent: 'test' };

/** What a browser sends along once somebody has signed in by it. */
export interface Browser {
  readonly cookie: string;
  /** Of the account. */
  readonly id: string;
}

/** Signs somebody in with these roles, as by a password. */
export async function signInAs(hub: Hub, name: string, ...given: readonly Given[]): Promise<Browser> {
  const id = newId();
  const now = hub.get(Clock).now();
  const without = { userName: null, passwordHash: null, oneTimeUntil: null, issuer: null, subject: null, closedAt: null };
  const account: AccountEntity = { ...without, id, name, isDemo: false, createdAt: now };
  const token = await hub.get(PeopleBook).write(async (transaction) => {
    await transaction.manager.insert(AccountEntity, account);
    for (const grant of given) {
      const dates = { validFrom: new Date(now.getTime() - 1_000), validTo: null, isFromProvider: false };
      await transaction.manager.insert(GrantEntity, { ...grant, ...dates, id: newId(), accountId: id });
    }
    return hub.get(SignIns).open(transaction, account, { client, method: 'password' });
  });
  return { id, cookie: cookieOf((reply) => hub.get(SignInCookies).set(reply, token)) };
}

/** Makes somebody the terminal of a room, as by an enrolment. */
export async function signInTerminal(hub: Hub, roomId: string): Promise<Browser> {
  const id = newId();
  const token = await hub
    .get(PeopleBook)
    .write((transaction) => hub.get(SignIns).openForTerminal(transaction, { roomId, terminalId: id, client }));
  return { id, cookie: cookieOf((reply) => hub.get(SignInCookies).setTerminal(reply, roomId, token)) };
}

/** What `Cookie` says after this answer. */
function cookieOf(answer: (reply: FastifyReply) => unknown): string {
  let line = '';
  answer({ header: (_: string, value: string) => (line = value) } as never);
  return line.split(';')[0] ?? '';
}
