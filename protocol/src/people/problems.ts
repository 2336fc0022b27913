import { defineProblems } from '../wire/index.js';

export const peopleProblems = defineProblems({
  'sign-in-needed': {
    status: 401,
    title: { fi: 'Kirjaudu ensin sisään.', sv: 'Logga in först.', en: 'Sign in first.' },
  },
  'not-allowed': {
    status: 403,
    title: {
      fi: 'Sinulla ei ole oikeutta tähän.',
      sv: 'Du har inte behörighet till detta.',
      en: 'You have no right to do this.',
    },
  },
});
