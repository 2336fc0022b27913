import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE "credential" (
    "id" text PRIMARY KEY, "kind" text NOT NULL, "roomId" text NOT NULL REFERENCES "room" ("id"), "serial" text UNIQUE,
    "publicKey" text, "certificate" text, "renews" text REFERENCES "credential" ("id"), "issuedAt" bigint NOT NULL,
    "issuedBy" text NOT NULL, "validTo" bigint, "usedAt" bigint, "endedAt" bigint, "endedBecause" text
  )`,
  `CREATE INDEX "credential_of_room" ON "credential" ("roomId", "endedAt")`,
  `CREATE TABLE "enrolment" (
    "id" text PRIMARY KEY, "kind" text NOT NULL, "codeHash" text NOT NULL UNIQUE, "pollHash" text NOT NULL, "publicKey" text,
    "address" text NOT NULL, "createdAt" bigint NOT NULL, "expiresAt" bigint NOT NULL,
    "credentialId" text REFERENCES "credential" ("id")
  )`,
];

/** Devices that wait for a room, and by what those that have one are known. */
export class Credentials1764000100000 implements MigrationInterface {
  readonly name = 'Credentials1764000100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['enrolment', 'credential']) await runner.query(`DROP TABLE "${table}"`);
  }
}
