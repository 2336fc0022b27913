import type { Localized } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JsonColumn } from '../database/columns.js';

/** An authority that serves in the rooms. */
@Entity('authority')
export class AuthorityEntity {
  @PrimaryColumn('text') id!: string;
  @JsonColumn() name!: Localized;
  @JsonColumn() shortName!: Localized;
  @Column('integer') version!: number;
}
