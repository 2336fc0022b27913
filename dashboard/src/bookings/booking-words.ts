import type { Booking, BookingChannel, BookingDeed, CancelReason, CustomerNeed, WhyNot, WhyNotCode } from '@etapiste/protocol';
import { inLanguage, msg, str } from '../i18n/index.js';

/** By which way a customer asked for a time, as the end of *Varaus tehtiin …*. */
export const channelWords = (): Record<BookingChannel, string> => ({
  'point-phone': msg('Puhelimella pisteeseen'),
  'on-site': msg('Pisteessä paikan päällä'),
  'authority-phone': msg('Viranomaisen puhelinpalvelusta'),
  'service-number': msg('Kunnan palvelunumerosta'),
  'walk-in': msg('Ilman ajanvarausta'),
});

export const needWords = (): Record<CustomerNeed, string> => ({
  interpreter: msg('Tulkki'),
  'sign-language': msg('Viittomakieli'),
  'step-free': msg('Esteetön kulku'),
  'induction-loop': msg('Induktiosilmukka'),
  assistant: msg('Avustaja tulee mukaan'),
  'more-time': msg('Enemmän aikaa'),
});

export const stateWords = (): Record<Booking['state'], string> => ({
  booked: msg('Varattu'),
  arrived: msg('Asiakas paikalla'),
  'no-show': msg('Asiakas ei tullut'),
  cancelled: msg('Peruttu'),
});

export const cancelWords = (): Record<CancelReason, string> => ({
  'customer-asked': msg('Asiakas pyysi'),
  'customer-ill': msg('Asiakas on sairas'),
  'expert-away': msg('Asiantuntija on poissa'),
  'room-closed': msg('Huone ei ole käytössä'),
  'service-unsuitable': msg('Palvelu ei sopinut'),
  'booked-by-mistake': msg('Varattu vahingossa'),
});

export const deedWords = (): Record<BookingDeed, string> => ({
  booked: msg('Aika varattiin'),
  moved: msg('Aika siirrettiin'),
  'customer-changed': msg('Tietoja muutettiin'),
  arrived: msg('Asiakas saapui'),
  'no-show': msg('Asiakas ei tullut'),
  cancelled: msg('Varaus peruttiin'),
});

/** Every rule that can stand against a time, as a sentence of its own. */
export const whyNotWords = (): Record<WhyNotCode, string> => ({
  'in-the-past': msg('Aika on jo mennyt tai alkanut.'),
  'beyond-horizon': msg('Näin kauas ei voi vielä varata.'),
  'too-long': msg('Varaus on pidempi kuin yhdelle kerralle saa varata.'),
  'not-offered-here': msg('Palvelua ei ole tarjolla tässä pisteessä silloin.'),
  'not-by-this-channel': msg('Viranomainen ei anna aikoja tällä varaustavalla.'),
  'outside-service-hours': msg('Etäpalvelua ei anneta tähän kellonaikaan.'),
  'point-closed-then': msg('Piste on silloin kiinni.'),
  'exceptional-hours': msg('Pisteellä on silloin poikkeava aukiolo.'),
  'public-holiday': msg('Päivä on pyhäpäivä.'),
  'closed-eve': msg('Aattona ei palvella.'),
  closure: msg('Piste tai huone on silloin suljettu.'),
  'no-room-then': msg('Pisteessä ei ole silloin huonetta käytössä.'),
  'no-expert-hours': msg('Viranomaisella ei ole silloin asiantuntijaa tähän palveluun.'),
  'expert-exception': msg('Viranomaisen asiantuntijat ovat silloin poissa.'),
  'room-taken': msg('Huone on jo varattu.'),
  'experts-taken': msg('Kaikki asiantuntijat on jo varattu.'),
});

/** One reason with what is known of it: the holiday's name, why it was closed. */
export const whyNotSentence = ({ code, reason }: WhyNot): string => {
  const words = whyNotWords()[code];
  return reason && inLanguage(reason) ? `${words} ${msg(str`Syy: ${inLanguage(reason)}.`)}` : words;
};

export const lengthWords = (slots: 1 | 2): string => (slots === 2 ? msg('2 × 30 min') : msg('30 min'));
