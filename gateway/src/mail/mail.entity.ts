import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** A mail that waits to be sent, or was. Its id is made from what it is about, so nothing is mailed twice (PEERS 15). */
@Entity('mail')
export class MailEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') recipient!: string;
  @Column('text') subject!: string;
  @Column('text') body!: string;
  @InstantColumn() createdAt!: Date;
  @InstantColumn({ nullable: true }) sentAt!: Date | null;
  @Column('integer') tries!: number;
  /** Null when nobody will try: sent, given up, or kept by the demo. */
  @InstantColumn({ nullable: true }) nextTryAt!: Date | null;
}
