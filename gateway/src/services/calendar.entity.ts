import type { BookingChannel, ExceptionalHours, OpeningHours } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JsonColumn } from '../database/columns.js';

/** When an expert, or a pool of them, serves. */
@Entity('calendar')
export class CalendarEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') authorityId!: string;
  @Column('text') name!: string;
  @JsonColumn() serviceIds!: string[];
  @JsonColumn({ nullable: true }) pointIds!: string[] | null;
  @JsonColumn() channels!: BookingChannel[];
  @Column('integer') seats!: number;
  @JsonColumn() hours!: OpeningHours[];
  @JsonColumn() exceptionalHours!: ExceptionalHours[];
  @Column('text', { nullable: true }) validFrom!: string | null;
  @Column('text', { nullable: true }) validTo!: string | null;
  @Column('integer') version!: number;
}
