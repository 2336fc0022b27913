import type { CredentialEnding, DeviceKind, Device, DeviceEvent, PartHealth } from '@etapiste/protocol';
import { duration, msg, since, str } from '../i18n/index.js';
import type { DeviceNote } from './device-notes.js';

export function noteWords(note: DeviceNote): string {
  if (note.kind === 'driver-fault') return msg(str`Laite ei toimi: ${note.drivers.join(', ')}`);
  if (note.kind === 'health-old') return msg(str`Ei tietoja ohjaimesta, ${duration(note.ageMs)}`);
  if (note.kind === 'outbox-waiting')
    return note.presses === 1 ? msg('1 painallus odottaa lähetystä') : msg(str`${note.presses} painallusta odottaa lähetystä`);
  if (note.kind === 'voltage-low')
    return note.isNow ? msg('Virtalähde on liian heikko') : msg('Virtalähde on ollut liian heikko käynnistyksen jälkeen');
  if (note.kind === 'hot') return msg('Ohjain on liian kuuma ja hidastaa itseään');
  return msg('Kello ei ole ajassa');
}

/** Whether the controller answers, and since when. */
export function presenceWords({ state, since: at }: Device['presence'], now: Date): string {
  if (state === 'never-seen' || !at) return msg('Ei ole vielä ottanut yhteyttä');
  const sinceThen = since(at, now);
  if (state === 'online') return msg(str`Yhteydessä ${sinceThen}`);
  return state === 'stopped' ? msg(str`Sammutettu ${sinceThen}`) : msg(str`Yhteys poikki ${sinceThen}`);
}

export const cameraWords = (state: Device['documentCamera']): string =>
  ({
    off: msg('Kiinni'),
    starting: msg('Käynnistyy'),
    live: msg('Kuvaa'),
    'no-movement': msg('Kuvaa, ei liikettä'),
    black: msg('Kuva on musta'),
    covered: msg('Kamera on peitetty'),
    'no-device': msg('Kameraa ei löydy'),
    'wrong-device': msg('Väärä kamera'),
    busy: msg('Kamera on varattu toiselle ohjelmalle'),
    failed: msg('Ei kuvaa'),
    unknown: msg('Ei tiedossa'),
  })[state];

export const driverWords = (state: 'ok' | 'fault' | 'simulated'): string =>
  ({ ok: msg('kunnossa'), fault: msg('ei toimi'), simulated: msg('jäljitelty') })[state];

export const partWords = (kind: PartHealth['kind']): string =>
  ({ 'call-button': msg('Kutsunappi'), 'occupancy-sensor': msg('Läsnäolotunnistin'), lamp: msg('Lamppu') })[kind];

/** From the radio's own measure (0–255) to what a person can do something about. */
const linkWords = (quality: number): string => {
  if (quality < 50) return msg('radioyhteys heikko');
  return quality < 100 ? msg('radioyhteys kohtalainen') : msg('radioyhteys hyvä');
};

/** What a part tells of itself; nothing of a part on a wire that works. */
export function partFacts({ battery, linkQuality, silentSeconds }: PartHealth): string {
  const facts = [
    battery === undefined ? undefined : msg(str`paristo ${Math.round(battery)} %`),
    linkQuality === undefined ? undefined : linkWords(linkQuality),
    silentSeconds === undefined ? undefined : msg(str`kuultu ${duration(silentSeconds * 1_000)} sitten`),
  ];
  return facts.filter((fact) => fact !== undefined).join(', ');
}

export const eventWords = (what: DeviceEvent['what']): string =>
  ({
    online: msg('Yhteys syntyi'),
    stopped: msg('Ohjain sammutettiin'),
    lost: msg('Yhteys katkesi'),
    restarted: msg('Ohjain käynnistyi uudelleen'),
    'command-sent': msg('Tunnistuspyyntö lähti'),
    'command-done': msg('Ohjain teki pyynnön'),
    'command-failed': msg('Ohjain ei pystynyt tekemään pyyntöä'),
    'command-timed-out': msg('Ohjain ei vastannut pyyntöön ajoissa'),
    'fault-opened': msg('Häiriö alkoi'),
    'fault-closed': msg('Häiriö päättyi'),
  })[what];

export const deviceKindWords = (kind: DeviceKind): string =>
  ({ controller: msg('Ohjain'), terminal: msg('Asiakkaan näyttö') })[kind];

/** How a credential ended; the time follows. */
export const credentialEndingWords = (because: CredentialEnding): string =>
  ({
    revoked: msg('Poistettu huoneesta'),
    replaced: msg('Korvattu uudella'),
    renewed: msg('Uusittu'),
    expired: msg('Vanhentunut'),
  })[because];
