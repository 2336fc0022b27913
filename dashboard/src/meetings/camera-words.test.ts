import { describe, expect, test } from 'vitest';
import type { CameraKnown } from './camera-known.js';
import { badgeWords, coverWords, mirrorCoverWords } from './camera-words.js';

const allWell: CameraKnown = { isHubLost: false, isVideoAvailable: true, presence: 'online', camera: 'live' };
const headingOf = (change: Partial<CameraKnown>) => coverWords({ ...allWell, ...change }).heading;

describe('why there is no picture', () => {
  test('each cause has words of its own', () => {
    expect(headingOf({ isHubLost: true })).toBe('Yhteys palveluun katkesi');
    expect(headingOf({ isVideoAvailable: false })).toBe('Videopalvelin ei vastaa');
    expect(headingOf({ presence: 'lost' })).toBe('Huoneeseen ei ole yhteyttä');
    expect(headingOf({ camera: 'no-device' })).toBe('Dokumenttikamera ei ole kytkettynä');
    expect(headingOf({ camera: 'wrong-device' })).toBe('Huoneeseen on kytketty väärä kamera');
    expect(headingOf({ camera: 'busy' })).toBe('Dokumenttikamera on varattu');
    expect(headingOf({ camera: 'failed' })).toBe('Dokumenttikamera ei toimi');
    expect(headingOf({ camera: 'off' })).toBe('Dokumenttikamera on kiinni');
    expect(headingOf({ camera: 'starting' })).toBe('Kuva käynnistyy');
    expect(headingOf({})).toBe('Paperin kuva ei ole suora');
  });

  test('what is further away explains what is nearer: a lost room hides its camera’s last word', () => {
    expect(headingOf({ presence: 'lost', camera: 'no-device' })).toBe('Huoneeseen ei ole yhteyttä');
    expect(headingOf({ isHubLost: true, isVideoAvailable: false, presence: 'lost' })).toBe('Yhteys palveluun katkesi');
  });
});

describe('in the room itself', () => {
  const textOf = (change: Partial<CameraKnown>) => mirrorCoverWords({ ...allWell, ...change }, false).text;

  test('nobody sees the paper is said only where the camera gives no picture to anybody', () => {
    for (const camera of ['off', 'no-device', 'wrong-device', 'busy', 'failed'] as const)
      expect(textOf({ camera })).toBe('Paperi ei näy nyt kenellekään.');
    const unsure = [{}, { isHubLost: true }, { presence: 'lost' }, { isHubLost: true, camera: 'off' }] as const;
    for (const known of unsure) expect(textOf(known)).toBe('Asiantuntija voi silti nähdä paperin.');
  });

  test('a picture that begins reads as it does for the expert', () => {
    expect(mirrorCoverWords(allWell, true)).toEqual(coverWords(allWell, true));
  });
});

describe('who comes late', () => {
  const faults: Partial<CameraKnown>[] = [
    { isHubLost: true },
    { isVideoAvailable: false },
    { presence: 'lost' },
    ...(['no-device', 'wrong-device', 'busy', 'failed', 'starting'] as const).map((camera) => ({ camera })),
  ];
  test.each(faults)('reads of %o what those read who were there before', (change) => {
    const known = { ...allWell, ...change };
    expect(coverWords(known, true)).toEqual(coverWords(known, false));
  });
  test('reads that the picture begins only as long as nothing is known to be wrong', () => {
    expect(coverWords(allWell, true).heading).toBe('Kuva käynnistyy');
    expect(coverWords({ ...allWell, camera: 'off' }, true).heading).toBe('Kuva käynnistyy');
    expect(coverWords(allWell, false).heading).toBe('Paperin kuva ei ole suora');
  });
});

describe('what is said on a live picture', () => {
  test('a still paper is a badge, not an alarm; a moving one says nothing', () => {
    expect(badgeWords('no-movement')).toBe('Ei liikettä');
    expect(badgeWords('live')).toBeUndefined();
  });
  test('a black picture says that the camera may be covered', () => {
    expect(badgeWords('black')).toBe('Kuva on musta: kamera voi olla peitetty');
    expect(badgeWords('covered')).toBe('Kamera on peitetty');
  });
});
