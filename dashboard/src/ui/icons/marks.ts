/**
 * The status marks (GUIDE, status vocabulary): every state has its own silhouette, so that a page printed in grey still
 * reads. Each is drawn on a 24 × 24 plate; inner shapes are cut out of a filled outline so that one colour is enough.
 */
const filled = (outline: string, inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="currentColor" fill-rule="evenodd"><path d="${outline}${inside}"/></svg>`;

const lined = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">${content}</svg>`;

export const marks = {
  /** Ring with a tick: free. */
  'm-free': lined('<circle cx="12" cy="12" r="9.6" stroke-width="2.6"/><path d="m7.7 12.4 3 3 5.6-6.4" stroke-width="2.4"/>'),
  /** Square with a person: in use. */
  'm-use': filled(
    'M4.5 1.5h15a3 3 0 0 1 3 3v15a3 3 0 0 1-3 3h-15a3 3 0 0 1-3-3v-15a3 3 0 0 1 3-3z',
    'M12 5.4a3.6 3.6 0 1 0 0 7.2 3.6 3.6 0 0 0 0-7.2zM5.6 19.4h12.8c-.3-3.3-2.9-5.2-6.4-5.2s-6.1 1.9-6.4 5.2z',
  ),
  /** Diamond with a bell: calling. */
  'm-call': filled(
    'M10.8.9a1.7 1.7 0 0 1 2.4 0l9.9 9.9a1.7 1.7 0 0 1 0 2.4l-9.9 9.9a1.7 1.7 0 0 1-2.4 0L.9 13.2a1.7 1.7 0 0 1 0-2.4z',
    'M12 5.6c-2.7 0-4.4 1.9-4.4 4.4v2.7l-1.5 2.2c-.4.5 0 1.1.6 1.1h10.6c.6 0 1-.6.6-1.1l-1.5-2.2V10c0-2.5-1.7-4.4-4.4-4.4zM10 17.2h4a2 2 0 0 1-4 0z',
  ),
  /** Hollow diamond with an exclamation mark: a call that has reached nobody. */
  'm-missed': lined(
    '<path d="M12 1.7 22.3 12 12 22.3 1.7 12z" stroke-width="2.2"/><path d="M12 7.2v5.6" stroke-width="2.6"/><path d="M12 16.7v.1" stroke-width="3"/>',
  ),
  /** Pointed plate with an arrow: an advisor is on the way. */
  'm-way': filled(
    'M1.9 3.2h12.4c.4 0 .8.2 1 .5l7.7 7.3c.6.6.6 1.4 0 2l-7.7 7.3c-.3.3-.6.5-1 .5H1.9A1.4 1.4 0 0 1 .5 19.4V4.6a1.4 1.4 0 0 1 1.4-1.4z',
    'M5 10.8h6.3L9.1 8.7a1.2 1.2 0 0 1 1.7-1.7l4.3 4.2c.5.4.5 1.2 0 1.6L10.8 17a1.2 1.2 0 0 1-1.7-1.7l2.2-2.1H5a1.2 1.2 0 0 1 0-2.4z',
  ),
  /** Broken ring with a cross: no connection. */
  'm-off': lined(
    '<circle cx="12" cy="12" r="9.9" stroke-width="2.3" stroke-dasharray="4.7 3.08"/><path d="m8.6 8.6 6.8 6.8m0-6.8-6.8 6.8" stroke-width="2.5"/>',
  ),
  /** Triangle with an exclamation mark: fault. */
  'm-fault': filled(
    'M10.8 2.1a1.4 1.4 0 0 1 2.4 0l9.9 18a1.4 1.4 0 0 1-1.2 2.1H2.1a1.4 1.4 0 0 1-1.2-2.1z',
    'M12 8.1c-.8 0-1.4.6-1.3 1.4l.3 5c0 .6.5 1 1 1s1-.4 1-1l.3-5c.1-.8-.5-1.4-1.3-1.4zM12 16.8a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6z',
  ),
  /** Broken square with a clock: somebody is booking this time now. */
  'm-held': lined(
    '<rect x="2" y="2" width="20" height="20" rx="3" stroke-width="2.2" stroke-dasharray="4 3.1"/><path d="M12 7v5.4l3.4 2" stroke-width="2.3"/>',
  ),
} as const;
export type Mark = keyof typeof marks;
