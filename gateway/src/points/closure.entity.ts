import type { Closure, Localized } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, JsonColumn } from '../database/columns.js';

/** A time during which a point, or one of its rooms, serves nobody. */
@Entity('closure')
export class ClosureEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') pointId!: string;
  @Column('text', { nullable: true }) roomId!: string | null;
  @Column('text') kind!: Closure['kind'];
  @InstantColumn() from!: Date;
  @InstantColumn() to!: Date;
  @JsonColumn() reason!: Localized;
  @Column('integer') version!: number;
}
