import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** A seat; only the hash of its name is kept, so the store opens nobody's picture. */
@Entity('seat')
export class SeatEntity {
  @PrimaryColumn('text') hash!: string;
  @Column('text') mountpointId!: string;
  @InstantColumn() expiresAt!: Date;
  @InstantColumn({ nullable: true }) revokedAt!: Date | null;
}

/** Which seat a Janus session belongs to, for ever: the primary key lets nobody else have it. */
@Entity('seat_session')
export class SeatSessionEntity {
  /** A Janus session id: a whole number below 2^53, as text. */
  @PrimaryColumn('text') sessionId!: string;
  @Column('text') seatHash!: string;
}
