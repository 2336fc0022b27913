/** The rooms that exist. The register (`points`) provides it; plumbing asks only for names, anew each time. */
export abstract class KnownRooms {
  abstract has(roomId: string): boolean;
  abstract ids(): readonly string[];
}
