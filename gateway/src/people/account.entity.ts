import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** Somebody who can sign in. Accounts are closed; erasure takes them when no trace names them any more. */
@Entity('account')
export class AccountEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') name!: string;
  /** Lower case, unique. */
  @Column('text', { nullable: true }) userName!: string | null;
  /** Argon2id in PHC form. */
  @Column('text', { nullable: true }) passwordHash!: string | null;
  /** The password works once, before this. Null for one that its owner chose. */
  @InstantColumn({ nullable: true }) oneTimeUntil!: Date | null;
  /** Who vouches for this person instead of a password, and the name there. Unique together. */
  @Column('text', { nullable: true }) issuer!: string | null;
  @Column('text', { nullable: true }) subject!: string | null;
  /** Of the demo: no hub outside the demo lets them in. */
  @Column('boolean') isDemo!: boolean;
  @InstantColumn() createdAt!: Date;
  @InstantColumn({ nullable: true }) closedAt!: Date | null;
}
