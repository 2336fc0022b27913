import type { Call, Room } from '@etapiste/protocol';

/** One thing that is true of a room now. Words come later (`room-words.ts`): this is only what is so, and since when. */
export type RoomFact =
  | { readonly kind: 'calling'; readonly call: Call }
  | { readonly kind: 'missed'; readonly call: Call }
  | { readonly kind: 'answered'; readonly call: Call }
  | { readonly kind: 'on-the-way'; readonly call: Call }
  | { readonly kind: 'fault'; readonly codes: readonly string[]; readonly since: string }
  | { readonly kind: 'unreachable'; readonly presence: 'lost' | 'stopped' | 'never-seen'; readonly since: string | null }
  | { readonly kind: 'in-use'; readonly since: string | null; readonly isDoubtful: boolean }
  | { readonly kind: 'free'; readonly since: string | null; readonly isDoubtful: boolean }
  | { readonly kind: 'unknown' };

/**
 * Everything that is true of a room, the most pressing first: calling, on the way, fault, unreachable, in use, free
 * (GUIDE, status vocabulary). The first is the room's one state; the others stand on its second line and are never hidden
 * by it.
 */
export function roomFacts(room: Room, calls: readonly Call[]): readonly [RoomFact, ...RoomFact[]] {
  const presence = presenceFacts(room);
  // What the sensor said before the line was lost is not known to be true any more.
  const occupancy = presence.length > 0 ? [] : [occupancyFact(room)];
  return [...callFacts(room, calls), ...faultFacts(room), ...presence, ...occupancy] as unknown as readonly [
    RoomFact,
    ...RoomFact[],
  ];
}

const callFacts = (room: Room, calls: readonly Call[]): readonly RoomFact[] => {
  const call = calls.find(({ roomId, state }) => roomId === room.id && state !== 'done');
  if (!call) return [];
  if (call.state === 'on-the-way') return [{ kind: 'on-the-way', call }];
  if (call.state === 'acknowledged') return [{ kind: 'answered', call }];
  return [{ kind: call.isStale ? 'missed' : 'calling', call }];
};

const faultFacts = (room: Room): readonly RoomFact[] => {
  const [first] = room.faults;
  return first ? [{ kind: 'fault', codes: room.faults.map(({ code }) => code), since: first.since }] : [];
};

const presenceFacts = ({ presence }: Room): readonly RoomFact[] =>
  presence.state === 'online' ? [] : [{ kind: 'unreachable', presence: presence.state, since: presence.since }];

const occupancyFact = ({ occupancy }: Room): RoomFact => {
  if (occupancy.state === 'unknown') return { kind: 'unknown' };
  const kind = occupancy.state === 'occupied' ? 'in-use' : 'free';
  return { kind, since: occupancy.since, isDoubtful: occupancy.confidence === 'suspect' };
};

/** In the fleet the order is the same without calls: what needs a person stands first. */
export const fleetRank = (fact: RoomFact): number => {
  const order: readonly RoomFact['kind'][] = ['fault', 'unreachable', 'unknown', 'in-use', 'free'];
  const rank = order.indexOf(fact.kind);
  return rank < 0 ? order.length : rank;
};
