import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE "device" (
    "id" text PRIMARY KEY REFERENCES "room" ("id"), "state" text NOT NULL, "since" bigint NOT NULL, "bootId" text NOT NULL,
    "health" text, "healthAt" bigint
  )`,
  `CREATE TABLE "device_event" (
    "id" text PRIMARY KEY, "deviceId" text NOT NULL REFERENCES "room" ("id"), "at" bigint NOT NULL, "what" text NOT NULL,
    "detail" text
  )`,
  `CREATE INDEX "device_event_of_device" ON "device_event" ("deviceId", "at")`,
];

/** Presence of controllers and what happened to them. */
export class Devices1763780600000 implements MigrationInterface {
  readonly name = 'Devices1763780600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['device_event', 'device']) await runner.query(`DROP TABLE "${table}"`);
  }
}
