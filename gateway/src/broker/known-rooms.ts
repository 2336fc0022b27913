import type { Unregister } from './broker.js';

/** The rooms that exist. The register (`points`) provides it; plumbing asks only for names. */
export abstract class KnownRooms {
  abstract has(roomId: string): boolean;
  abstract ids(): readonly string[];
  /** Told after rooms were added or removed. */
  abstract onChange(listener: () => void): Unregister;
}
