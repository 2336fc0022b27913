/** The page's line to the hub, as a person may be told about it. */
export type Line =
  /** The first connection is being made. */
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** Nothing is heard since then; the page tries all the time. */
  | { readonly kind: 'lost'; readonly since: string }
  /** The hub has closed the line for good: this person may not listen any more. */
  | { readonly kind: 'closed'; readonly since: string; readonly reason: 'signed-out' | 'revoked' };

/** Nothing is heard from the hub: what the page knows is what was so then. */
export const isOld = (line: Line): line is Extract<Line, { readonly since: string }> =>
  line.kind === 'lost' || line.kind === 'closed';
