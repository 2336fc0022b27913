import type { Policy, PolicyName } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JsonColumn } from '../database/columns.js';

/** One dated version of one rule, for all points or for one. */
@Entity('policy')
export class PolicyEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') name!: PolicyName;
  @Column('text', { nullable: true }) pointId!: string | null;
  @Column('integer') version!: number;
  @JsonColumn() value!: Policy['value'];
  @Column('text') validFrom!: string;
  @Column('text', { nullable: true }) validTo!: string | null;
}
