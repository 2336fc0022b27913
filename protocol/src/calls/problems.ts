import { defineProblems } from '../wire/index.js';

export const callProblems = defineProblems({
  'room-unknown': {
    status: 404,
    title: { fi: 'Tätä huonetta ei ole.', sv: 'Rummet finns inte.', en: 'There is no such room.' },
  },
  'call-unknown': {
    status: 404,
    title: { fi: 'Tätä kutsua ei ole.', sv: 'Anropet finns inte.', en: 'There is no such call.' },
  },
  'call-already-acknowledged': {
    status: 409,
    title: {
      fi: 'Toinen neuvoja vastasi jo tähän kutsuun.',
      sv: 'En annan rådgivare har redan svarat på anropet.',
      en: 'Another advisor has already answered this call.',
    },
  },
  'call-not-acknowledged': {
    status: 409,
    title: {
      fi: 'Vastaa kutsuun ensin.',
      sv: 'Svara på anropet först.',
      en: 'Answer the call first.',
    },
  },
  'call-already-done': {
    status: 409,
    title: { fi: 'Kutsu on jo päättynyt.', sv: 'Anropet är redan avslutat.', en: 'The call has already ended.' },
  },
  'call-not-on-the-way': {
    status: 409,
    title: {
      fi: 'Kutsun voi päättää huoneessa vasta, kun neuvoja on tulossa.',
      sv: 'Anropet kan avslutas i rummet först när rådgivaren är på väg.',
      en: 'A call can be ended in the room only after the advisor is on the way.',
    },
  },
  'press-id-reused': {
    status: 409,
    title: {
      fi: 'Sama tunnus on jo toisen huoneen painalluksella.',
      sv: 'Ett annat rums tryckning har redan samma id.',
      en: 'A press of another room already has this id.',
    },
  },
  'shift-ended': {
    status: 409,
    title: {
      fi: 'Vuoro on päättynyt. Aloita vuoro uudelleen.',
      sv: 'Skiftet är slut. Börja ett nytt skift.',
      en: 'The shift has ended. Start a new shift.',
    },
  },
  'point-unknown': {
    status: 404,
    title: { fi: 'Tätä pistettä ei ole.', sv: 'Stället finns inte.', en: 'There is no such point.' },
  },
});
