import { z } from 'zod';
import { id, operations } from '../wire/index.js';
import { account, givenGrant, newGrant, oneTimePassword, personName, userName } from './account.js';
import { currentSignIn, newPassword, signIn, waysToSignIn } from './sign-in.js';

const accountPath = z.object({ accountId: id });
const typedPassword = z.string().min(1).max(200);

export const peopleOperations = operations('people', {
  showSignIn: {
    method: 'GET',
    path: '/sign-in',
    summary: 'Who signed in by this browser, with the roles that are valid now; `person` is null when nobody has',
    response: currentSignIn,
  },
  listWaysToSignIn: {
    method: 'GET',
    path: '/sign-in/ways',
    summary: 'The providers by which people may sign in, besides user name and password',
    response: waysToSignIn,
  },
  signInByPassword: {
    method: 'POST',
    path: '/sign-in',
    summary: 'Signs in by user name and password; the cookie of the answer is the sign-in',
    body: z.object({ userName, password: typedPassword }),
    response: currentSignIn,
    problems: ['sign-in-failed', 'sign-in-slowed'],
  },
  signOut: {
    method: 'DELETE',
    path: '/sign-in',
    summary: 'Ends the sign-in of this browser. `leaveAt` is where the provider that was used signs out, when it offers that.',
    response: z.object({ leaveAt: z.url().nullable() }),
  },
  listOwnSignIns: {
    method: 'GET',
    path: '/sign-ins',
    summary: 'Where the reader is signed in now, the newest first',
    response: z.array(signIn),
  },
  endOwnSignIn: {
    method: 'DELETE',
    path: '/sign-ins/{signInId}',
    summary: 'Signs the reader out somewhere else',
    parameters: z.object({ signInId: id }),
  },
  changePassword: {
    method: 'PUT',
    path: '/password',
    summary: 'Changes the reader’s own password, and signs the reader out everywhere else',
    body: z.object({ current: typedPassword, next: newPassword }),
    response: currentSignIn,
    problems: ['password-wrong', 'password-too-easy', 'sign-in-slowed'],
  },
  listAccounts: {
    method: 'GET',
    path: '/accounts',
    summary: 'The people to whom the reader may give roles',
    response: z.array(account),
  },
  createAccount: {
    method: 'POST',
    path: '/accounts',
    summary: 'Makes an account with its first roles; its one-time password is told here and nowhere else',
    body: z.object({ name: personName, userName, grants: z.array(newGrant).min(1).max(20) }),
    response: z.object({ account, oneTimePassword }),
    problems: ['user-name-taken', 'grant-refused', 'grant-too-long', 'grant-malformed'],
  },
  changeAccount: {
    method: 'PUT',
    path: '/accounts/{accountId}',
    summary: 'Changes the name that others see, and what is typed to sign in',
    parameters: accountPath,
    body: z.object({ name: personName, userName: userName.nullable() }),
    response: account,
    problems: ['user-name-taken', 'grant-refused'],
  },
  makeOneTimePassword: {
    method: 'POST',
    path: '/accounts/{accountId}/one-time-password',
    summary: 'Replaces a password, and signs the person out everywhere',
    parameters: accountPath,
    response: oneTimePassword,
    problems: ['account-closed', 'grant-refused', 'user-name-missing'],
  },
  closeAccount: {
    method: 'POST',
    path: '/accounts/{accountId}/close',
    summary: 'Closes an account for ever: it is signed out everywhere, and its roles end',
    parameters: accountPath,
    response: account,
    problems: ['last-owner', 'grant-refused'],
  },
  giveGrant: {
    method: 'POST',
    path: '/accounts/{accountId}/grants',
    summary: 'Gives a role. Nobody gives more, or for longer, than they have.',
    parameters: accountPath,
    body: newGrant,
    response: givenGrant,
    problems: ['account-closed', 'grant-refused', 'grant-too-long', 'grant-malformed'],
  },
  endGrant: {
    method: 'POST',
    path: '/accounts/{accountId}/grants/{grantId}/end',
    summary: 'Ends a role now. One that a provider’s claims give comes back with the next sign-in, unless they change.',
    parameters: z.object({ accountId: id, grantId: id }),
    response: givenGrant,
    problems: ['last-owner', 'grant-refused'],
  },
  listSignIns: {
    method: 'GET',
    path: '/accounts/{accountId}/sign-ins',
    summary: 'Where somebody is signed in now',
    parameters: accountPath,
    response: z.array(signIn),
    problems: ['grant-refused'],
  },
  endSignIns: {
    method: 'DELETE',
    path: '/accounts/{accountId}/sign-ins',
    summary: 'Signs somebody out everywhere',
    parameters: accountPath,
    problems: ['grant-refused'],
  },
});
