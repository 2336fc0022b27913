import { z } from 'zod';
import { id, instant, slug } from '../wire/index.js';

/** What somebody may be (R-01; DESIGN §7). `terminal` and `controller` are devices, the others people. */
export const role = z.enum([
  'advisor',
  'lead',
  'booking-agent',
  'expert',
  'authority-admin',
  'maintainer',
  'owner',
  'reporter',
  'guest',
  'terminal',
  'controller',
]);
export type Role = z.infer<typeof role>;

/** Where a role counts. The names are the ids of points, of authorities, of rooms and of visits. */
export const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everything') }),
  z.object({ kind: z.literal('points'), pointIds: z.array(slug).min(1).max(200) }),
  z.object({ kind: z.literal('authority'), authorityId: slug }),
  z.object({ kind: z.literal('room'), roomId: slug }),
  z.object({ kind: z.literal('visit'), visitId: id }),
]);
export type Scope = z.infer<typeof scope>;
export type ScopeKind = Scope['kind'];

/** The kinds of scope with which each role can be given; anything else is refused. */
export const scopesOfRole = {
  advisor: ['points'],
  lead: ['points'],
  'booking-agent': ['points', 'authority'],
  expert: ['authority'],
  'authority-admin': ['authority'],
  maintainer: ['everything', 'points'],
  owner: ['everything'],
  reporter: ['everything', 'points', 'authority'],
  guest: ['visit'],
  terminal: ['room'],
  controller: ['room'],
} as const satisfies Record<Role, readonly ScopeKind[]>;

/** One role of one account, somewhere, for some time: from `validFrom` on, and before `validTo` where there is one. */
export const grant = z.object({ id, role, scope, validFrom: instant, validTo: instant.nullable() });
export type Grant = z.infer<typeof grant>;
