import type { BookingChannel, BookingState, CancelReason, Customer, SlotCount } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, JsonColumn } from '../database/columns.js';

/** A booked time: the room and the seat that it claims, and for whom. */
@Entity('booking')
export class BookingEntity {
  @PrimaryColumn('text') id!: string;
  /** Grows with every change; a change is stored only over the version it was decided on. */
  @Column('integer') version!: number;
  /** Of the request that made it: tells a repeat from another booking with the same id. Empty after erasure. */
  @Column('text') fingerprint!: string;
  @Column('text') pointId!: string;
  @Column('text') serviceId!: string;
  @Column('text') authorityId!: string;
  @Column('text') roomId!: string;
  /** The claimed resource of the expert, or of one seat of a pool. */
  @Column('text') seat!: string;
  @InstantColumn() from!: Date;
  @InstantColumn() to!: Date;
  @Column('integer') slots!: SlotCount;
  /** On which it begins, in the point's zone. */
  @Column('text') day!: string;
  @Column('text') channel!: BookingChannel;
  @Column('text') state!: BookingState;
  @JsonColumn({ nullable: true }) customer!: Customer | null;
  /** No two of a point have the same on one day; a unique index sees to it. */
  @Column('text') code!: string;
  @InstantColumn() createdAt!: Date;
  @InstantColumn({ nullable: true }) arrivedAt!: Date | null;
  @InstantColumn({ nullable: true }) endedAt!: Date | null;
  @Column('text', { nullable: true }) cancelReason!: CancelReason | null;
}
