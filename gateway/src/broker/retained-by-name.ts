import { Readable } from 'node:stream';
import type { Aedes, PublishPacket } from 'aedes';

/** What aedes 1.2 asks of its memory about retained messages; not in its types. */
interface RetainedMemory {
  storeRetained(packet: PublishPacket): Promise<void>;
  createRetainedStreamCombi(filters: readonly string[]): Readable;
}

/**
 * Lets aedes find what it holds by its name. Its own memory compares everything that it holds with every filter: when 285 rooms
 * found their hub again that was half of all that the hub had to do, and every room waited for it. Before the first connection.
 */
export function findRetainedByName(aedes: Aedes): void {
  const held = new Map<string, PublishPacket>();
  const byName: RetainedMemory = {
    async storeRetained(packet) {
      // An empty one deletes (MQTT 3.1.1 §3.3.1.3).
      if (packet.payload.length === 0) held.delete(packet.topic);
      else held.set(packet.topic, { ...packet });
    },
    createRetainedStreamCombi: (filters) => Readable.from(filters.flatMap((filter) => heldBy(held, filter))),
  };
  Object.assign((aedes as Aedes & { readonly persistence: RetainedMemory }).persistence, byName);
}

/** Rooms are granted exact names and `hubs/+/presence`, no other filter (`rights.ts`). */
function heldBy(held: ReadonlyMap<string, PublishPacket>, filter: string): PublishPacket[] {
  const [before = '', after] = filter.split('+');
  const exact = held.get(filter);
  if (after === undefined) return exact ? [exact] : [];
  const isMeant = (topic: string) =>
    topic.startsWith(before) && topic.endsWith(after) && !topic.slice(before.length, -after.length).includes('/');
  return [...held.values()].filter(({ topic }) => isMeant(topic));
}
