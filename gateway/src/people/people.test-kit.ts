import { newId, type Grant } from '@etapiste/protocol';
import type { Actor, Actors } from '../rights/index.js';

/** A person with these roles, as if signed in. */
export function person(name: string, ...grants: readonly Pick<Grant, 'role' | 'scope'>[]): Actor {
  const id = newId();
  return {
    kind: 'person',
    id,
    name,
    signInId: newId(),
    grants: grants.map((grant) => ({ ...grant, id: newId(), validFrom: '2025-09-01T00:00:00.000Z', validTo: null })),
  };
}

/** A hub that nobody has signed in to. */
export const nobody: Actors = { of: async () => [], onChange: () => undefined };
