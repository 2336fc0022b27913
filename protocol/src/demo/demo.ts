import { z } from 'zod';
import { currentSignIn, grant } from '../people/index.js';
import { id, instant, operations, slug } from '../wire/index.js';

/** What the demo wrote about itself; also `demo.json` in the data folder (DESIGN §10). */
export const demo = z.object({
  hub: z.url(),
  mqtt: z.string(),
  janus: z.string().nullable(),
  rooms: z.array(z.object({ id: slug, simulate: z.url() })),
  /** The demo's people; nobody needs a password here. */
  accounts: z.array(z.object({ id, user: z.string(), password: z.null(), roles: z.array(z.string()) })),
});
export type Demo = z.infer<typeof demo>;

/** Somebody of the demo, who signs in with one click. */
export const demoPerson = z.object({ id, name: z.string(), grants: z.array(grant) });
export type DemoPerson = z.infer<typeof demoPerson>;

/** One mail that the demo kept instead of sending it. */
export const demoMail = z.object({ id: z.string(), at: instant, to: z.string(), subject: z.string(), text: z.string() });
export type DemoMail = z.infer<typeof demoMail>;

/** Exists only in the demo; elsewhere these paths are `not-found`. */
export const demoOperations = operations('demo', {
  showDemo: { method: 'GET', path: '/demo', summary: 'Addresses of the demo and of its simulated rooms', response: demo },
  listDemoMail: {
    method: 'GET',
    path: '/demo/mail',
    summary: 'Mails that the demo kept, the newest first',
    response: z.array(demoMail),
  },
  listDemoPeople: {
    method: 'GET',
    path: '/demo/people',
    summary: 'Who may sign in without a password',
    response: z.array(demoPerson),
  },
  signInAsDemoPerson: {
    method: 'POST',
    path: '/demo/sign-ins',
    summary: 'Signs this browser in as somebody of the demo, beside whom it has signed in already',
    body: z.object({
      accountId: id,
      /** Only for what nobody else in this browser may do: a page of both belongs to the others. */
      isUnderstudy: z.boolean().optional(),
    }),
    response: currentSignIn,
  },
  signInDemoTerminal: {
    method: 'POST',
    path: '/demo/terminal-sign-ins',
    summary: 'Makes this browser the terminal of a room',
    body: z.object({ roomId: slug }),
    problems: ['room-unknown'],
  },
});
