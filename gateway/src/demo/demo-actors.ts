import type { Scope } from '@etapiste/protocol';
import type { Actor } from '../rights/index.js';
import { demoPeople } from './demo-people.js';

type Person = (typeof demoPeople)[number];

/** The demo's people at work without a browser. */
function actor(isWanted: (person: Person) => boolean): Actor {
  const person = demoPeople.find(isWanted);
  if (!person) throw new Error('the demo has nobody for this work');
  const { id, grantId, name, role, scope } = person;
  const grant = { id: grantId, role, scope, validFrom: new Date(0).toISOString(), validTo: null };
  return { kind: 'person', id, name, signInId: id, grants: [grant] };
}

const isAtPoint = (scope: Scope, pointId: string): boolean => scope.kind === 'points' && scope.pointIds.includes(pointId);
const isOfAuthority = (scope: Scope, authorityId: string): boolean =>
  scope.kind === 'authority' && scope.authorityId === authorityId;

export const demoActors = {
  /** The advisor of a point, or whoever leads it. */
  atDeskOf: (pointId: string): Actor => actor(({ scope }) => isAtPoint(scope, pointId)),
  /** Whoever answers the phone of an authority: its booking agent, or an expert. */
  onPhoneOf: (authorityId: string): Actor => {
    const isHere = ({ scope }: Person) => isOfAuthority(scope, authorityId);
    const hasAgent = demoPeople.some((person) => isHere(person) && person.role === 'booking-agent');
    return actor((person) => isHere(person) && person.role === (hasAgent ? 'booking-agent' : 'expert'));
  },
  maintainer: actor(({ role }) => role === 'maintainer'),
};
