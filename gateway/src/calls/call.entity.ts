import type { Call, CallEnding, CallSource, CallState } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, JsonColumn } from '../database/columns.js';

/** One call of a room. At most one per room is open: a partial unique index on `roomId` sees to it (DESIGN §3.3). */
@Entity('call')
export class CallEntity {
  @PrimaryColumn('text') id!: string;
  /** Grows with every change; a change is stored only over the version it was decided on. */
  @Column('integer') version!: number;
  @Column('text') roomId!: string;
  @Column('text') pointId!: string;
  @Column('text') state!: CallState;
  @Column('boolean') isStale!: boolean;
  @Column('text') source!: CallSource;
  @InstantColumn({ nullable: true }) pressedAt!: Date | null;
  @InstantColumn() openedAt!: Date;
  /** When it began to ring; later than `openedAt` when a fresh press joined a stale call. Null while stale. */
  @InstantColumn({ nullable: true }) rungAt!: Date | null;
  @Column('integer') presses!: number;
  @InstantColumn({ nullable: true }) seenAt!: Date | null;
  @InstantColumn({ nullable: true }) heardAt!: Date | null;
  @InstantColumn({ nullable: true }) acknowledgedAt!: Date | null;
  @JsonColumn({ nullable: true }) acknowledgedBy!: Call['acknowledgedBy'];
  @InstantColumn({ nullable: true }) onTheWayAt!: Date | null;
  @JsonColumn({ nullable: true }) onTheWayBy!: Call['onTheWayBy'];
  @InstantColumn({ nullable: true }) endedAt!: Date | null;
  @JsonColumn({ nullable: true }) ending!: CallEnding | null;
  @JsonColumn() escalation!: Call['escalation'];
  /** When the next escalation step is due; null when there is none. Survives a restart. */
  @InstantColumn({ nullable: true }) escalateAt!: Date | null;
  /** When the room is to be told *not reached*, unless a receipt comes first. */
  @InstantColumn({ nullable: true }) notReachedAt!: Date | null;
  @Column('boolean') isNotReached!: boolean;
}
