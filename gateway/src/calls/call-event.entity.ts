import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** What has happened to a call. Appended, never changed: statistics read these. */
export type CallHappening =
  | 'opened'
  | 'opened-stale'
  | 'joined'
  | 'rung-again'
  | 'seen'
  | 'heard'
  | 'not-reached'
  | 'escalated'
  | 'acknowledged'
  | 'on-the-way'
  | 'ended';

@Entity('call_event')
export class CallEventEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') callId!: string;
  @InstantColumn() at!: Date;
  @Column('text') what!: CallHappening;
  /** The advisor's shift, the press or the step that did it. */
  @Column('text', { nullable: true }) who!: string | null;
  @Column('text', { nullable: true }) detail!: string | null;
}
