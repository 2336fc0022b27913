import { z } from 'zod';
import { id, instant, localized } from '../wire/index.js';
import { grant } from './role.js';

/** How somebody came in. A demo's people come without a password; terminals by their enrolment. */
export const signInMethod = z.enum(['password', 'provider', 'demo', 'enrolment']);
export type SignInMethod = z.infer<typeof signInMethod>;

/** A new password: long rather than odd (NIST SP 800-63B); what it may not be is judged by the hub. */
export const newPassword = z.string().min(12).max(200);

/** Who signed in by this browser. */
export const person = z.object({
  accountId: id,
  name: z.string(),
  signInId: id,
  method: signInMethod,
  /** Those that are valid now. None until a one-time password has been changed. */
  grants: z.array(grant),
  mustChangePassword: z.boolean(),
});
export type Person = z.infer<typeof person>;

/**
 * `person` is null while nobody has signed in: no error, so that pages may ask freely. In the demo one browser may play several
 * people; `person` is who came last, `others` the rest.
 */
export const currentSignIn = z.object({ isDemo: z.boolean(), person: person.nullable(), others: z.array(person) });
export type CurrentSignIn = z.infer<typeof currentSignIn>;

/** Where the sign-in page can lead. */
export const waysToSignIn = z.object({
  /** Each has its page at `/sign-in/oidc/{id}?returnTo=…`. */
  providers: z.array(z.object({ id: z.string(), label: localized })),
});
export type WaysToSignIn = z.infer<typeof waysToSignIn>;

/** One living sign-in of somebody, as that person sees it. */
export const signIn = z.object({
  id,
  method: signInMethod,
  isCurrent: z.boolean(),
  createdAt: instant,
  /** To the minute. */
  lastUsedAt: instant,
  from: z.string().nullable(),
  /** What the browser says of itself, cut short. */
  agent: z.string().nullable(),
});
export type SignIn = z.infer<typeof signIn>;
