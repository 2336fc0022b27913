import { defineProblems } from '../wire/index.js';

export const serviceProblems = defineProblems({
  'authority-unknown': {
    status: 404,
    title: { fi: 'Tätä viranomaista ei ole.', sv: 'Myndigheten finns inte.', en: 'There is no such authority.' },
  },
  'authority-exists': {
    status: 409,
    title: {
      fi: 'Tällä tunnuksella on jo viranomainen.',
      sv: 'Det finns redan en myndighet med den här beteckningen.',
      en: 'There already is an authority with this identifier.',
    },
  },
  'service-unknown': {
    status: 404,
    title: { fi: 'Tätä palvelua ei ole.', sv: 'Tjänsten finns inte.', en: 'There is no such service.' },
  },
  'service-exists': {
    status: 409,
    title: {
      fi: 'Tällä tunnuksella on jo palvelu.',
      sv: 'Det finns redan en tjänst med den här beteckningen.',
      en: 'There already is a service with this identifier.',
    },
  },
  'card-has-markup': {
    status: 422,
    title: {
      fi: 'Palvelukortissa ei saa olla HTML-koodia.',
      sv: 'Servicekortet får inte innehålla HTML-kod.',
      en: 'A service card may not contain HTML.',
    },
  },
  'agreement-unknown': {
    status: 404,
    title: { fi: 'Tätä sopimusta ei ole.', sv: 'Avtalet finns inte.', en: 'There is no such agreement.' },
  },
  'agreement-overlaps': {
    status: 409,
    title: {
      fi: 'Palvelulla on pisteessä jo sopimus näinä päivinä.',
      sv: 'Tjänsten har redan ett avtal vid servicestället för de här dagarna.',
      en: 'The service already has an agreement at the point for these days.',
    },
  },
  'calendar-unknown': {
    status: 404,
    title: { fi: 'Tätä kalenteria ei ole.', sv: 'Kalendern finns inte.', en: 'There is no such calendar.' },
  },
});
