import type { Role, Scope } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, JsonColumn } from '../database/columns.js';

/** One role of one account, somewhere, for some time. */
@Entity('account_grant')
export class GrantEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') accountId!: string;
  @Column('text') role!: Role;
  @JsonColumn() scope!: Scope;
  @InstantColumn() validFrom!: Date;
  /** Not valid from this moment on. */
  @InstantColumn({ nullable: true }) validTo!: Date | null;
  /** Read from a provider's claims; computed anew at each sign-in. */
  @Column('boolean') isFromProvider!: boolean;
}
