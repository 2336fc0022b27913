import { expect } from 'vitest';
import type { BookingStore } from './booking-store.js';
import type { Booking } from './booking-stories.js';

const slotMs = 30 * 60_000;

interface ClaimRow {
  readonly resource: string;
  readonly slot: number | string;
  readonly ownerId: string;
}

interface OwnerRow {
  readonly id: string;
  readonly roomId: string;
  readonly seat: string;
  readonly from: number | string;
  readonly slots: number;
}

type BookingRow = OwnerRow & {
  readonly state: Booking['state'];
  readonly version: number;
  readonly code: string;
  readonly endedAt: number | string | null;
};

const isLiving = ({ state }: Pick<Booking, 'state'>) => state === 'booked' || state === 'arrived';

const wholeOf = ({ roomId, seat, from, slots }: OwnerRow): string[] =>
  [`room ${roomId}`, seat].flatMap((resource) =>
    Array.from({ length: slots }, (_, index) => `${resource} ${Number(from) + index * slotMs}`),
  );

/** Whoever did not come gives back what had not begun when that was noted. */
function claimedBy(row: BookingRow): string[] {
  if (isLiving(row)) return wholeOf(row);
  if (row.state !== 'no-show') return [];
  return wholeOf(row).filter((key) => Number(key.split(' ').at(-1)) <= Number(row.endedAt));
}

/** What must hold in the store whoever raced, however it ended (DESIGN §5). */
export async function expectNothingHalf(store: BookingStore): Promise<void> {
  const claims = await store.query<ClaimRow>('SELECT * FROM "claim"');
  const bookings = await store.query<BookingRow>('SELECT * FROM "booking"');
  const holds = await store.query<OwnerRow>('SELECT * FROM "hold"');
  const keys = claims.map(({ resource, slot }) => `${resource} ${slot}`);
  expect(new Set(keys).size, 'two claims on one half hour').toBe(keys.length);

  const owned = new Map<string, string[]>();
  for (const { ownerId, resource, slot } of claims) owned.set(ownerId, [...(owned.get(ownerId) ?? []), `${resource} ${slot}`]);
  for (const row of bookings) {
    const claimed = owned.get(row.id)?.toSorted() ?? [];
    expect(claimed, `what a booking that is ${row.state} claims`).toEqual(claimedBy(row).toSorted());
    owned.delete(row.id);
  }
  for (const row of holds) {
    const whole = new Set(wholeOf(row));
    expect(owned.get(row.id)?.filter((key) => !whole.has(key)) ?? [], 'claims of a hold beside its time').toEqual([]);
    owned.delete(row.id);
  }
  expect([...owned], 'claims of nobody').toEqual([]);
  await expectHistories(store, bookings);
}

/** Each version of a booking has its line of history and its trace. */
async function expectHistories(store: BookingStore, bookings: readonly BookingRow[]): Promise<void> {
  const changes = await store.query<{ id: string; lines: number | string }>(
    'SELECT "bookingId" AS "id", count(*) AS "lines" FROM "booking_change" GROUP BY "bookingId"',
  );
  const traces = await store.query<{ id: string; lines: number | string }>(
    `SELECT "subjectId" AS "id", count(*) AS "lines" FROM "audit_entry" WHERE "subjectKind" = 'booking' GROUP BY "subjectId"`,
  );
  const wanted = bookings.map(({ id, version }) => `${id} ${version + 1}`).toSorted();
  const told = (rows: typeof changes) => rows.map(({ id, lines }) => `${id} ${lines}`).toSorted();
  expect(told(changes), 'the history').toEqual(wanted);
  expect(told(traces), 'the audit trail').toEqual(wanted);
}

/** What the hub tells of the rooms: nobody meets anybody there, and all that was answered is there, or what came after it. */
export function expectNobodyMeets(told: readonly Booking[], answered: ReadonlyMap<string, Booking>): void {
  const taken = told
    .filter(isLiving)
    .flatMap(({ roomId, from, slots }) =>
      Array.from({ length: slots }, (_, index) => `${roomId} ${Date.parse(from) + index * slotMs}`),
    );
  expect(new Set(taken).size, 'two bookings in one room').toBe(taken.length);
  const known = new Map(told.map((booking) => [booking.id, booking]));
  for (const { id, version, roomId, from, state } of answered.values()) {
    const now = known.get(id);
    expect(now?.version, 'an answered booking').toBeGreaterThanOrEqual(version);
    if (now?.version === version) expect(now).toMatchObject({ roomId, from, state });
  }
}
