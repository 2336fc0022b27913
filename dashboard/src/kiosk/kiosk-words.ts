import type { Call, CallWord } from '@etapiste/protocol';
import { atClock, msg, str } from '../i18n/index.js';
import type { Moment } from './moment.js';

type Calling = Extract<Moment, { kind: 'calling' }>;
type Offline = Extract<Moment, { kind: 'offline' }>;

/** The one heading of a moment and the sentence below it. Also what a screen reader is told when the moment changes. */
export interface MomentWords {
  readonly heading: string;
  readonly lead: string;
  /** A quieter line: when. */
  readonly note?: string | undefined;
}

export function momentWords(moment: Moment, timeZone: string | undefined): MomentWords {
  switch (moment.kind) {
    case 'idle':
      return {
        heading: msg('Tervetuloa etäpalveluun'),
        lead: msg('Tarvitsetko apua? Kutsu palveluneuvoja, niin hän tulee luoksesi.'),
      };
    case 'calling':
      return { heading: wordHeadings()[moment.word], lead: callingLead(moment, timeZone), note: calledAt(moment, timeZone) };
    case 'refused':
      return {
        heading: msg('Kutsu ei mennyt perille'),
        lead: msg('Näyttö ei voi kutsua neuvojaa. Hae apua tiskiltä tai puhelimella.'),
      };
    case 'ended':
      return { heading: msg('Kutsu on päättynyt'), lead: endedLead(moment.call) };
    case 'offline':
      break;
  }
  return {
    heading: msg('Ei yhteyttä juuri nyt'),
    lead: offlineLead(moment),
    note: msg(str`Viimeksi yhteydessä ${atClock(moment.since, timeZone)}.`),
  };
}

const wordHeadings = (): Record<CallWord, string> => ({
  sending: msg('Lähetämme kutsua'),
  stored: msg('Kutsu on tallessa'),
  shown: msg('Palveluneuvoja näkee kutsusi'),
  'on-the-way': msg('Neuvoja on tulossa luoksesi'),
  'not-reached': msg('Neuvojaa ei ole vielä tavoitettu'),
});

function callingLead({ word, isConfirmed, call }: Calling, timeZone: string | undefined): string {
  switch (word) {
    case 'sending':
      return msg('Odota hetki. Näyttö kertoo, kun kutsu on perillä.');
    case 'stored':
      return call?.isStale
        ? msg('Kutsu tuli perille myöhässä, eikä se soi neuvojalle. Jos tarvitset vielä apua, kutsu uudelleen.')
        : msg('Näytämme kutsun nyt palveluneuvojalle. Voit odottaa tässä rauhassa.');
    case 'shown':
      return call?.acknowledgedBy
        ? msg(str`${call.acknowledgedBy.name} vastasi ${answeredAt(call, timeZone)}. Hän tulee luoksesi, kun pääsee.`)
        : msg('Neuvoja tulee luoksesi, kun pääsee. Voit odottaa tässä rauhassa. Sinun ei tarvitse tehdä mitään.');
    case 'on-the-way':
      return msg(str`${call?.onTheWayBy?.name ?? ''} vastasi ${answeredAt(call, timeZone)}. Hän koputtaa oveen.`);
    case 'not-reached':
      break;
  }
  return isConfirmed
    ? msg('Kutsusi on tallessa, ja yritämme koko ajan. Saat apua nopeammin tiskiltä tai puhelimella.')
    : msg('Kutsu ei ole vielä perillä. Yritämme koko ajan. Saat apua nopeammin tiskiltä tai puhelimella.');
}

const answeredAt = (call: Call | undefined, timeZone: string | undefined): string =>
  atClock(call?.acknowledgedAt ?? call?.openedAt ?? new Date(), timeZone);

const calledAt = ({ word, call }: Calling, timeZone: string | undefined): string | undefined =>
  call?.pressedAt && word !== 'on-the-way' ? msg(str`Kutsuit ${atClock(call.pressedAt, timeZone)}.`) : undefined;

function endedLead(call: Call): string {
  const again = msg('Jos tarvitset vielä apua, kutsu uudelleen.');
  switch (call.ending?.by) {
    case 'wall-button':
      return `${msg('Kutsu lopetettiin seinän kutsunapista.')} ${again}`;
    case 'terminal':
      return `${msg('Kutsu lopetettiin tältä näytöltä.')} ${again}`;
    default:
      return `${msg('Palveluneuvoja lopetti kutsun.')} ${again}`;
  }
}

function offlineLead({ own, call }: Offline): string {
  if (own === 'unanswered') return msg('Kutsu ei ole vielä perillä. Yritämme lähettää sen koko ajan.');
  if (call?.state === 'on-the-way')
    return msg('Neuvoja lähti tulemaan luoksesi ennen kuin yhteys katkesi. Näyttö ei voi nyt kutsua uudelleen.');
  if (own === 'stored') return msg('Kutsusi on tallessa. Emme näe juuri nyt, milloin neuvoja tulee.');
  return msg('Näyttö ei voi nyt kutsua neuvojaa. Yritämme yhteyttä uudelleen koko ajan.');
}

/** The second line of the call button; empty while it calls when touched. */
export function buttonNote(moment: Moment, canCall: boolean): string {
  if (canCall) return '';
  if (moment.kind === 'offline') return moment.own === 'unanswered' ? msg('Yritämme koko ajan') : msg('Ei toimi nyt näytöltä');
  if (moment.kind !== 'calling') return '';
  if (moment.word === 'sending') return msg('Lähetämme kutsua');
  if (moment.word === 'on-the-way') return msg('Neuvoja on jo tulossa');
  return moment.word === 'not-reached' ? msg('Yritämme koko ajan') : msg('Kutsu on jo lähetetty');
}

/** What a touch of the button says when it does not call. */
export function touchWords(moment: Moment): string {
  if (moment.kind === 'offline' && moment.own !== 'unanswered')
    return msg('Näyttö ei voi nyt kutsua neuvojaa. Paina seinän kutsunappia.');
  if (moment.kind === 'calling' && moment.word === 'on-the-way')
    return msg('Neuvoja on jo tulossa. Sinun ei tarvitse kutsua uudelleen.');
  if (moment.kind === 'calling' && moment.isConfirmed) return msg('Kutsusi on jo tallessa. Sinun ei tarvitse kutsua uudelleen.');
  return msg('Lähetämme kutsuasi koko ajan. Sinun ei tarvitse painaa uudelleen.');
}

/** What the lamp on the wall does, in words. It knows of a call once the hub has it, and only while its controller is reached. */
export function lampWords({ word, isConfirmed }: Calling, isLampReached: boolean): string {
  if (isConfirmed && !isLampReached) return msg('Seinän lamppuun ei ole nyt yhteyttä. Seuraa tätä näyttöä.');
  switch (word) {
    case 'sending':
      return msg('Nopea vilkku: kutsua lähetetään. Seinän lamppu syttyy, kun kutsu on tallessa.');
    case 'stored':
      return msg('Seinän lamppu vilkkuu hitaasti: kutsu on tallessa.');
    case 'shown':
      return msg('Seinän lamppu palaa: kutsu on näytetty neuvojalle.');
    case 'on-the-way':
      return msg('Seinän lamppu hengittää hitaasti: neuvoja on matkalla.');
    case 'not-reached':
      break;
  }
  return isConfirmed
    ? msg('Seinän lamppu välähtää kahdesti: neuvojaa ei ole tavoitettu.')
    : msg('Kaksi välähdystä: neuvojaa ei ole tavoitettu. Seinän lamppu ei vielä tiedä tästä kutsusta.');
}

/** The way of a call, a line each. The first lines change: what is being done now is not yet done. */
export const stepWords = (word: CallWord): readonly string[] => [
  word === 'sending' ? msg('Kutsua lähetetään') : msg('Kutsu on lähetetty'),
  msg('Kutsu on tallessa'),
  msg('Neuvoja näkee kutsun'),
  msg('Neuvoja on tulossa'),
];
