import type { Localized } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, JsonColumn } from '../database/columns.js';

/** One version of a service's card, as it was written. It never changes: what follows is the next version. */
@Entity('service_card')
export class ServiceCardEntity {
  @PrimaryColumn('text') serviceId!: string;
  @PrimaryColumn('integer') version!: number;
  @JsonColumn() text!: Localized;
  @InstantColumn() publishedAt!: Date;
  /** A name; null after erasure, and for the hub's own. */
  @Column('text', { nullable: true }) publishedBy!: string | null;
}
