import { defineProblems } from '../wire/index.js';

/** Why a booking is refused. `time-taken` and `time-not-free` bring `extra.nearest` (three free times) and `extra.whyNot`. */
export const bookingProblems = defineProblems({
  'time-taken': {
    status: 409,
    title: {
      fi: 'Joku ehti varata tämän ajan juuri ennen sinua. Tässä ovat lähimmät vapaat ajat.',
      sv: 'Någon hann boka den här tiden strax före dig. Här är de närmaste lediga tiderna.',
      en: 'Somebody has just booked this time before you. Here are the nearest free times.',
    },
  },
  'time-not-free': {
    status: 409,
    title: {
      fi: 'Tätä aikaa ei voi varata. Tässä ovat lähimmät vapaat ajat.',
      sv: 'Den här tiden kan inte bokas. Här är de närmaste lediga tiderna.',
      en: 'This time cannot be booked. Here are the nearest free times.',
    },
  },
  'hold-lapsed': {
    status: 410,
    title: {
      fi: 'Aika ei ole enää sinulle varattuna. Valitse aika uudelleen.',
      sv: 'Tiden är inte längre reserverad för dig. Välj tid på nytt.',
      en: 'The time is no longer held for you. Choose a time again.',
    },
  },
  'booking-exists': {
    status: 409,
    title: {
      fi: 'Tästä on jo tehty varaus.',
      sv: 'Det här har redan blivit en bokning.',
      en: 'This has already become a booking.',
    },
  },
  'booking-id-reused': {
    status: 409,
    title: {
      fi: 'Samalla tunnuksella on jo toinen varaus.',
      sv: 'En annan bokning har redan samma beteckning.',
      en: 'Another booking already has this identifier.',
    },
  },
  'booking-unknown': {
    status: 404,
    title: { fi: 'Tätä varausta ei ole.', sv: 'Bokningen finns inte.', en: 'There is no such booking.' },
  },
  'booking-ended': {
    status: 409,
    title: {
      fi: 'Varaus on jo peruttu, käytetty tai jäänyt käyttämättä.',
      sv: 'Bokningen är redan avbokad, använd eller oanvänd.',
      en: 'The booking has already been cancelled, used or missed.',
    },
  },
  'booking-not-begun': {
    status: 409,
    title: {
      fi: 'Varattu aika ei ole vielä alkanut.',
      sv: 'Den bokade tiden har inte börjat än.',
      en: 'The booked time has not begun yet.',
    },
  },
  'queue-left': {
    status: 404,
    title: {
      fi: 'Tämä asiakas ei ole enää jonossa.',
      sv: 'Den här kunden står inte längre i kön.',
      en: 'This customer is no longer in the queue.',
    },
  },
  'service-not-without-booking': {
    status: 409,
    title: {
      fi: 'Tähän palveluun pitää varata aika.',
      sv: 'Den här tjänsten kräver tidsbeställning.',
      en: 'This service needs a booking.',
    },
  },
});
