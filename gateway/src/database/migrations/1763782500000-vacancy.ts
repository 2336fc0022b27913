import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each room was last known vacant: a visit may begin only after the one before has left (DESIGN §6). */
export class Vacancy1763782500000 implements MigrationInterface {
  readonly name = 'Vacancy1763782500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "vacancy" (
        "roomId" text PRIMARY KEY REFERENCES "room" ("id"), "vacantFrom" bigint NOT NULL, "vacantUntil" bigint NOT NULL
      )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "vacancy"');
  }
}
