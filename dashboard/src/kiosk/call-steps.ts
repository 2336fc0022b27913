import { html, nothing, type TemplateResult } from 'lit';
import type { CallWord } from '@etapiste/protocol';
import { msg } from '../i18n/index.js';
import { stepWords } from './kiosk-words.js';

const order: readonly CallWord[] = ['sending', 'stored', 'shown', 'on-the-way'];

/** The way of a call as four steps; the one that stands now is marked by shape, weight and `aria-current`. */
export function callSteps(word: CallWord): TemplateResult {
  const now = order.indexOf(word);
  return html`<ol class="steps">
    ${stepWords(word).map((words, index) => {
      const look = index < now ? 'done' : index === now ? 'now' : '';
      return html`<li class=${look} aria-current=${index === now ? 'step' : nothing}>
        <span class="dot" aria-hidden="true">${index < now ? tick : index + 1}</span>
        <span>${words}${index < now ? html`<span class="hidden-text">, ${msg('valmis')}</span>` : nothing}</span>
      </li>`;
    })}
  </ol>`;
}

const tick = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round">
  <path d="m5 12.5 5 5 9-10.5" stroke-linejoin="round" />
</svg>`;
