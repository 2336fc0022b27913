import {
  deviceKind,
  erasureResult,
  role,
  scope,
  type AuditAction,
  type AuditEntryView,
  type ErasureResult,
} from '@etapiste/protocol';
import { ruleWords } from '../erasure/index.js';
import { fullDay, msg } from '../i18n/index.js';
import { roleName, scopeName } from '../people/index.js';

/** What happened, as a person would say it. */
const words: Record<AuditAction, () => string> = {
  'sign-in.succeeded': () => msg('Kirjautui sisään'),
  'sign-in.failed': () => msg('Kirjautuminen epäonnistui'),
  'sign-in.revoked': () => msg('Kirjautuminen katkaistiin'),
  'sign-out': () => msg('Kirjautui ulos'),
  'account.created': () => msg('Käyttäjä lisättiin'),
  'account.changed': () => msg('Käyttäjän tietoja muutettiin'),
  'account.closed': () => msg('Käyttäjä poistettiin käytöstä'),
  'grant.given': () => msg('Rooli annettiin'),
  'grant.ended': () => msg('Rooli päätettiin'),
  'device.code-made': () => msg('Laitteen liittämiskoodi luotiin'),
  'device.code-refused': () => msg('Laitteen liittämiskoodi ei kelvannut'),
  'device.enrolled': () => msg('Laite liitettiin'),
  'device.renewed': () => msg('Laitteen varmenne uusittiin'),
  'device.revoked': () => msg('Laite poistettiin käytöstä'),
  'device.copied': () => msg('Huoneen tunnistetta käytti kaksi konetta'),
  'point.created': () => msg('Palvelupiste lisättiin'),
  'point.changed': () => msg('Palvelupisteen tietoja muutettiin'),
  'room.created': () => msg('Tila lisättiin'),
  'room.changed': () => msg('Tilan tietoja muutettiin'),
  'closure.added': () => msg('Piste tai tila suljettiin joksikin aikaa'),
  'closure.changed': () => msg('Sulun aikaa tai syytä muutettiin'),
  'closure.ended': () => msg('Sulku peruttiin'),
  'policy.set': () => msg('Sääntöä muutettiin'),
  'command.sent': () => msg('Laitteelle lähetettiin pyyntö'),
  'picture.viewed': () => msg('Dokumenttikameran kuva avattiin'),
  'audit.read': () => msg('Lokia luettiin'),
  'audit.exported': () => msg('Loki ladattiin tiedostoksi'),
  'authority.created': () => msg('Viranomainen lisättiin'),
  'authority.changed': () => msg('Viranomaisen nimeä muutettiin'),
  'service.created': () => msg('Palvelu lisättiin'),
  'service.changed': () => msg('Palvelua muutettiin'),
  'service-card.published': () => msg('Palvelukortti julkaistiin'),
  'agreement.created': () => msg('Palvelu tuotiin pisteeseen'),
  'agreement.changed': () => msg('Sopimuksen päiviä muutettiin'),
  'calendar.created': () => msg('Kalenteri lisättiin'),
  'calendar.changed': () => msg('Kalenteria muutettiin'),
  'booking.made': () => msg('Aika varattiin'),
  'booking.moved': () => msg('Varaus siirrettiin'),
  'booking.changed': () => msg('Varauksen asiakastietoja muutettiin'),
  'booking.arrived': () => msg('Asiakas merkittiin saapuneeksi'),
  'booking.no-show': () => msg('Asiakas merkittiin saapumatta jääneeksi'),
  'booking.cancelled': () => msg('Varaus peruttiin'),
  'queue.joined': () => msg('Asiakas jäi jonoon'),
  'queue.left': () => msg('Asiakas lähti jonosta'),
  'data.erased': () => msg('Tietoja poistettiin määräajan jälkeen'),
};

export const auditActions = Object.keys(words) as readonly AuditAction[];

/** The words of an action; the bare word of another version. */
export const actionWords = (what: string): string => (what in words ? words[what as AuditAction]() : what);

/** What kind of actor or subject it is, where its name does not say. */
export function kindWords(kind: string): string {
  const kinds: Record<string, string> = {
    person: msg('Henkilö'),
    terminal: msg('Asiakkaan näyttö'),
    controller: msg('Ohjain'),
    system: msg('Järjestelmä'),
    account: msg('Käyttäjä'),
    grant: msg('Rooli'),
    device: msg('Laite'),
    room: msg('Huone'),
    point: msg('Palvelupiste'),
    closure: msg('Sulku'),
    policy: msg('Sääntö'),
    'sign-in': msg('Kirjautuminen'),
    enrolment: msg('Laitteen koodi'),
    credential: msg('Liitetty laite'),
    mail: msg('Sähköposti'),
    authority: msg('Viranomainen'),
    service: msg('Palvelu'),
    agreement: msg('Sopimus'),
    calendar: msg('Kalenteri'),
    booking: msg('Varaus'),
    'queue-entry': msg('Jonottava asiakas'),
  };
  return kinds[kind] ?? kind;
}

/** What a detail is about; the bare word of one that nobody has named. */
export function detailName(name: string): string {
  const names: Record<string, string> = {
    name: msg('Nimi'),
    userName: msg('Käyttäjätunnus'),
    role: msg('Rooli'),
    scope: msg('Missä'),
    validFrom: msg('Alkaa'),
    validTo: msg('Päättyy'),
    password: msg('Salasana'),
    method: msg('Tapa'),
    provider: msg('Kirjautumispalvelu'),
    issuer: msg('Kirjautumispalvelu'),
    agent: msg('Selain'),
    kind: msg('Laite'),
    roomId: msg('Huone'),
    serial: msg('Varmenteen numero'),
    command: msg('Pyyntö'),
    day: msg('Päivä'),
    results: msg('Poistetut tiedot'),
    accountId: msg('Käyttäjä'),
    grantId: msg('Roolin tunnus'),
  };
  return names[name] ?? name;
}

/** What a run of erasure leaves in the trail. */
const erasedOf = erasureResult.pick({ rule: true, erased: true }).array();

function erasedWords(results: readonly Pick<ErasureResult, 'rule' | 'erased'>[]): string {
  const some = results.filter(({ erased }) => erased > 0);
  if (some.length === 0) return msg('Ei mitään poistettavaa');
  return some.map(({ rule, erased }) => `${ruleWords(rule)}: ${erased}`).join(', ');
}

/** A detail as it can be read: nothing for what has no value. */
export function detailValue(name: string, value: unknown): string {
  if (name === 'role' && role.safeParse(value).success) return roleName(role.parse(value));
  if (name === 'kind' && deviceKind.safeParse(value).success) return kindWords(deviceKind.parse(value));
  const choices: Record<string, string> = {
    'method password': msg('Salasana'),
    'method provider': msg('Kirjautumispalvelu'),
    'method demo': msg('Esittely'),
    'password own': msg('Oma'),
    'password one-time': msg('Kertasalasana'),
  };
  const known = choices[`${name} ${String(value)}`];
  if (known) return known;
  const where = name === 'scope' ? scope.safeParse(value) : undefined;
  if (where?.success) return scopeName(where.data, []);
  const erased = name === 'results' ? erasedOf.safeParse(value) : undefined;
  if (erased?.success) return erasedWords(erased.data);
  if ((name === 'validFrom' || name === 'validTo' || name === 'day') && typeof value === 'string') return fullDay(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The actor by name; after erasure only by kind. */
export const actorWords = ({ actor }: AuditEntryView): string => actor.name ?? kindWords(actor.kind);
