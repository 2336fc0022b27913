import type { SimulatedCameraMode } from '@etapiste/protocol';
import type { CameraChoice } from './camera-choice.js';
import type { CameraFault } from './gstreamer-words.js';
import type { PictureState } from './picture-watch.js';
import type { EncoderName, Target } from './pipeline.js';

/** Where a sender sends, with what key, and how much. Travels by IPC only: never in arguments, environment or log. */
export interface SenderOrder extends Target {
  /** Where wishes for keyframes come from, and how to be known there. */
  readonly rtcp?: { readonly host: string; readonly port: number };
  readonly kbps: number;
  /** For the simulated camera. */
  readonly mode: SimulatedCameraMode;
}

/** To the camera's process. `start` comes once, first. */
export type ToSender =
  | { readonly kind: 'start'; readonly order: SenderOrder; readonly camera: CameraChoice }
  | { readonly kind: 'mode'; readonly mode: SimulatedCameraMode }
  | { readonly kind: 'kbps'; readonly kbps: number }
  /** A viewer has come: a keyframe, as soon as the spacing allows. */
  | { readonly kind: 'keyframe' };

/** From the camera's process. */
export type FromSender =
  /** The pipeline stands. */
  | { readonly kind: 'begun'; readonly encoder: EncoderName }
  | Pulse
  /** It cannot go on; it waits for its end. */
  | ({ readonly kind: 'failed' } & CameraFault);

/** Twice a second, and when the picture first proves itself: how many frames the camera has given, and what they show. */
export interface Pulse {
  readonly kind: 'pulse';
  readonly frames: number;
  /** `undefined` until the camera has proved itself. */
  readonly shows: PictureState | 'no-device' | undefined;
  /** What the camera really gives. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
}
