import type { Health, PresenceState } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, JsonColumn } from '../database/columns.js';

/** What a hub that restarts must know again about a controller. Written at transitions only, never for each heartbeat. */
@Entity('device')
export class DeviceEntity {
  /** The room's id: one controller a room. */
  @PrimaryColumn('text') id!: string;
  @Column('text') state!: PresenceState;
  @InstantColumn() since!: Date;
  @Column('text') bootId!: string;
  @JsonColumn({ nullable: true }) health!: Health | null;
  @InstantColumn({ nullable: true }) healthAt!: Date | null;
}
