import type { CallSource, PressOutcome } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** One press of a button, stored once: its id is made at the button, so a repeat changes nothing (DESIGN §3.3). */
@Entity('press')
export class PressEntity {
  @PrimaryColumn('text') id!: string;
  /** `raise` asks for the advisor; `end` is the long press that ends a call. */
  @Column('text') kind!: 'raise' | 'end';
  @Column('text') roomId!: string;
  @Column('text') source!: CallSource;
  @Column('text') outcome!: PressOutcome;
  @Column('text', { nullable: true }) callId!: string | null;
  @Column('text', { nullable: true }) code!: string | null;
  /** As the sender told it; null when nobody can know. */
  @Column('bigint', { nullable: true }) ageMs!: string | number | null;
  @Column('boolean') clockSynced!: boolean;
  @InstantColumn({ nullable: true }) pressedAt!: Date | null;
  @InstantColumn() receivedAt!: Date;
}
