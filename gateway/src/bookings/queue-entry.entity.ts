import type { Customer } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, JsonColumn } from '../database/columns.js';

/** A customer who waits without a booking. */
@Entity('queue_entry')
export class QueueEntryEntity {
  @PrimaryColumn('text') id!: string;
  @Column('integer') version!: number;
  @Column('text') pointId!: string;
  @Column('text') serviceId!: string;
  @Column('text') authorityId!: string;
  /** null once nobody waits any more. */
  @JsonColumn({ nullable: true }) customer!: Customer | null;
  @InstantColumn() joinedAt!: Date;
  @InstantColumn({ nullable: true }) endedAt!: Date | null;
}
