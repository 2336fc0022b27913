import { z } from 'zod';
import type { Localized } from './id.js';

/** One way in which a request can be refused: its HTTP status and what a person is told. */
export interface Problem {
  readonly status: number;
  readonly title: Localized;
}

/** Names the problems of one feature. Codes are stable: pages, logs and tests rely on them. */
export const defineProblems = <Codes extends Record<string, Problem>>(problems: Codes): Codes => problems;

/** Problem details (RFC 9457). `code` is the stable part; `title` is in the reader's language. */
export const problemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  /** What was wrong in which field, when the request's shape was at fault. */
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  /** What a page needs to say more, for instance who was first. */
  extra: z.record(z.string(), z.unknown()).optional(),
});
export type ProblemDetails = z.infer<typeof problemDetails>;

/** Problems that any request can meet. */
export const wireProblems = defineProblems({
  'request-malformed': {
    status: 400,
    title: {
      fi: 'Pyyntö ei ollut oikeanlainen.',
      sv: 'Begäran hade fel form.',
      en: 'The request was not in the right form.',
    },
  },
  'origin-refused': {
    status: 403,
    title: {
      fi: 'Pyyntö tuli väärältä sivulta.',
      sv: 'Begäran kom från fel sida.',
      en: 'The request came from a wrong page.',
    },
  },
  'not-found': {
    status: 404,
    title: { fi: 'Tätä ei löydy.', sv: 'Det här finns inte.', en: 'This was not found.' },
  },
  'method-not-allowed': {
    status: 405,
    title: {
      fi: 'Tätä ei voi tehdä näin.',
      sv: 'Det här går inte att göra så.',
      en: 'This cannot be done this way.',
    },
  },
  'version-missing': {
    status: 428,
    title: {
      fi: 'Pyynnöstä puuttuu tieto siitä, mitä versiota se muuttaa.',
      sv: 'Begäran säger inte vilken version den ändrar.',
      en: 'The request does not say which version it changes.',
    },
  },
  'version-differs': {
    status: 412,
    title: {
      fi: 'Joku muu muutti tätä juuri. Katso uusi tieto ja yritä uudelleen.',
      sv: 'Någon annan har just ändrat det här. Se de nya uppgifterna och försök igen.',
      en: 'Somebody else has just changed this. Look at it anew and try again.',
    },
  },
  'body-too-large': {
    status: 413,
    title: {
      fi: 'Pyyntö on liian suuri.',
      sv: 'Begäran är för stor.',
      en: 'The request is too large.',
    },
  },
  'request-timed-out': {
    status: 408,
    title: {
      fi: 'Pyyntö ei tullut ajoissa perille.',
      sv: 'Begäran kom inte fram i tid.',
      en: 'The request did not arrive in time.',
    },
  },
  'address-too-long': {
    status: 414,
    title: {
      fi: 'Osoite on liian pitkä.',
      sv: 'Adressen är för lång.',
      en: 'The address is too long.',
    },
  },
  'headers-too-large': {
    status: 431,
    title: {
      fi: 'Pyynnön otsakkeet ovat liian suuret.',
      sv: 'Begärans huvuden är för stora.',
      en: 'The headers of the request are too large.',
    },
  },
  'media-type-unsupported': {
    status: 415,
    title: {
      fi: 'Pyynnön pitää olla JSON-muodossa.',
      sv: 'Begäran måste vara i JSON-format.',
      en: 'The request must be JSON.',
    },
  },
  'too-many-requests': {
    status: 429,
    title: {
      fi: 'Pyyntöjä tuli liian monta. Odota hetki.',
      sv: 'För många begäranden. Vänta en stund.',
      en: 'Too many requests. Wait a moment.',
    },
  },
  'too-many-streams': {
    status: 429,
    title: {
      fi: 'Sivu on auki liian monessa välilehdessä. Sulje muita ja yritä uudelleen.',
      sv: 'Sidan är öppen på för många flikar. Stäng några och försök igen.',
      en: 'The page is open in too many tabs. Close some of them and try again.',
    },
  },
  'internal-error': {
    status: 500,
    title: {
      fi: 'Järjestelmässä tapahtui virhe. Yritä uudelleen.',
      sv: 'Ett fel inträffade i systemet. Försök igen.',
      en: 'Something went wrong in the system. Try again.',
    },
  },
  'not-available': {
    status: 503,
    title: {
      fi: 'Järjestelmä ei ole juuri nyt käytettävissä.',
      sv: 'Systemet är inte tillgängligt just nu.',
      en: 'The system is not available right now.',
    },
  },
});
