import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** Somebody who was sent to a provider and has not come back yet. Gone with the return, so that nothing of it works twice. */
@Entity('provider_visit')
export class ProviderVisitEntity {
  /** SHA-256 of the word in the browser's cookie. */
  @PrimaryColumn('text') hash!: string;
  @Column('text') provider!: string;
  @Column('text') state!: string;
  @Column('text') nonce!: string;
  @Column('text') verifier!: string;
  /** A path of ours. */
  @Column('text') returnTo!: string;
  @InstantColumn() startedAt!: Date;
}
