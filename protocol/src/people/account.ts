import { z } from 'zod';
import { id, instant } from '../wire/index.js';
import { grant, role, scope } from './role.js';

/** The name by which others know somebody. */
export const personName = z
  .string()
  .trim()
  .regex(/^[^\p{C}]{1,80}$/u);

/** What somebody types to sign in: an e-mail address or a short name. Capital letters make no difference. */
export const userName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[^\s\p{C}]{2,200}$/u);

/** A role to be given. From now on, when `validFrom` is left out. */
export const newGrant = z.object({
  role,
  scope,
  validFrom: instant.optional(),
  validTo: instant.nullable(),
});
export type NewGrant = z.infer<typeof newGrant>;

/** A role of somebody, and where it came from: given by a person, or read from a provider's claims at each sign-in. */
export const givenGrant = grant.extend({ isFromProvider: z.boolean() });
export type GivenGrant = z.infer<typeof givenGrant>;

/** Somebody who can sign in, as those see it who may give roles to this person. */
export const account = z.object({
  id,
  name: z.string(),
  userName: z.string().nullable(),
  /** The provider that knows this person, instead of a password. */
  issuer: z.string().nullable(),
  createdAt: instant,
  closedAt: instant.nullable(),
  lastSignInAt: instant.nullable(),
  /** Only those that the reader could have given; ended ones too. */
  grants: z.array(givenGrant),
  /** Whether the reader may change more than these grants: every role of this person is one that the reader could give. */
  mayChange: z.boolean(),
});
export type Account = z.infer<typeof account>;

/** Works once: whoever signs in with it must choose an own password. Shown to its maker only, and never again. */
export const oneTimePassword = z.object({ password: z.string(), validTo: instant });
export type OneTimePassword = z.infer<typeof oneTimePassword>;
