import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE "authority" ("id" text PRIMARY KEY, "name" text NOT NULL, "shortName" text NOT NULL, "version" integer NOT NULL)`,
  `CREATE TABLE "service" (
    "id" text PRIMARY KEY, "authorityId" text NOT NULL REFERENCES "authority" ("id"), "name" text NOT NULL, "slots" integer NOT NULL,
    "access" text NOT NULL, "suitability" text, "validFrom" text, "validTo" text, "version" integer NOT NULL
  )`,
  `CREATE TABLE "service_card" (
    "serviceId" text NOT NULL REFERENCES "service" ("id"), "version" integer NOT NULL, "text" text NOT NULL,
    "publishedAt" bigint NOT NULL, "publishedBy" text, PRIMARY KEY ("serviceId", "version")
  )`,
  `CREATE TABLE "agreement" (
    "id" text PRIMARY KEY, "pointId" text NOT NULL REFERENCES "point" ("id"),
    "serviceId" text NOT NULL REFERENCES "service" ("id"), "validFrom" text NOT NULL, "validTo" text, "version" integer NOT NULL
  )`,
  `CREATE INDEX "agreement_of_service" ON "agreement" ("serviceId", "pointId")`,
  `CREATE TABLE "calendar" (
    "id" text PRIMARY KEY, "authorityId" text NOT NULL REFERENCES "authority" ("id"), "name" text NOT NULL,
    "serviceIds" text NOT NULL, "pointIds" text, "channels" text NOT NULL, "seats" integer NOT NULL, "hours" text NOT NULL,
    "exceptionalHours" text NOT NULL, "validFrom" text, "validTo" text, "version" integer NOT NULL
  )`,
];

/** Who serves with what, where, and when: authorities, services with their cards, agreements and calendars. */
export class Services1764210000000 implements MigrationInterface {
  readonly name = 'Services1764210000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['calendar', 'agreement', 'service_card', 'service', 'authority'])
      await runner.query(`DROP TABLE "${table}"`);
  }
}
