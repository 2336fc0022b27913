import type { DeviceKind } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** A device that shows a code. Gone soon after it ends. */
@Entity('enrolment')
export class EnrolmentEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') kind!: DeviceKind;
  @Column('text') codeHash!: string;
  @Column('text') pollHash!: string;
  @Column('text', { nullable: true }) publicKey!: string | null;
  @Column('text') address!: string;
  @InstantColumn() createdAt!: Date;
  @InstantColumn() expiresAt!: Date;
  /** Set when a maintainer has confirmed. */
  @Column('text', { nullable: true }) credentialId!: string | null;
}
