import { css, unsafeCSS } from 'lit';
import { lampBeats, lampPattern, type LampPattern } from '@etapiste/protocol';

/** One pattern of the table that the lamps on the walls play, as an animation that never gets out of step. */
function play(pattern: LampPattern): string {
  const beats = lampBeats[pattern];
  if (beats.length < 2) return '';
  const startOf = (index: number) => beats.slice(0, index).reduce((sum, beat) => sum + beat, 0);
  const length = startOf(beats.length);
  const steps = beats.map((_, index) => `${(100 * startOf(index)) / length}% { opacity: ${index % 2 === 0 ? 1 : 0}; }`);
  return `.light[data-lamp='${pattern}'] { animation: lamp-${pattern} ${length}ms step-end infinite; }
    @keyframes lamp-${pattern} { ${steps.join(' ')} }`;
}

/**
 * The lamp's colours and its light, played from the one table (`lampBeats`). Where nothing may move the light is steady or dark,
 * and the pattern's word stands beside it.
 */
export const lampStyles = css`
  .foot {
    fill: hsl(214 50% 28%);
  }
  .glass {
    fill: var(--lamp-dark);
    stroke: var(--call-edge);
    stroke-width: 3px;
  }
  .light {
    fill: var(--lamp-light);
    opacity: 0;
  }
  .bulb {
    stroke: var(--call-edge);
    stroke-width: 3px;
  }
  .gleam {
    fill: none;
    stroke: hsl(45 100% 91%);
    stroke-width: 4px;
    stroke-linecap: round;
  }
  .light:not([data-lamp='dark']) {
    opacity: 1;
  }
  @media (prefers-reduced-motion: no-preference) {
    ${unsafeCSS(lampPattern.options.map(play).join('\n'))}
  }
  @media (forced-colors: active) {
    .foot {
      fill: CanvasText;
    }
    .glass,
    .bulb {
      stroke: CanvasText;
    }
  }
`;
