import type { Localized, Service, SlotCount } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JsonColumn } from '../database/columns.js';

/** What an authority serves with by video. It never goes over to another authority. */
@Entity('service')
export class ServiceEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') authorityId!: string;
  @JsonColumn() name!: Localized;
  @Column('integer') slots!: SlotCount;
  @Column('text') access!: Service['access'];
  @JsonColumn({ nullable: true }) suitability!: Localized | null;
  @Column('text', { nullable: true }) validFrom!: string | null;
  @Column('text', { nullable: true }) validTo!: string | null;
  @Column('integer') version!: number;
}
