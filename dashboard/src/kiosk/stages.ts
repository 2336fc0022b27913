import { html, nothing, type TemplateResult } from 'lit';
import type { LampPattern } from '@etapiste/protocol';
import { quietRoom } from '../drawings/room-drawing.js';
import '../drawings/lamp-picture.js';
import '../drawings/room-picture.js';
import { msg } from '../i18n/index.js';
import { callSteps } from './call-steps.js';
import { helpWays } from './help-ways.js';
import type { KeptPoint } from './kept-point.js';
import { lampWords, momentWords } from './kiosk-words.js';
import { momentMark } from './moment-mark.js';
import type { Moment } from './moment.js';

/** What a stage needs besides its moment. */
export interface StageKnown {
  readonly point: KeptPoint | undefined;
  /** Whether the room's controller, and so the lamp and the wall button, are reached. */
  readonly isRoomReached: boolean;
  /** Whether a camera of the room may be open now: then nothing says that it is shut. */
  readonly isCameraShut: boolean;
  /** What the lamp on the wall shows while no call is under way. */
  readonly quietLamp: LampPattern;
  /** What the customer can do in the stage itself, below the words. */
  readonly deed: TemplateResult | undefined;
}

/** The stage of a moment: what is so on the left (above, when upright), what to do or expect beside it. */
export function stage(moment: Moment, known: StageKnown): TemplateResult {
  const { heading, lead, note } = momentWords(moment, known.point?.timeZone);
  return html`<div class="stage ${moment.kind}">
    <section class="big">
      ${momentMark(moment)}
      <h1>${heading}</h1>
      <p class="lead">${lead}</p>
      ${note ? html`<p class="quiet">${note}</p>` : nothing} ${moment.kind === 'idle' ? privacy(known) : nothing} ${known.deed}
    </section>
    ${beside(moment, known)}
  </div>`;
}

function beside(moment: Moment, known: StageKnown): TemplateResult | typeof nothing {
  switch (moment.kind) {
    case 'idle':
      return html`<section class="side">${drawnRoom(known)} ${how(known)}</section>`;
    case 'offline':
      return html`<section class="side">${helpWays(known.point, true)}</section>`;
    case 'refused':
      return html`<section class="side">${helpWays(known.point, known.isRoomReached)}</section>`;
    case 'ended':
      return nothing;
    case 'calling':
      return calling(moment, known);
  }
  moment satisfies never;
  return nothing;
}

function calling(moment: Extract<Moment, { kind: 'calling' }>, known: StageKnown): TemplateResult {
  const isNotReached = moment.word === 'not-reached';
  if (isNotReached && moment.isHubGone) return html`<section class="side">${helpWays(known.point, true)}</section>`;
  return html`<section class="panel">
    <h2>${isNotReached ? msg('Näin saat apua heti') : msg('Missä kutsusi on')}</h2>
    ${isNotReached ? helpWays(known.point, false) : callSteps(moment.word)}
    <div class="lampline">
      ${moment.isConfirmed && !known.isRoomReached ? nothing : html`<lamp-picture .pattern=${moment.word}></lamp-picture>`}
      <p>${lampWords(moment, known.isRoomReached)}</p>
    </div>
  </section>`;
}

/** Where the button and the lamp are, and what the lamp shows. The person in it is any customer: nobody is watched here. */
const drawnRoom = ({ quietLamp, isCameraShut }: StageKnown) =>
  html`<room-picture class="drawing" .room=${{ ...quietRoom, lamp: quietLamp, isFilming: !isCameraShut }}></room-picture>`;

/** Three things in the order in which they happen. */
const how = (known: StageKnown) =>
  html`<ol class="how">
    <li><b aria-hidden="true">1</b><span>${msg('Kosketa nappia Kutsu palveluneuvoja.')}</span></li>
    <li>
      <b aria-hidden="true">2</b
      ><span
        >${known.isRoomReached ? msg('Näyttö ja seinän lamppu kertovat, missä kutsusi on.') : msg('Näyttö kertoo, missä kutsusi on.')}</span
      >
    </li>
    <li><b aria-hidden="true">3</b><span>${msg('Palveluneuvoja tulee luoksesi.')}</span></li>
  </ol>`;

const privacy = (known: StageKnown) =>
  known.isCameraShut
    ? html`<p class="priv quiet">
        <wa-icon name="camera-off" aria-hidden="true"></wa-icon><wa-icon name="microphone-off" aria-hidden="true"></wa-icon>
        <span>${msg('Kamera ja mikrofoni ovat kiinni.')}</span>
      </p>`
    : nothing;
