import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['shift', 'announced_test_viewer'];

/** Whose shift it is, and whose watching of a picture: people sign in, so nobody types a name, and nobody acts for another. */
export class Whose1763990000000 implements MigrationInterface {
  readonly name = 'Whose1763990000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`ALTER TABLE "${table}" ADD COLUMN "accountId" text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`ALTER TABLE "${table}" DROP COLUMN "accountId"`);
  }
}
