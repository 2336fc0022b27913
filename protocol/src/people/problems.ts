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

export const accountProblems = defineProblems({
  'sign-in-failed': {
    status: 401,
    title: {
      fi: 'Käyttäjätunnus tai salasana on väärin.',
      sv: 'Användarnamnet eller lösenordet är fel.',
      en: 'The user name or the password is wrong.',
    },
  },
  'sign-in-slowed': {
    status: 429,
    title: {
      fi: 'Vääriä yrityksiä on ollut monta. Odota hetki ja yritä uudelleen.',
      sv: 'Det har varit många felaktiga försök. Vänta en stund och försök igen.',
      en: 'There have been many wrong attempts. Wait a moment and try again.',
    },
  },
  'password-wrong': {
    status: 409,
    title: {
      fi: 'Nykyinen salasana on väärin.',
      sv: 'Det nuvarande lösenordet är fel.',
      en: 'The current password is wrong.',
    },
  },
  'password-too-easy': {
    status: 409,
    title: {
      fi: 'Salasana on liian helppo arvata. Käytä esimerkiksi neljää sanaa, jotka eivät liity toisiinsa.',
      sv: 'Lösenordet är för lätt att gissa. Använd till exempel fyra ord som inte hör ihop.',
      en: 'The password is too easy to guess. Use for instance four words that do not belong together.',
    },
  },
  'user-name-taken': {
    status: 409,
    title: {
      fi: 'Käyttäjätunnus on jo käytössä.',
      sv: 'Användarnamnet används redan.',
      en: 'The user name is already in use.',
    },
  },
  'user-name-missing': {
    status: 409,
    title: {
      fi: 'Tällä henkilöllä ei ole käyttäjätunnusta.',
      sv: 'Personen har inget användarnamn.',
      en: 'This person has no user name.',
    },
  },
  'account-closed': {
    status: 409,
    title: { fi: 'Käyttäjä on poistettu käytöstä.', sv: 'Kontot är avslutat.', en: 'The account has been closed.' },
  },
  'last-owner': {
    status: 409,
    title: {
      fi: 'Järjestelmällä on aina oltava omistaja. Anna rooli ensin toiselle.',
      sv: 'Systemet måste alltid ha en ägare. Ge först rollen till någon annan.',
      en: 'The system must always have an owner. Give the role to somebody else first.',
    },
  },
  'grant-refused': {
    status: 403,
    title: {
      fi: 'Et voi antaa, muuttaa tai päättää tätä oikeutta.',
      sv: 'Du kan inte ge, ändra eller avsluta denna behörighet.',
      en: 'You cannot give, change or end this right.',
    },
  },
  'grant-too-long': {
    status: 409,
    title: {
      fi: 'Oikeus ei voi kestää pidempään kuin omasi.',
      sv: 'Behörigheten kan inte gälla längre än din egen.',
      en: 'The right cannot last longer than your own.',
    },
  },
  'grant-malformed': {
    status: 409,
    title: {
      fi: 'Roolia ei voi antaa tälle alueelle tai ajalle.',
      sv: 'Rollen kan inte ges för detta område eller denna tid.',
      en: 'The role cannot be given for this area or time.',
    },
  },
});
