import { html, nothing } from 'lit';
import { clockToSecond, msg, str } from '../i18n/index.js';
import type { PictureState } from './live-picture.controller.js';
import { sparedWords } from './paper-viewing.js';
import type { CameraKnown } from './camera-known.js';
import { badgeWords, coverWords, mirrorCoverWords, type CoverWords } from './camera-words.js';

/** Where a picture is shown: alone, with tools for who works with it, or in the room as what the expert sees. */
export type ViewerMode = 'plain' | 'tools' | 'mirror';

/** All that is known of a picture on the stage. */
export interface Told {
  readonly state: PictureState;
  readonly known: CameraKnown;
  readonly mode: ViewerMode;
  readonly frozenAt: Date | undefined;
  /** The live picture is shown without the look that was chosen. */
  readonly isSpared: boolean;
  readonly goBack: () => void;
}

/** What is said over a picture. A cover hides what is live and what is frozen alike. */
export function pictureTold({ state, known, mode, frozenAt, isSpared, goBack }: Told) {
  if (mode === 'mirror' && state !== 'live') return cover(mirrorCoverWords(known, state !== 'covered'), 'status');
  if (state === 'none') return nothing;
  if (state !== 'live') return cover(coverWords(known, state === 'starting'), 'alert');
  return html`${frozenAt ? frozenBand(frozenAt, goBack) : nothing} ${plates(known, mode)}
  ${isSpared && !frozenAt ? html`<span class="plate spared">${sparedWords()}</span>` : nothing}`;
}

/** What lies over a picture that is not live; how urgently it is spoken, when something is wrong. */
function cover({ heading, text, isOpening }: CoverWords, urgency: 'status' | 'alert') {
  return html`<div class="cover" role=${isOpening ? 'status' : urgency}>
    <wa-icon name=${isOpening ? 'hourglass' : 'camera-off'} aria-hidden="true"></wa-icon>
    <h2>${heading}</h2>
    <p>${text}</p>
  </div>`;
}

/** What is said of the live picture, on it: that it is live, or that the page cannot know; and what it shows. */
function plates(known: CameraKnown, mode: ViewerMode) {
  const badge = badgeWords(known.camera);
  const live = mode === 'mirror' ? msg('Asiantuntija näkee tämän') : msg('Kuva on suora');
  return html`${
    known.isHubLost
      ? html`<span class="plate unsure" role="status"
          ><wa-icon name="warning" aria-hidden="true"></wa-icon>${msg('Emme voi varmistaa huoneen tilaa')}</span
        >`
      : html`<span class="plate live">${live}</span>`
  }
  ${
    badge
      ? html`<span class="plate badge" role="status"><wa-icon name="info" aria-hidden="true"></wa-icon>${badge}</span>`
      : nothing
  }`;
}

/** Across a picture that stands still on purpose, with the way back. */
function frozenBand(at: Date, goBack: () => void) {
  return html`<div class="band">
    <wa-icon name="pause" aria-hidden="true"></wa-icon>
    <p>${frozenWords(at)}</p>
    <button type="button" @click=${goBack}>${msg('Palaa suoraan kuvaan')}</button>
  </div>`;
}

export const frozenWords = (at: Date): string => msg(str`Pysäytetty kuva, klo ${clockToSecond(at)} – ei suora`);
