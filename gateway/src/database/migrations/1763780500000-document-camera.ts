import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE "seat" ("hash" text PRIMARY KEY, "mountpointId" text NOT NULL, "expiresAt" bigint NOT NULL, "revokedAt" bigint)`,
  `CREATE INDEX "seat_expires" ON "seat" ("expiresAt")`,
  `CREATE TABLE "seat_session" (
    "sessionId" text PRIMARY KEY, "seatHash" text NOT NULL REFERENCES "seat" ("hash")
  )`,
  `CREATE INDEX "seat_session_of_seat" ON "seat_session" ("seatHash")`,
  `CREATE TABLE "announced_test" (
    "id" text PRIMARY KEY, "roomId" text NOT NULL REFERENCES "room" ("id"), "mountpointId" text NOT NULL, "port" integer NOT NULL,
    "startedAt" bigint NOT NULL, "endsAt" bigint NOT NULL, "endedAt" bigint, "endedBecause" text
  )`,
  // At most one running test per room, whatever the hubs do at the same moment.
  `CREATE UNIQUE INDEX "announced_test_running_in_room" ON "announced_test" ("roomId") WHERE "endedAt" IS NULL`,
  `CREATE TABLE "announced_test_viewer" (
    "id" text PRIMARY KEY, "testId" text NOT NULL REFERENCES "announced_test" ("id"), "seatHash" text NOT NULL,
    "aliveAt" bigint NOT NULL, "endedAt" bigint
  )`,
  `CREATE INDEX "announced_test_viewer_of_test" ON "announced_test_viewer" ("testId")`,
];

const tables = ['announced_test_viewer', 'announced_test', 'seat_session', 'seat'];

/** Seats at the media server, and the announced tests of document cameras. */
export class DocumentCamera1763780500000 implements MigrationInterface {
  readonly name = 'DocumentCamera1763780500000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE "${table}"`);
  }
}
