import type { Room } from '@etapiste/protocol';
import { msg } from '../i18n/index.js';

/** What a page knows about a document camera besides its own frames. */
export interface CameraKnown {
  readonly isHubLost: boolean;
  readonly isVideoAvailable: boolean;
  readonly presence: Room['presence']['state'];
  readonly camera: Room['documentCamera']['state'];
}

/** Why there is no live picture, and what happens next. */
export interface CoverWords {
  readonly heading: string;
  readonly text: string;
}

/** The most likely cause first: hub, media server, room, camera. */
export function coverWords({ isHubLost, isVideoAvailable, presence, camera }: CameraKnown): CoverWords {
  const hidden = msg('Vanhaa kuvaa ei näytetä. Kuva palaa itsestään, kun se on taas suora.');
  if (isHubLost) return { heading: msg('Yhteys palveluun katkesi'), text: hidden };
  if (!isVideoAvailable) return { heading: msg('Videopalvelin ei vastaa'), text: hidden };
  if (presence !== 'online') return { heading: msg('Huoneeseen ei ole yhteyttä'), text: hidden };
  switch (camera) {
    case 'no-device':
      return { heading: msg('Dokumenttikamera ei ole kytkettynä'), text: msg('Pyydä huoneessa tarkistamaan kameran johto.') };
    case 'wrong-device':
    case 'busy':
    case 'failed':
      return { heading: msg('Dokumenttikamera ei toimi'), text: msg('Huoneen ohjain yrittää käynnistää sen uudelleen.') };
    default:
      return { heading: msg('Paperin kuva ei ole suora'), text: hidden };
  }
}

/** What is said on a picture that is live; undefined when there is nothing to say. */
export function badgeWords(camera: Room['documentCamera']['state']): string | undefined {
  if (camera === 'no-movement') return msg('Ei liikettä');
  if (camera === 'black' || camera === 'covered') return msg('Kuva on musta: kamera voi olla peitetty');
  return undefined;
}
