import type { AuditAction, AuditEntryView } from '@etapiste/protocol';
import { msg } from '../i18n/index.js';

/** What happened, as a person would say it. */
const words: Record<AuditAction, () => string> = {
  'sign-in.succeeded': () => msg('Kirjautui sisään'),
  'sign-in.failed': () => msg('Kirjautuminen epäonnistui'),
  'sign-in.revoked': () => msg('Kirjautuminen katkaistiin'),
  'sign-out': () => msg('Kirjautui ulos'),
  'account.created': () => msg('Tili luotiin'),
  'account.changed': () => msg('Tiliä muutettiin'),
  'account.closed': () => msg('Tili suljettiin'),
  'grant.given': () => msg('Rooli annettiin'),
  'grant.ended': () => msg('Rooli päätettiin'),
  'device.code-made': () => msg('Laitteen liittämiskoodi luotiin'),
  'device.code-refused': () => msg('Laitteen liittämiskoodi ei kelvannut'),
  'device.enrolled': () => msg('Laite liitettiin'),
  'device.renewed': () => msg('Laitteen varmenne uusittiin'),
  'device.revoked': () => msg('Laitteen oikeudet poistettiin'),
  'device.copied': () => msg('Huoneen tunnistetta käytti kaksi konetta'),
  'command.sent': () => msg('Laitteelle lähetettiin pyyntö'),
  'picture.viewed': () => msg('Dokumenttikameran kuva avattiin'),
  'audit.read': () => msg('Lokia luettiin'),
  'audit.exported': () => msg('Loki ladattiin tiedostoksi'),
  'data.erased': () => msg('Tietoja poistettiin määräajan jälkeen'),
};

export const auditActions = Object.keys(words) as readonly AuditAction[];

/** The words of an action; the bare word of another version. */
export const actionWords = (what: string): string => (what in words ? words[what as AuditAction]() : what);

/** What kind of actor or subject it is, where its name does not say. */
export function kindWords(kind: string): string {
  const kinds: Record<string, string> = {
    person: msg('Henkilö'),
    terminal: msg('Pääte'),
    controller: msg('Ohjain'),
    system: msg('Järjestelmä'),
    account: msg('Tili'),
    grant: msg('Rooli'),
    device: msg('Laite'),
    room: msg('Huone'),
    'sign-in': msg('Kirjautuminen'),
  };
  return kinds[kind] ?? kind;
}

/** The actor by name; after erasure only by kind. */
export const actorWords = ({ actor }: AuditEntryView): string => actor.name ?? kindWords(actor.kind);
