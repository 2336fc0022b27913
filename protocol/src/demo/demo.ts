import { z } from 'zod';
import { instant, operations, slug } from '../wire/index.js';

/** What the demo wrote about itself; also `demo.json` in the data folder (DESIGN §10). */
export const demo = z.object({
  hub: z.url(),
  mqtt: z.string(),
  janus: z.string().nullable(),
  rooms: z.array(z.object({ id: slug, simulate: z.url() })),
  accounts: z.array(z.object({ user: z.string(), password: z.string(), roles: z.array(z.string()) })),
});
export type Demo = z.infer<typeof demo>;

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
});
