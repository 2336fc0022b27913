import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By whose sign-in a seat was taken. Seats from before belong to none, and nobody sits on them any more. */
export class SeatSignIn1764000300000 implements MigrationInterface {
  readonly name = 'SeatSignIn1764000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "seat" ADD COLUMN "signInId" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "seat" DROP COLUMN "signInId"');
  }
}
