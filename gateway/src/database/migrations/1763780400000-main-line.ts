import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE "point" (
    "id" text PRIMARY KEY, "name" text NOT NULL, "municipality" text NOT NULL, "languages" text NOT NULL,
    "timeZone" text NOT NULL, "contact" text NOT NULL, "desk" text NOT NULL, "openingHours" text NOT NULL
  )`,
  `CREATE TABLE "room" (
    "id" text PRIMARY KEY, "pointId" text NOT NULL REFERENCES "point" ("id"), "kind" text NOT NULL, "number" integer NOT NULL
  )`,
  `CREATE TABLE "policy" (
    "id" text PRIMARY KEY, "name" text NOT NULL, "pointId" text REFERENCES "point" ("id"), "version" integer NOT NULL,
    "value" text NOT NULL, "validFrom" text NOT NULL, "validTo" text
  )`,
  `CREATE TABLE "shift" (
    "id" text PRIMARY KEY, "name" text NOT NULL, "pointIds" text NOT NULL,
    "startedAt" bigint NOT NULL, "lastSeenAt" bigint NOT NULL, "endedAt" bigint
  )`,
  `CREATE TABLE "call" (
    "id" text PRIMARY KEY, "version" integer NOT NULL, "roomId" text NOT NULL REFERENCES "room" ("id"),
    "pointId" text NOT NULL REFERENCES "point" ("id"), "state" text NOT NULL, "isStale" boolean NOT NULL, "source" text NOT NULL,
    "pressedAt" bigint, "openedAt" bigint NOT NULL, "rungAt" bigint, "presses" integer NOT NULL, "seenAt" bigint, "heardAt" bigint,
    "acknowledgedAt" bigint, "acknowledgedBy" text, "onTheWayAt" bigint, "onTheWayBy" text,
    "endedAt" bigint, "ending" text, "escalation" text NOT NULL, "escalateAt" bigint, "notReachedAt" bigint, "isNotReached" boolean NOT NULL
  )`,
  // At most one open call per room, whatever the hubs do at the same moment (DESIGN §3.3).
  `CREATE UNIQUE INDEX "call_open_in_room" ON "call" ("roomId") WHERE "endedAt" IS NULL`,
  `CREATE INDEX "call_ended" ON "call" ("endedAt")`,
  `CREATE TABLE "press" (
    "id" text PRIMARY KEY, "kind" text NOT NULL, "roomId" text NOT NULL REFERENCES "room" ("id"), "source" text NOT NULL,
    "outcome" text NOT NULL, "callId" text REFERENCES "call" ("id"), "code" text, "ageMs" bigint, "clockSynced" boolean NOT NULL,
    "pressedAt" bigint, "receivedAt" bigint NOT NULL
  )`,
  `CREATE INDEX "press_of_call" ON "press" ("callId")`,
  `CREATE TABLE "call_event" (
    "id" text PRIMARY KEY, "callId" text NOT NULL REFERENCES "call" ("id"), "at" bigint NOT NULL, "what" text NOT NULL,
    "who" text, "detail" text
  )`,
  `CREATE INDEX "call_event_of_call" ON "call_event" ("callId", "at")`,
  `CREATE TABLE "mail" (
    "id" text PRIMARY KEY, "recipient" text NOT NULL, "subject" text NOT NULL, "body" text NOT NULL,
    "createdAt" bigint NOT NULL, "sentAt" bigint, "tries" integer NOT NULL, "nextTryAt" bigint
  )`,
];

const tables = ['mail', 'call_event', 'press', 'call', 'shift', 'policy', 'room', 'point'];

/** Register, rules, shifts, calls and their presses. */
export class MainLine1763780400000 implements MigrationInterface {
  readonly name = 'MainLine1763780400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE "${table}"`);
  }
}
