import type { CredentialEnding, DeviceKind } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** By what a device is known. A certificate that has no row here opens nothing, whoever signed it. */
@Entity('credential')
export class CredentialEntity {
  /** Of a terminal: also the name by which its sign-in knows it. */
  @PrimaryColumn('text') id!: string;
  @Column('text') kind!: DeviceKind;
  @Column('text') roomId!: string;
  /** Of a controller: upper-case hexadecimal. */
  @Column('text', { nullable: true }) serial!: string | null;
  @Column('text', { nullable: true }) publicKey!: string | null;
  /** PEM. Public, and told again to a device whose answer got lost. */
  @Column('text', { nullable: true }) certificate!: string | null;
  /** The credential that this one follows, where a controller renewed it by itself. */
  @Column('text', { nullable: true }) renews!: string | null;
  @InstantColumn() issuedAt!: Date;
  @Column('text') issuedBy!: string;
  @InstantColumn({ nullable: true }) validTo!: Date | null;
  @InstantColumn({ nullable: true }) usedAt!: Date | null;
  @InstantColumn({ nullable: true }) endedAt!: Date | null;
  @Column('text', { nullable: true }) endedBecause!: CredentialEnding | null;
}
