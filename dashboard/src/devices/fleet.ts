import type { Device, LiveState, Room } from '@etapiste/protocol';
import { fleetRank, roomFacts, type RoomFact } from '../rooms/index.js';
import { deviceNotes, type DeviceNote } from './device-notes.js';

/** One room of the fleet as the maintainer meets it: nothing about calls or customers. */
export interface FleetRoom {
  readonly room: Room;
  readonly device: Device | undefined;
  readonly facts: readonly [RoomFact, ...RoomFact[]];
  readonly notes: readonly DeviceNote[];
}

/** How the fleet can be narrowed. */
export type FleetFilter = 'all' | 'needs-person' | 'in-use' | 'unreachable' | 'fault';
export const fleetFilters: readonly FleetFilter[] = ['all', 'needs-person', 'in-use', 'unreachable', 'fault'];

/** Rooms that need a person first, then in the order of the register. */
export function fleetOf(state: Pick<LiveState, 'rooms' | 'devices'>, now: Date): readonly FleetRoom[] {
  const fleet = state.rooms.map((room): FleetRoom => {
    const device = state.devices.find(({ id }) => id === room.id);
    return { room, device, facts: roomFacts(room, []), notes: device ? deviceNotes(device, now) : [] };
  });
  return fleet.toSorted((a, b) => rank(a) - rank(b));
}

export const needsPerson = ({ facts: [first], notes }: FleetRoom): boolean =>
  first.kind === 'fault' || first.kind === 'unreachable' || notes.length > 0;

export function matchesFilter(fleetRoom: FleetRoom, filter: FleetFilter): boolean {
  if (filter === 'all') return true;
  if (filter === 'needs-person') return needsPerson(fleetRoom);
  return fleetRoom.facts.some(({ kind }) => kind === filter);
}

/** Whether every word of the search stands somewhere in the room's names. */
export const matchesSearch = (names: readonly string[], search: string): boolean =>
  search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => names.some((name) => name.toLowerCase().includes(word)));

/** A note makes an otherwise quiet room stand before the quiet ones. */
const rank = ({ facts: [first], notes }: FleetRoom): number => {
  const ranked = fleetRank(first);
  return notes.length > 0 ? Math.min(ranked, 1.5) : ranked;
};
