import type { LampPattern, Milliseconds, OccupancyState, driverHealth } from '@etapiste/protocol';
import type { z } from 'zod';

/** Takes a listener away again. */
export type Unsubscribe = () => void;

/** The button closed (`down`) or opened (`up`). */
export interface ButtonEdge {
  readonly kind: 'down' | 'up';
  /** When it happened, by CLOCK_MONOTONIC (`Clock.monotonicMs`): not when the event loop came to read it. */
  readonly atMs: Milliseconds;
}

/** The call button, debounced by its driver: two edges in a row are never of the same kind. */
export interface CallButton {
  /** The level now; right from the end of the driver's `start()`, without any edge for a button held since before. */
  readonly isDown: boolean;
  onEdge(listener: (edge: ButtonEdge) => void): Unsubscribe;
}

export interface OccupancySensor {
  /** `unknown` until the sensor has said something. */
  readonly state: OccupancyState;
  onChange(listener: (state: OccupancyState) => void): Unsubscribe;
}

/** The lamp at the room's button. */
export interface Lamp {
  /** Shows this until the next call. Repeating the same pattern changes nothing. Never throws: a broken lamp is in `health()`. */
  show(pattern: LampPattern): void;
}

export type DriverHealth = z.infer<typeof driverHealth>;

/** One way to reach a room's button, sensor and lamp. Every driver passes `driver-contract.ts`. */
export interface HardwareDriver {
  readonly name: string;
  readonly callButton: CallButton;
  readonly occupancySensor: OccupancySensor;
  readonly lamp: Lamp;
  /** Throws when the hardware is not there; then nothing is left open. */
  start(): Promise<void>;
  stop(): Promise<void>;
  health(): DriverHealth;
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A way for datagrams to one far address, until closed. */
export interface DatagramRoute {
  /** Send here instead of to the far address; answers come back from here to the last sender. */
  readonly near: Address;
  close(): Promise<void>;
}

/** The line out of the room. A simulated room can cut it and make it thin; everywhere else it is the plain network. */
export interface NetworkLine {
  /** Where to connect by TCP in order to reach `far`. */
  tcp(far: Address): Promise<Address>;
  /** Where to send RTP in order to reach `far`. */
  udp(far: Address): Promise<DatagramRoute>;
}

/** The plain network. */
export const directLine: NetworkLine = {
  tcp: (far) => Promise.resolve(far),
  udp: (far) => Promise.resolve({ near: far, close: () => Promise.resolve() }),
};
