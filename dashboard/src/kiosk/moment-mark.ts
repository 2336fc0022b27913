import { html, svg, type TemplateResult } from 'lit';
import '../ui/status-mark.js';
import type { Moment } from './moment.js';

/** The silhouette of a moment: each has its own, so that a grey print still reads (GUIDE, principle 3). */
export function momentMark(moment: Moment): TemplateResult {
  switch (moment.kind) {
    case 'offline':
      return html`<status-mark class="mark" status="off"></status-mark>`;
    case 'refused':
      return html`<status-mark class="mark" status="fault"></status-mark>`;
    case 'ended':
      return html`<status-mark class="mark" status="free"></status-mark>`;
    case 'idle':
      return html``;
    case 'calling':
      return wordMark(moment.word);
  }
  moment satisfies never;
  return html``;
}

const wordMark = (word: Extract<Moment, { kind: 'calling' }>['word']): TemplateResult => {
  switch (word) {
    case 'sending':
      return drawn('sending', paperPlane);
    case 'stored':
      return drawn('stored', tray);
    case 'shown':
      return drawn('shown', eye);
    case 'on-the-way':
      return html`<status-mark class="mark" status="way"></status-mark>`;
    case 'not-reached':
      return html`<status-mark class="mark" status="missed"></status-mark>`;
  }
  word satisfies never;
  return html``;
};

const drawn = (word: string, drawing: TemplateResult): TemplateResult =>
  html`<svg
    class="mark drawn ${word}"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.9"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${drawing}
  </svg>`;

const paperPlane = svg`<path d="M22 2.4 2 10.2l7.6 3.9L13.6 22z" /><path d="M22 2.4 9.6 14.1" />`;
const tray = svg`<path d="M2.2 13.2v6a2.3 2.3 0 0 0 2.3 2.3h15a2.3 2.3 0 0 0 2.3-2.3v-6h-5.6l-1.5 2.8H9.3l-1.5-2.8z" /><path d="m12 2 4.2 4.2L12 10.4 7.8 6.2z" fill="currentColor" />`;
const eye = svg`<path d="M1.6 12S5.2 5.3 12 5.3 22.4 12 22.4 12 18.8 18.7 12 18.7 1.6 12 1.6 12z" /><circle cx="12" cy="12" r="2.9" />`;
