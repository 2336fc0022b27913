import type { Milliseconds } from '@etapiste/protocol';
import type { InputPlan, LampPlan } from './room-plan.js';

/** What a board tells of its pins while they are open. */
export interface PinEvents {
  /** The input is active (closed) or not, and was so for its `stableMs`; `atMs` by CLOCK_MONOTONIC, when it happened. */
  onLevel(input: InputPlan, isActive: boolean, atMs: Milliseconds): void;
  /** The board is gone or hangs; said once. */
  onLost(why: Error): void;
}

/** Pins that are open, until closed. */
export interface OpenPins {
  /** What was found, for people: the chip and its label, or the port and its firmware. */
  readonly found: string;
  /** The level at opening. */
  isActive(input: InputPlan): boolean;
  /** May throw when the board has gone. */
  light(lamp: LampPlan, isLit: boolean): void;
  /** The light that was asked for last stays, as far as the board is still there and can. Never throws. */
  close(): Promise<void>;
}

/** One kind of board with pins: the part of a wired driver that differs. */
export interface PinBoard {
  readonly name: string;
  /** Opens all pins or none; throws one clear sentence. */
  open(inputs: readonly InputPlan[], lamps: readonly LampPlan[], events: PinEvents): Promise<OpenPins>;
}
