import type { SimulatedCameraMode } from '@etapiste/protocol';
import type { PictureState } from './picture-watch.js';

/** Where a sender sends, with what key, and how much. Travels by IPC only: never in arguments, environment or log. */
export interface SenderOrder {
  /** SRTP master key and salt, base64 (30 bytes). */
  readonly key: string;
  readonly host: string;
  readonly port: number;
  readonly kbps: number;
  readonly mode: SimulatedCameraMode;
}

/** To the camera's process. `start` comes once, first. */
export type ToSender =
  | { readonly kind: 'start'; readonly order: SenderOrder }
  | { readonly kind: 'mode'; readonly mode: SimulatedCameraMode }
  | { readonly kind: 'kbps'; readonly kbps: number };

/** From the camera's process. */
export type FromSender =
  /** Twice a second: how many frames have been sent since the start, and what they show. */
  | { readonly kind: 'pulse'; readonly frames: number; readonly shows: PictureState | 'no-device' }
  /** It cannot go on; it waits for its end. */
  | { readonly kind: 'failed'; readonly detail: string };
