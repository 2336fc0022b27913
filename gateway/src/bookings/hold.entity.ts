import type { BookingChannel, SlotCount } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** A time that an open form keeps. The row stays for a day after it has lapsed, so that its owner is told so. */
@Entity('hold')
export class HoldEntity {
  /** Also the id of the booking that may come of it. */
  @PrimaryColumn('text') id!: string;
  @Column('text') pointId!: string;
  @Column('text') serviceId!: string;
  @Column('text') authorityId!: string;
  @Column('text') roomId!: string;
  /** The claimed resource of the expert, or of one seat of a pool. */
  @Column('text') seat!: string;
  @InstantColumn() from!: Date;
  @Column('integer') slots!: SlotCount;
  @Column('text') channel!: BookingChannel;
  @InstantColumn() expiresAt!: Date;
  @Column('text') accountId!: string;
  @Column('text') heldBy!: string;
}
