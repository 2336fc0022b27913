import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** One half hour of one room or of one seat, taken. The primary key is what makes a double booking impossible (DESIGN §5). */
@Entity('claim')
export class ClaimEntity {
  @PrimaryColumn('text') resource!: string;
  /** When the half hour begins, in epoch milliseconds. */
  @PrimaryColumn({ type: 'bigint', transformer: { to: (value: unknown) => value, from: Number } }) slot!: number;
  /** The hold or the booking. */
  @Column('text') ownerId!: string;
  /** null: a booking's, which does not lapse. */
  @InstantColumn({ nullable: true }) expiresAt!: Date | null;
}
