import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** Why a test is over. */
export type TestEnding = 'time-over' | 'nobody-watches' | 'video-lost';

/** A document camera shown without a visit, said on lamp and kiosk (DESIGN §6). */
@Entity('announced_test')
export class AnnouncedTestEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') roomId!: string;
  @Column('text') mountpointId!: string;
  /** Where the media server listens for this room. */
  @Column('integer') port!: number;
  /** Where it listens for RTCP: a keyframe that a viewer needs is asked for from there. */
  @Column('integer', { nullable: true }) rtcpPort!: number | null;
  /** How much the room may send now; null before the first word about its line. */
  @Column('integer', { nullable: true }) kbps!: number | null;
  @InstantColumn() startedAt!: Date;
  @InstantColumn() endsAt!: Date;
  @InstantColumn({ nullable: true }) endedAt!: Date | null;
  @Column('text', { nullable: true }) endedBecause!: TestEnding | null;
}

/** One page that watches a test. Its id is what the page calls the test by, so each can end only its own watching. */
@Entity('announced_test_viewer')
export class AnnouncedTestViewerEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') testId!: string;
  @Column('text') seatHash!: string;
  /** Who watches; null for those of before people signed in. */
  @Column('text', { nullable: true }) accountId!: string | null;
  /** When the page last said that it watches. */
  @InstantColumn() aliveAt!: Date;
  @InstantColumn({ nullable: true }) endedAt!: Date | null;
}
