import type { BookingChange, BookingDeed, CancelReason } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, JsonColumn } from '../database/columns.js';

/** What has happened to a booking. Appended, never changed but by erasure. */
@Entity('booking_change')
export class BookingChangeEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') bookingId!: string;
  /** The version of the booking that it made. */
  @Column('integer') number!: number;
  @InstantColumn() at!: Date;
  @Column('text') what!: BookingDeed;
  /** The name of whoever did it. */
  @Column('text', { nullable: true }) who!: string | null;
  @JsonColumn({ nullable: true }) to!: BookingChange['to'];
  @JsonColumn({ nullable: true }) before!: BookingChange['before'];
  @Column('text', { nullable: true }) why!: CancelReason | null;
}
