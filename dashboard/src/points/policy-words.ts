import type { OpeningHours, Policy, PolicyName } from '@etapiste/protocol';
import { msg } from '../i18n/index.js';
import { hoursWords } from './hours-words.js';

type Unit = 's' | 'min' | 'days' | 'kbps' | 'slots' | 'hours' | 'eves';

interface Words {
  readonly name: () => string;
  readonly unit: Unit;
}

/** Every rule as people say it, and in what it is measured. A rule without words does not compile. */
export const policyWords: Record<PolicyName, Words> = {
  serviceHours: { name: () => msg('Etäpalvelua annetaan enintään'), unit: 'hours' },
  closedEves: { name: () => msg('Aatot, jolloin ei palvella'), unit: 'eves' },
  bookingMaxSlots: { name: () => msg('Peräkkäisiä aikoja yhdessä varauksessa enintään'), unit: 'slots' },
  bookingHorizonDays: { name: () => msg('Kuinka pitkälle eteenpäin aikoja saa varata'), unit: 'days' },
  bookingHoldSeconds: { name: () => msg('Kuinka kauan avoin lomake pitää aikaa varattuna'), unit: 's' },
  bookingLateMinutes: { name: () => msg('Milloin asiakas on myöhässä'), unit: 'min' },
  bookingNoShowMinutes: { name: () => msg('Milloin kysytään, jääkö asiakas tulematta'), unit: 'min' },
  callLockoutSeconds: { name: () => msg('Toinen painallus tässä ajassa on sama kutsu'), unit: 's' },
  callReceiptSeconds: { name: () => msg('Missä ajassa kutsun pitää näkyä neuvojalla'), unit: 's' },
  callNotReachedSeconds: { name: () => msg('Milloin asiakkaalle kerrotaan, ettei kutsu mennyt perille'), unit: 's' },
  callEscalateSeconds: { name: () => msg('Milloin vastaamaton kutsu menee eteenpäin'), unit: 's' },
  callStaleMinutes: { name: () => msg('Tätä vanhempi painallus ei enää soi'), unit: 'min' },
  callEndPressSeconds: { name: () => msg('Kuinka pitkä painallus lopettaa kutsun'), unit: 's' },
  announcedTestMinutes: { name: () => msg('Dokumenttikameran koe kestää enintään'), unit: 'min' },
  roomLineKbps: { name: () => msg('Tilan verkkoyhteys ulospäin'), unit: 'kbps' },
  occupancyHoldSeconds: { name: () => msg('Milloin hiljainen tila on tyhjä'), unit: 's' },
  auditDetailsDays: { name: () => msg('Lokin tarkat tiedot säilyvät'), unit: 'days' },
  callPersonalDays: { name: () => msg('Neuvojan nimi päättyneessä kutsussa säilyy'), unit: 'days' },
  mailDays: { name: () => msg('Lähetetyt viestit säilyvät'), unit: 'days' },
  signInDays: { name: () => msg('Päättyneet kirjautumiset säilyvät'), unit: 'days' },
  bookingCustomerDays: { name: () => msg('Asiakkaan tiedot säilyvät käynnin jälkeen'), unit: 'days' },
  bookingPersonalDays: { name: () => msg('Varauksen tekijän nimi säilyy'), unit: 'days' },
};

/** What holds for all points alike. */
export const isForAllOnly = (name: PolicyName): boolean => retention.has(name);

/** Rules by what they are about, in the order in which they are read. */
export const policyGroups: readonly { readonly words: () => string; readonly names: readonly PolicyName[] }[] = [
  {
    words: () => msg('Ajanvaraus'),
    names: [
      'serviceHours',
      'closedEves',
      'bookingMaxSlots',
      'bookingHorizonDays',
      'bookingHoldSeconds',
      'bookingLateMinutes',
      'bookingNoShowMinutes',
    ],
  },
  {
    words: () => msg('Kutsut ja tilat'),
    names: [
      'callLockoutSeconds',
      'callReceiptSeconds',
      'callNotReachedSeconds',
      'callEscalateSeconds',
      'callStaleMinutes',
      'callEndPressSeconds',
      'announcedTestMinutes',
      'roomLineKbps',
      'occupancyHoldSeconds',
    ],
  },
  {
    words: () => msg('Tietojen säilytys'),
    names: ['auditDetailsDays', 'callPersonalDays', 'mailDays', 'signInDays', 'bookingCustomerDays', 'bookingPersonalDays'],
  },
];
const retention: ReadonlySet<PolicyName> = new Set(policyGroups[2]?.names);

export const unitWords: Record<Unit, () => string> = {
  s: () => msg('sekuntia'),
  min: () => msg('minuuttia'),
  days: () => msg('päivää'),
  kbps: () => msg('kbit/s'),
  slots: () => msg('puolen tunnin aikaa'),
  hours: () => '',
  eves: () => '',
};

export const eveWords: Record<string, () => string> = {
  'midsummer-eve': () => msg('juhannusaatto'),
  'christmas-eve': () => msg('jouluaatto'),
  'new-years-eve': () => msg('uudenvuodenaatto'),
};

/** The value of a rule with its unit: `120 sekuntia`. */
export function valueWords(name: PolicyName, value: Policy['value']): string {
  const { unit } = policyWords[name];
  if (!Array.isArray(value)) return `${value} ${unitWords[unit]()}`;
  if (value.length === 0) return unit === 'eves' ? msg('ei minään aattona') : msg('ei koskaan');
  if (unit === 'hours') return (value as OpeningHours[]).map(hoursWords).join('; ');
  if (unit === 'eves') return (value as string[]).map((eve) => eveWords[eve]?.() ?? eve).join(', ');
  return `${value.join(', ')} ${unitWords[unit]()}`;
}
