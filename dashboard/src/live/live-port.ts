import type { LiveEvent, LiveState } from '@etapiste/protocol';
import type { Line } from './line.js';

/** From a tab to the shared worker. */
export type TabMessage =
  | { readonly say: 'follow' }
  | { readonly say: 'wake'; readonly force: boolean }
  | { readonly say: 'leave' };

/** From the shared worker to every tab. A tab that joins gets `known` first when there is something to know. */
export type WorkerMessage =
  | { readonly say: 'known'; readonly at: string; readonly state: LiveState }
  | { readonly say: 'change'; readonly event: LiveEvent<'change'> }
  | { readonly say: 'heartbeat'; readonly event: LiveEvent<'heartbeat'> }
  | { readonly say: 'line'; readonly line: Line };
