import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, JsonColumn } from '../database/columns.js';

/** An advisor's shift on one page. */
@Entity('shift')
export class ShiftEntity {
  @PrimaryColumn('text') id!: string;
  /** Whose shift it is; null for those of before people signed in. */
  @Column('text', { nullable: true }) accountId!: string | null;
  @Column('text') name!: string;
  @JsonColumn() pointIds!: string[];
  @InstantColumn() startedAt!: Date;
  /** When a page of this shift last answered the live stream's heartbeat. */
  @InstantColumn() lastSeenAt!: Date;
  @InstantColumn({ nullable: true }) endedAt!: Date | null;
}
