import type { RoomSummary } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A room of the register; its live state is the feature `rooms`. */
@Entity('room')
export class RoomEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') pointId!: string;
  @Column('text') kind!: RoomSummary['kind'];
  @Column('integer') number!: number;
}
