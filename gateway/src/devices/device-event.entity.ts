import type { DeviceEvent } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** Something that happened to a controller. Appended, never changed; the oldest are forgotten. */
@Entity('device_event')
export class DeviceEventEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') deviceId!: string;
  @InstantColumn() at!: Date;
  @Column('text') what!: DeviceEvent['what'];
  @Column('text', { nullable: true }) detail!: string | null;
}
