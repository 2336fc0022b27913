import type { SignInMethod } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** A sign-in of a person or of a room's terminal. Only the hash of its token is kept, so the store opens no door. */
@Entity('sign_in')
export class SignInEntity {
  @PrimaryColumn('text') id!: string;
  /** SHA-256 of the token. */
  @Column('text') hash!: string;
  /** Exactly one of account and terminal. */
  @Column('text', { nullable: true }) accountId!: string | null;
  @Column('text', { nullable: true }) terminalId!: string | null;
  /** The terminal's room. */
  @Column('text', { nullable: true }) roomId!: string | null;
  @Column('text') method!: SignInMethod;
  @InstantColumn() createdAt!: Date;
  @InstantColumn() lastUsedAt!: Date;
  @InstantColumn({ nullable: true }) endedAt!: Date | null;
  /** The client's address. */
  @Column('text', { nullable: true }) fromAddress!: string | null;
  /** What the browser says of itself, cut short. */
  @Column('text', { nullable: true }) agent!: string | null;
  /** SHA-256 of the browser's own mark: whoever came in by it before is not slowed down by strangers' attempts. */
  @Column('text', { nullable: true }) deviceHash!: string | null;
  /** The provider's name in our configuration, its own name of this sign-in (`sid`), and its token, needed to sign out there. */
  @Column('text', { nullable: true }) provider!: string | null;
  @Column('text', { nullable: true }) providerSid!: string | null;
  @Column('text', { nullable: true }) idToken!: string | null;
}
