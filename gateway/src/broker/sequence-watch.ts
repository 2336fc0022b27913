import type { Envelope } from '@etapiste/protocol';

interface RoomSequence {
  bootId: string;
  highest: number;
  readonly states: Map<string, Envelope>;
}

/**
 * Remembers how far each room has counted. Order is `bootId` + `seq` (DESIGN §4): holes are a metric, and a state that is
 * older than the one already known, from the same boot, says nothing new.
 */
export class SequenceWatch {
  private readonly rooms = new Map<string, RoomSequence>();

  /** How many messages of this boot were skipped just before this one. Late ones do not count back. */
  missingBefore(roomId: string, { bootId, seq }: Envelope): number {
    const room = this.room(roomId, bootId);
    if (room.bootId !== bootId || room.highest < 0) {
      room.bootId = bootId;
      room.highest = seq;
      return 0;
    }
    const missing = Math.max(0, seq - room.highest - 1);
    room.highest = Math.max(room.highest, seq);
    return missing;
  }

  /** Whether this state repeats or precedes the newest one of the same name and boot. Otherwise it becomes the newest. */
  isOldState(roomId: string, name: string, envelope: Envelope): boolean {
    const { states } = this.room(roomId, envelope.bootId);
    const newest = states.get(name);
    if (newest?.bootId === envelope.bootId && envelope.seq <= newest.seq) return true;
    states.set(name, { at: envelope.at, bootId: envelope.bootId, seq: envelope.seq });
    return false;
  }

  private room(roomId: string, bootId: string): RoomSequence {
    const known = this.rooms.get(roomId);
    if (known) return known;
    const room: RoomSequence = { bootId, highest: -1, states: new Map() };
    this.rooms.set(roomId, room);
    return room;
  }
}
