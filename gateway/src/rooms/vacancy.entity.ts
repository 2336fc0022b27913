import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** When a room was last known vacant. Written when that begins and ends, never for each message. */
@Entity('vacancy')
export class VacancyEntity {
  @PrimaryColumn('text') roomId!: string;
  @InstantColumn() vacantFrom!: Date;
  /** The last moment known of; while it lasts, an early one. */
  @InstantColumn() vacantUntil!: Date;
}
