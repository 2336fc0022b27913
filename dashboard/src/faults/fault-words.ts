import { faultCode, type FaultCode } from '@etapiste/protocol';
import { msg } from '../i18n/index.js';

/** What is broken, in words. A code of a newer room than this page is still a fault. */
export function faultWords(code: string): string {
  const known = faultCode.safeParse(code);
  return known.success ? wordsOf()[known.data] : msg('Huoneen ohjain ilmoittaa häiriöstä');
}

/** The detail of a fault's event, `code: what the room says`: its words, then the part or reason that only a maintainer needs. */
export function faultEventWords(detail: string): string {
  const [code = '', ...said] = detail.split(': ');
  return said.length > 0 ? `${faultWords(code)} (${said.join(': ')})` : faultWords(code);
}

const wordsOf = (): Record<FaultCode, string> => ({
  'outbox-not-writable': msg('Ohjain ei voi tallentaa kutsuja'),
  'press-refused': msg('Kutsunapin painallus hylättiin'),
  'document-camera-failed': msg('Dokumenttikamera ei kuvaa'),
  'driver-failed': msg('Huoneen laite ei vastaa'),
  'button-stuck': msg('Kutsunappi on jumissa'),
  'battery-low': msg('Langattoman laitteen paristo on vähissä'),
  'sensor-suspect': msg('Läsnäolotunnistin voi olla rikki'),
  'credential-copied': msg('Kaksi konetta käyttää huoneen tunnistetta. Poista laite ja liitä oikea kone uudelleen.'),
});
