import type { MigrationInterface, QueryRunner } from 'typeorm';

const nothingMeasured = JSON.stringify({
  soundInsulationDb: { toNeighbouringRooms: null, toCorridor: null, measuredOn: null },
  accessibility: [],
  equipment: [],
});

const added = {
  point: {
    addresses: `text NOT NULL DEFAULT '[]'`,
    exceptionalHours: `text NOT NULL DEFAULT '[]'`,
    instructionCards: `text NOT NULL DEFAULT '[]'`,
    version: 'integer NOT NULL DEFAULT 0',
  },
  room: {
    passport: `text NOT NULL DEFAULT '${nothingMeasured}'`,
    validFrom: 'text',
    validTo: 'text',
    version: 'integer NOT NULL DEFAULT 0',
  },
};

const statements = [
  `CREATE TABLE "closure" (
    "id" text PRIMARY KEY, "pointId" text NOT NULL REFERENCES "point" ("id"), "roomId" text REFERENCES "room" ("id"),
    "kind" text NOT NULL, "from" bigint NOT NULL, "to" bigint NOT NULL, "reason" text NOT NULL, "version" integer NOT NULL
  )`,
  `CREATE INDEX "closure_of_point" ON "closure" ("pointId", "to")`,
  // Two who set the same rule at once do not get the same version of it.
  `CREATE UNIQUE INDEX "policy_version" ON "policy" ("name", (COALESCE("pointId", '')), "version")`,
];

/** Addresses, exceptional hours, cards and passports; rooms that come and go; closures. */
export class Register1764200000000 implements MigrationInterface {
  readonly name = 'Register1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(added)) {
      for (const [name, type] of Object.entries(columns))
        await runner.query(`ALTER TABLE "${table}" ADD COLUMN "${name}" ${type}`);
    }
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "policy_version"');
    await runner.query('DROP TABLE "closure"');
    for (const [table, columns] of Object.entries(added)) {
      for (const name of Object.keys(columns)) await runner.query(`ALTER TABLE "${table}" DROP COLUMN "${name}"`);
    }
  }
}
