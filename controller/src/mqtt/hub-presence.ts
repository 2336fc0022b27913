import { hubPresence, type Envelope } from '@etapiste/protocol';
import type { z } from 'zod';

type Presence = z.infer<typeof hubPresence.schema>;

/** More hubs than any installation has; a flood of invented names must not fill the memory. */
const mostHubs = 64;

/** Which hubs say that they are online. One is enough (DESIGN §4). */
export class HubPresence {
  private readonly hubs = new Map<string, Presence>();

  get isOnline(): boolean {
    return [...this.hubs.values()].some(({ state }) => state === 'online');
  }

  /** Takes one hub's presence; a repeat, or a death of a connection that is no longer its current one, changes nothing. */
  receive(topic: string, presence: Presence): void {
    const known = this.hubs.get(topic);
    if (known ? isOlder(presence, known) : this.hubs.size >= mostHubs) return;
    this.hubs.set(topic, presence);
  }

  /** Without a line nothing is known about hubs. */
  clear(): void {
    this.hubs.clear();
  }
}

const isOlder = (presence: Presence, known: Presence): boolean => {
  if (presence.bootId !== known.bootId) return presence.state === 'lost' && known.state === 'online';
  return presence.state === 'lost' ? presence.connection < known.connection : isEarlier(presence, known);
};

const isEarlier = (a: Envelope, b: Envelope) => a.seq < b.seq;
