import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE "account" (
    "id" text PRIMARY KEY, "name" text NOT NULL, "userName" text UNIQUE, "passwordHash" text, "oneTimeUntil" bigint,
    "issuer" text, "subject" text, "isDemo" boolean NOT NULL, "createdAt" bigint NOT NULL, "closedAt" bigint,
    UNIQUE ("issuer", "subject")
  )`,
  `CREATE TABLE "account_grant" (
    "id" text PRIMARY KEY, "accountId" text NOT NULL REFERENCES "account" ("id"), "role" text NOT NULL, "scope" text NOT NULL,
    "validFrom" bigint NOT NULL, "validTo" bigint, "isFromProvider" boolean NOT NULL
  )`,
  `CREATE INDEX "account_grant_of_account" ON "account_grant" ("accountId")`,
  `CREATE TABLE "sign_in" (
    "id" text PRIMARY KEY, "hash" text NOT NULL UNIQUE, "accountId" text REFERENCES "account" ("id"), "terminalId" text,
    "roomId" text REFERENCES "room" ("id"), "method" text NOT NULL, "createdAt" bigint NOT NULL, "lastUsedAt" bigint NOT NULL,
    "endedAt" bigint, "fromAddress" text, "agent" text, "deviceHash" text, "provider" text, "providerSid" text, "idToken" text,
    CHECK (("accountId" IS NULL) <> ("terminalId" IS NULL)), CHECK (("terminalId" IS NULL) = ("roomId" IS NULL))
  )`,
  `CREATE INDEX "sign_in_of_account" ON "sign_in" ("accountId")`,
  // A room has one terminal: whoever enrols a new one ends the old one's sign-in.
  `CREATE UNIQUE INDEX "sign_in_of_terminal" ON "sign_in" ("roomId") WHERE "endedAt" IS NULL`,
  `CREATE TABLE "provider_visit" (
    "hash" text PRIMARY KEY, "provider" text NOT NULL, "state" text NOT NULL, "nonce" text NOT NULL, "verifier" text NOT NULL,
    "returnTo" text NOT NULL, "startedAt" bigint NOT NULL
  )`,
];

const tables = ['provider_visit', 'sign_in', 'account_grant', 'account'];

/** Who can sign in, what they may be, and where they are signed in. */
export class People1764000000000 implements MigrationInterface {
  readonly name = 'People1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE "${table}"`);
  }
}
