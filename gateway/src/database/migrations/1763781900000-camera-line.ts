import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = ['rtcpPort', 'kbps'];

/**
 * What a picture's line takes, and where keyframes are asked for: a hub that restarts goes on with both. Tests of before have
 * neither; they last five minutes.
 */
export class CameraLine1763781900000 implements MigrationInterface {
  readonly name = 'CameraLine1763781900000';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of columns) await runner.query(`ALTER TABLE "announced_test" ADD COLUMN "${column}" integer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of columns) await runner.query(`ALTER TABLE "announced_test" DROP COLUMN "${column}"`);
  }
}
