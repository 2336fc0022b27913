import type { DriverHealth, LampPattern, Milliseconds, OccupancyState } from '@etapiste/protocol';

/** Takes a listener away again. */
export type Unsubscribe = () => void;

/**
 * The button closed (`down`) or opened (`up`). A button that reports only whole presses (Zigbee) says `down` and `up` at once for a
 * short one, and `held` for a long one.
 */
export interface ButtonEdge {
  readonly kind: 'down' | 'up' | 'held';
  /** When it happened, by CLOCK_MONOTONIC (`Clock.monotonicMs`): not when the event loop came to read it. */
  readonly atMs: Milliseconds;
}

/** A call button, debounced by its driver: `down` and `up` take turns. */
export interface CallButton {
  /** As a maintainer finds it: a pin of a board, or the name of a wireless device. */
  readonly name: string;
  /** The level now; right from the end of the driver's `start()`, without any edge for a button held since before. */
  readonly isDown: boolean;
  onEdge(listener: (edge: ButtonEdge) => void): Unsubscribe;
}

export interface OccupancySensor {
  /** As a maintainer finds it. */
  readonly name: string;
  /** For so long after it came up nothing it says is believed: a passive infrared sensor must first get used to its room. */
  readonly warmUp: Milliseconds;
  /** `unknown` until the sensor has said something, and while its driver cannot reach it. */
  readonly state: OccupancyState;
  onChange(listener: (state: OccupancyState) => void): Unsubscribe;
}

/** A lamp at the room's button. */
export interface Lamp {
  /** Shows this until the next call. Repeating the same pattern changes nothing. Never throws: a broken lamp is in `health()`. */
  show(pattern: LampPattern): void;
}

/**
 * One way to reach buttons, sensors and lamps of a room. Its parts are there from its making, also while it is stopped: a button
 * that cannot be reached is up, a sensor unknown. Every driver passes `driver-contract.ts`.
 */
export interface HardwareDriver {
  readonly name: string;
  readonly callButtons: readonly CallButton[];
  readonly occupancySensors: readonly OccupancySensor[];
  readonly lamps: readonly Lamp[];
  /** Throws one clear sentence when the hardware is not there or not as configured; then nothing is left open. May be tried again. */
  start(): Promise<void>;
  /** Leaves nothing open. May be called at any time, and twice. */
  stop(): Promise<void>;
  /** Told once when hardware that had started is gone or hangs; `RoomHardware` then stops the driver and starts it again. */
  onLost(listener: (why: Error) => void): Unsubscribe;
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
