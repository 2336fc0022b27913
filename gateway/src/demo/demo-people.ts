import type { Role, Scope } from '@etapiste/protocol';

/** Somebody whom only the demo knows. Invented, and named so that everybody sees it. */
interface Invented {
  /** The same in each demo, so that links and tools may know it. */
  readonly id: string;
  readonly grantId: string;
  readonly name: string;
  readonly role: Role;
  readonly scope: Scope;
}

const everything: Scope = { kind: 'everything' };
const points = (...pointIds: string[]): Scope => ({ kind: 'points', pointIds });
const authority = (authorityId: string): Scope => ({ kind: 'authority', authorityId });

const people: readonly (readonly [name: string, role: Role, scope: Scope])[] = [
  ['Aino Malli', 'advisor', points('porvoo')],
  ['Eero Malli', 'advisor', points('imatra')],
  ['Liisa Malli', 'lead', points('porvoo', 'imatra', 'nurmes')],
  ['Kaarina Malli', 'expert', authority('kela')],
  ['Veikko Malli', 'expert', authority('vero')],
  ['Dagmar Malli', 'expert', authority('dvv')],
  ['Petra Malli', 'expert', authority('poliisi')],
  ['Pekka Malli', 'authority-admin', authority('kela')],
  ['Bertta Malli', 'booking-agent', authority('kela')],
  ['Mauno Malli', 'maintainer', everything],
  ['Raija Malli', 'reporter', everything],
  ['Olga Malli', 'owner', everything],
];

const uuid = (kind: number, number: number): string => `0000000${kind}-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** The demo's people, one for each role that a person can have. */
export const demoPeople: readonly Invented[] = people.map(([name, role, scope], index) => ({
  id: uuid(1, index + 1),
  grantId: uuid(2, index + 1),
  name,
  role,
  scope,
}));
