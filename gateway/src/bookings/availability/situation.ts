import type {
  BookingChannel,
  BookingPolicies,
  Calendar,
  ExceptionalHours,
  Localized,
  OpeningHours,
  Service,
  SlotCount,
} from '@etapiste/protocol';

/** What the rules need to know about a point, whatever the service. Days and hours are wall time in the point's zone. */
export interface PointSituation {
  readonly timeZone: string;
  /** The dated policies of a day. */
  rulesOn(day: string): Pick<BookingPolicies, 'serviceHours' | 'closedEves'>;
  readonly openingHours: readonly OpeningHours[];
  readonly exceptionalHours: readonly ExceptionalHours[];
  /** `roomId` null: the whole point. */
  readonly closures: readonly {
    readonly from: Date;
    readonly to: Date;
    readonly roomId: string | null;
    readonly reason: Localized;
  }[];
  readonly rooms: readonly { readonly id: string; readonly validFrom: string | null; readonly validTo: string | null }[];
}

/** Everything the rules need about one service at one point. */
export interface Situation extends PointSituation {
  readonly now: Date;
  readonly maxSlots: number;
  /** Times are offered to the end of the day that is so many days after today. */
  readonly horizonDays: number;
  readonly service: { readonly validFrom: string | null; readonly validTo: string | null; readonly access: Service['access'] };
  readonly agreements: readonly { readonly validFrom: string; readonly validTo: string | null }[];
  /** Those that serve this service at this point. */
  readonly calendars: readonly Pick<
    Calendar,
    'id' | 'channels' | 'seats' | 'hours' | 'exceptionalHours' | 'validFrom' | 'validTo'
  >[];
  /** Whether somebody has booked or holds a resource in the slot that begins at `slot`, epoch milliseconds. */
  isTaken(resource: string, slot: number): boolean;
}

/** Times that are looked for: beginning on `days` days from `from` on, `slots` half hours each. */
export interface WantedDays {
  readonly from: string;
  readonly days: number;
  readonly slots: SlotCount;
  readonly channel: BookingChannel;
}

/** One time that is asked about; `from` is the beginning of a slot. */
export interface WantedTime {
  readonly from: Date;
  readonly slots: SlotCount;
  readonly channel: BookingChannel;
}

/** A time that can be booked, with every room and every seat that is free for the whole of it. */
export interface FreeResources {
  readonly from: Date;
  readonly roomIds: string[];
  /** As `seatResource` names them. */
  readonly seats: string[];
}

export const roomResource = (roomId: string): string => `room ${roomId}`;
/** Seats are numbered from 1. */
export const seatResource = (calendarId: string, seat: number): string => `seat ${calendarId}/${seat}`;
