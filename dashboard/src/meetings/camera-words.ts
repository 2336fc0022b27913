import type { Room } from '@etapiste/protocol';
import { msg } from '../i18n/index.js';
import type { CameraKnown } from './camera-known.js';

/** Why there is no live picture, and what happens next. */
export interface CoverWords {
  readonly heading: string;
  readonly text: string;
  /** Nothing is wrong: the picture is on its way. */
  readonly isOpening: boolean;
}

/**
 * The most likely cause first: hub, media server, room, camera. By what is known alone, so that who came before a fault and who
 * comes after it read the same; `isBeginning` only says that a camera without a fault has not had its time yet.
 */
export function coverWords({ isHubLost, isVideoAvailable, presence, camera }: CameraKnown, isBeginning = false): CoverWords {
  const hidden = msg('Vanhaa kuvaa ei näytetä. Kuva palaa itsestään, kun se on taas suora.');
  if (isHubLost) return fault(msg('Yhteys palveluun katkesi'), hidden);
  if (!isVideoAvailable) return fault(msg('Videopalvelin ei vastaa'), hidden);
  if (presence !== 'online') return fault(msg('Huoneeseen ei ole yhteyttä'), hidden);
  switch (camera) {
    case 'no-device':
      return fault(msg('Dokumenttikamera ei ole kytkettynä'), msg('Pyydä huoneessa tarkistamaan kameran johto.'));
    case 'wrong-device':
      return fault(msg('Huoneeseen on kytketty väärä kamera'), msg('Pyydä huoneessa kytkemään dokumenttikamera.'));
    case 'busy':
      return fault(msg('Dokumenttikamera on varattu'), msg('Toinen ohjelma käyttää sitä. Huoneen ohjain yrittää uudelleen.'));
    case 'failed':
      return fault(msg('Dokumenttikamera ei toimi'), msg('Huoneen ohjain yrittää käynnistää sen uudelleen.'));
    case 'starting':
      return opening();
    case 'off':
      return isBeginning
        ? opening()
        : fault(msg('Dokumenttikamera on kiinni'), msg('Kuva palaa itsestään, kun kamera avataan uudelleen.'));
    default:
      return isBeginning ? opening() : fault(msg('Paperin kuva ei ole suora'), hidden);
  }
}

const fault = (heading: string, text: string): CoverWords => ({ heading, text, isOpening: false });
const opening = (): CoverWords => ({
  heading: msg('Kuva käynnistyy'),
  text: msg('Huoneen dokumenttikamera avataan.'),
  isOpening: true,
});

/** The same causes, told in the room: what a customer wants to know is who may see the paper. */
export function mirrorCoverWords(known: CameraKnown, isBeginning: boolean): CoverWords {
  const words = coverWords(known, isBeginning);
  if (words.isOpening) return words;
  const isShut = ['off', 'no-device', 'wrong-device', 'busy', 'failed'].includes(known.camera);
  const isSure = isShut && known.presence === 'online' && !known.isHubLost;
  return {
    ...words,
    text: isSure ? msg('Paperi ei näy nyt kenellekään.') : msg('Asiantuntija voi silti nähdä paperin.'),
  };
}

/** What is said on a picture that is live; undefined when there is nothing to say. */
export function badgeWords(camera: Room['documentCamera']['state']): string | undefined {
  if (camera === 'no-movement') return msg('Ei liikettä');
  if (camera === 'black') return msg('Kuva on musta: kamera voi olla peitetty');
  if (camera === 'covered') return msg('Kamera on peitetty');
  return undefined;
}
