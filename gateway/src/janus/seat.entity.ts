import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** A seat; only the hash of its name is kept, so the store opens nobody's picture. */
@Entity('seat')
export class SeatEntity {
  @PrimaryColumn('text') hash!: string;
  @Column('text') mountpointId!: string;
  @InstantColumn() expiresAt!: Date;
  /** By which it was taken; null for those from before people signed in. */
  @Column('text', { nullable: true }) signInId!: string | null;
  @InstantColumn({ nullable: true }) revokedAt!: Date | null;
}

/** Which seat a Janus session belongs to, for ever: the primary key lets nobody else have it. */
@Entity('seat_session')
export class SeatSessionEntity {
  /** A Janus session id: a whole number below 2^53, as text. */
  @PrimaryColumn('text') sessionId!: string;
  @Column('text') seatHash!: string;
}
