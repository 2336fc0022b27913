import {
  demoOperations,
  peopleOperations,
  type Account,
  type BodyOf,
  type CurrentSignIn,
  type DemoPerson,
  type GivenGrant,
  type NewGrant,
  type OneTimePassword,
  type Person,
  type ProblemCode,
  type ResponseOf,
  type SignIn,
  type WaysToSignIn,
} from '@etapiste/protocol';
import { RequestFailure, request } from '../api/index.js';
import { isFitFor, type StaffPage } from './pages-of-roles.js';

/** Where people sign in, and where they go on from there. */
export const signInAddress = (returnTo: string): string => `/sign-in?returnTo=${encodeURIComponent(returnTo)}`;

/** A page of this very hub, whatever an address says; the first page otherwise. */
export function ownPath(wanted: string | null): string {
  const target = URL.parse(wanted ?? '/', location.origin);
  return target?.origin === location.origin && wanted?.startsWith('/') ? target.pathname + target.search + target.hash : '/';
}

export const showSignIn = (): Promise<CurrentSignIn> => request(peopleOperations.showSignIn, {});

export const listWays = (): Promise<WaysToSignIn> => request(peopleOperations.listWaysToSignIn, {});

export const signInByPassword = (userName: string, password: string): Promise<CurrentSignIn> =>
  request(peopleOperations.signInByPassword, { body: { userName, password } });

export const changePassword = (current: string, next: string): Promise<CurrentSignIn> =>
  request(peopleOperations.changePassword, { body: { current, next } });

export const listOwnSignIns = (): Promise<SignIn[]> => request(peopleOperations.listOwnSignIns, {});

export const endOwnSignIn = (signInId: string): Promise<void> =>
  request(peopleOperations.endOwnSignIn, { parameters: { signInId } });

/** Signs out here, and at the provider where it offers that; ends on the sign-in page. */
export async function signOut(): Promise<void> {
  const { leaveAt } = await request(peopleOperations.signOut, {});
  location.assign(leaveAt ?? '/sign-in');
}

/** The demo's people; none elsewhere. */
export async function listDemoPeople(): Promise<DemoPerson[]> {
  try {
    return await request(demoOperations.listDemoPeople, {});
  } catch (failure) {
    if (failure instanceof RequestFailure && failure.code === ('not-found' satisfies ProblemCode)) return [];
    throw failure;
  }
}

export const signInAsDemoPerson = (accountId: string, how: { readonly isUnderstudy?: true } = {}): Promise<CurrentSignIn> =>
  request(demoOperations.signInAsDemoPerson, { body: { accountId, ...how } });

/** Of the people of this browser (one, but for the demo) the one to whom a page belongs. */
export const personFor = (page: StaffPage, { person, others }: CurrentSignIn): Person | undefined =>
  [...(person ? [person] : []), ...others].find(({ grants }) => isFitFor(page, grants));

export const listAccounts = (): Promise<Account[]> => request(peopleOperations.listAccounts, {});

export const createAccount = (
  body: BodyOf<typeof peopleOperations.createAccount>,
): Promise<ResponseOf<typeof peopleOperations.createAccount>> => request(peopleOperations.createAccount, { body });

export const giveGrant = (accountId: string, body: NewGrant): Promise<GivenGrant> =>
  request(peopleOperations.giveGrant, { parameters: { accountId }, body });

export const endGrant = (accountId: string, grantId: string): Promise<GivenGrant> =>
  request(peopleOperations.endGrant, { parameters: { accountId, grantId } });

export const closeAccount = (accountId: string): Promise<Account> =>
  request(peopleOperations.closeAccount, { parameters: { accountId } });

export const makeOneTimePassword = (accountId: string): Promise<OneTimePassword> =>
  request(peopleOperations.makeOneTimePassword, { parameters: { accountId } });

export const listSignInsOf = (accountId: string): Promise<SignIn[]> =>
  request(peopleOperations.listSignIns, { parameters: { accountId } });

export const endSignInsOf = (accountId: string): Promise<void> =>
  request(peopleOperations.endSignIns, { parameters: { accountId } });
