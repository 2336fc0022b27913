import type {
  BookingChannel,
  BookingDeed,
  BookingState,
  CancelReason,
  CustomerNeed,
  Language,
  WhyNot,
  WhyNotCode,
} from '@etapiste/protocol';
import { inLanguage, msg, str } from '../i18n/index.js';

/** By which way somebody booked. */
export const channelWords: Record<BookingChannel, () => string> = {
  'point-phone': () => msg('Soitto pisteeseen'),
  'on-site': () => msg('Paikan päällä'),
  'authority-phone': () => msg('Viranomaisen puhelinpalvelu'),
  'service-number': () => msg('Kaupungin palvelunumero'),
  'walk-in': () => msg('Ilman ajanvarausta'),
};

export const needWords: Record<CustomerNeed, () => string> = {
  interpreter: () => msg('Tulkki'),
  'sign-language': () => msg('Viittomakieli'),
  'step-free': () => msg('Esteetön pääsy'),
  'induction-loop': () => msg('Induktiosilmukka'),
  assistant: () => msg('Avustaja mukana'),
  'more-time': () => msg('Tarvitsee enemmän aikaa'),
};

export const languageWords: Record<Language, () => string> = {
  fi: () => msg('suomi'),
  sv: () => msg('ruotsi'),
  en: () => msg('englanti'),
};

export const stateWords: Record<BookingState, () => string> = {
  booked: () => msg('Varattu'),
  arrived: () => msg('Asiakas paikalla'),
  'no-show': () => msg('Asiakas ei saapunut'),
  cancelled: () => msg('Peruttu'),
};

export const cancelWords: Record<CancelReason, () => string> = {
  'customer-asked': () => msg('Asiakas perui'),
  'customer-ill': () => msg('Asiakas on sairas'),
  'expert-away': () => msg('Asiantuntija on poissa'),
  'room-closed': () => msg('Tila on suljettu'),
  'service-unsuitable': () => msg('Asia ei sovi etäpalveluun'),
  'booked-by-mistake': () => msg('Varattu vahingossa'),
};

export const deedWords: Record<BookingDeed, () => string> = {
  booked: () => msg('Aika varattiin'),
  moved: () => msg('Aika siirrettiin'),
  'customer-changed': () => msg('Asiakkaan tietoja muutettiin'),
  arrived: () => msg('Asiakas saapui'),
  'no-show': () => msg('Asiakas ei saapunut'),
  cancelled: () => msg('Aika peruttiin'),
};

const whyWords: Record<WhyNotCode, () => string> = {
  'in-the-past': () => msg('Aika on jo mennyt.'),
  'beyond-horizon': () => msg('Näin kauas ei vielä varata aikoja.'),
  'too-long': () => msg('Näin pitkää aikaa ei voi varata.'),
  'not-offered-here': () => msg('Tätä palvelua ei ole tässä pisteessä silloin.'),
  'not-by-this-channel': () => msg('Näitä aikoja ei varata tällä tavalla.'),
  'outside-service-hours': () => msg('Etäpalvelua ei anneta tähän aikaan.'),
  'point-closed-then': () => msg('Piste on silloin kiinni.'),
  'exceptional-hours': () => msg('Pisteellä on silloin poikkeusaika.'),
  'public-holiday': () => msg('Silloin on pyhäpäivä.'),
  'closed-eve': () => msg('Silloin on aatto, eikä etäpalvelua anneta.'),
  closure: () => msg('Tila on silloin suljettu.'),
  'no-room-then': () => msg('Pisteessä ei ole silloin tilaa käytössä.'),
  'no-expert-hours': () => msg('Asiantuntijat eivät palvele tähän aikaan.'),
  'expert-exception': () => msg('Asiantuntijat ovat silloin poikkeuksellisesti poissa.'),
  'room-taken': () => msg('Tila on jo varattu.'),
  'experts-taken': () => msg('Asiantuntijat on jo varattu.'),
};

/** Why a time cannot be booked, in a sentence; with the name of the holiday or the reason of the closure. */
export const whyNotWords = ({ code, reason }: WhyNot): string =>
  reason ? msg(str`${whyWords[code]()} ${inLanguage(reason)}.`) : whyWords[code]();
