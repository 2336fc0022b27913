import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `CREATE TABLE "claim" (
    "resource" text NOT NULL, "slot" bigint NOT NULL, "ownerId" text NOT NULL, "expiresAt" bigint, PRIMARY KEY ("resource", "slot")
  )`,
  `CREATE INDEX "claim_owner" ON "claim" ("ownerId")`,
  `CREATE TABLE "hold" (
    "id" text PRIMARY KEY, "pointId" text NOT NULL, "serviceId" text NOT NULL, "authorityId" text NOT NULL, "roomId" text NOT NULL,
    "seat" text NOT NULL, "from" bigint NOT NULL, "slots" integer NOT NULL, "channel" text NOT NULL, "expiresAt" bigint NOT NULL,
    "accountId" text NOT NULL, "heldBy" text NOT NULL
  )`,
  `CREATE INDEX "hold_expires" ON "hold" ("expiresAt")`,
  `CREATE INDEX "hold_point" ON "hold" ("pointId", "from")`,
  `CREATE TABLE "booking" (
    "id" text PRIMARY KEY, "version" integer NOT NULL, "fingerprint" text NOT NULL, "pointId" text NOT NULL,
    "serviceId" text NOT NULL, "authorityId" text NOT NULL, "roomId" text NOT NULL, "seat" text NOT NULL, "from" bigint NOT NULL,
    "to" bigint NOT NULL, "slots" integer NOT NULL, "day" text NOT NULL, "channel" text NOT NULL, "state" text NOT NULL,
    "customer" text, "code" text NOT NULL, "createdAt" bigint NOT NULL, "arrivedAt" bigint, "endedAt" bigint, "cancelReason" text
  )`,
  // What the terminal asks for must lead to one booking.
  `CREATE UNIQUE INDEX "booking_code" ON "booking" ("pointId", "day", "code") WHERE "state" <> 'cancelled'`,
  `CREATE INDEX "booking_point" ON "booking" ("pointId", "from")`,
  `CREATE INDEX "booking_point_day" ON "booking" ("pointId", "day")`,
  `CREATE INDEX "booking_authority_day" ON "booking" ("authorityId", "day")`,
  // Where erasure goes on.
  `CREATE INDEX "booking_customer" ON "booking" ("to") WHERE "customer" IS NOT NULL`,
  `CREATE TABLE "booking_change" (
    "id" text PRIMARY KEY, "bookingId" text NOT NULL, "number" integer NOT NULL, "at" bigint NOT NULL, "what" text NOT NULL,
    "who" text, "to" text, "before" text, "why" text, UNIQUE ("bookingId", "number")
  )`,
  `CREATE INDEX "booking_change_who" ON "booking_change" ("at") WHERE "who" IS NOT NULL`,
  `CREATE TABLE "queue_entry" (
    "id" text PRIMARY KEY, "version" integer NOT NULL, "pointId" text NOT NULL, "serviceId" text NOT NULL,
    "authorityId" text NOT NULL, "customer" text, "joinedAt" bigint NOT NULL, "endedAt" bigint
  )`,
  `CREATE INDEX "queue_entry_waiting" ON "queue_entry" ("pointId", "joinedAt") WHERE "endedAt" IS NULL`,
];

/** Bookings with what they claim, what happened to them, times that are held, and who waits (DESIGN §5). */
export class Bookings1764300000000 implements MigrationInterface {
  readonly name = 'Bookings1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['queue_entry', 'booking_change', 'booking', 'hold', 'claim'])
      await runner.query(`DROP TABLE "${table}"`);
  }
}
