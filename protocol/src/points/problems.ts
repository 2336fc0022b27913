import { defineProblems } from '../wire/index.js';

/** Why a change of the register is refused. */
export const pointProblems = defineProblems({
  'point-exists': {
    status: 409,
    title: {
      fi: 'Tällä tunnuksella on jo piste.',
      sv: 'Det finns redan ett serviceställe med den här beteckningen.',
      en: 'There already is a point with this identifier.',
    },
  },
  'room-exists': {
    status: 409,
    title: {
      fi: 'Tällä tunnuksella tai numerolla on jo tila.',
      sv: 'Det finns redan ett rum med den här beteckningen eller det här numret.',
      en: 'There already is a room with this identifier or number.',
    },
  },
  'closure-unknown': {
    status: 404,
    title: { fi: 'Tätä sulkua ei löydy.', sv: 'Den här stängningen finns inte.', en: 'There is no such closure.' },
  },
  'time-zone-unknown': {
    status: 422,
    title: { fi: 'Tätä aikavyöhykettä ei ole.', sv: 'Den här tidszonen finns inte.', en: 'There is no such time zone.' },
  },
  'dates-reversed': {
    status: 422,
    title: {
      fi: 'Loppu on ennen alkua.',
      sv: 'Slutet är före början.',
      en: 'The end is before the beginning.',
    },
  },
  'policy-value-refused': {
    status: 422,
    title: {
      fi: 'Tämä arvo ei sovi tähän sääntöön.',
      sv: 'Det här värdet passar inte för den här regeln.',
      en: 'This value does not fit this rule.',
    },
  },
  'policy-in-the-past': {
    status: 422,
    title: {
      fi: 'Sääntö voi tulla voimaan aikaisintaan tänään.',
      sv: 'En regel kan träda i kraft tidigast i dag.',
      en: 'A rule can come into force today at the earliest.',
    },
  },
});
