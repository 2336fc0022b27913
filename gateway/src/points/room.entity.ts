import type { RoomPassport, RoomSummary } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JsonColumn } from '../database/columns.js';

/** A room of the register; its live state is the feature `rooms`. */
@Entity('room')
export class RoomEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') pointId!: string;
  @Column('text') kind!: RoomSummary['kind'];
  @Column('integer') number!: number;
  @JsonColumn() passport!: RoomPassport;
  /** Days in the point's zone, both included. */
  @Column('text', { nullable: true }) validFrom!: string | null;
  @Column('text', { nullable: true }) validTo!: string | null;
  @Column('integer') version!: number;
}
