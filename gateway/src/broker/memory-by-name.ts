import { Readable } from 'node:stream';
import type { AedesOptions, PublishPacket } from 'aedes';
import memory from 'aedes-persistence';

/**
 * aedes's memory, but one that finds what it holds by its name. Its own compares everything that it holds with every filter: when
 * 285 rooms found their hub again that was half of all that the hub had to do, and every room waited for it.
 */
export function memoryByName(): AedesOptions['persistence'] {
  const held = new Map<string, PublishPacket>();
  // Its types say `default`, which CommonJS does not have.
  return Object.assign((memory as unknown as () => object)(), {
    async storeRetained(packet: PublishPacket): Promise<void> {
      // An empty one deletes (MQTT 3.1.1 §3.3.1.3).
      if (packet.payload.length === 0) held.delete(packet.topic);
      else held.set(packet.topic, { ...packet });
    },
    createRetainedStreamCombi: (filters: readonly string[]) => Readable.from(filters.flatMap((filter) => heldBy(held, filter))),
  });
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
