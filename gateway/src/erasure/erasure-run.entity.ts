import type { ErasureResult } from '@etapiste/protocol';
import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, JsonColumn } from '../database/columns.js';

/** What one rule has erased so far. */
export interface ErasureProgress extends ErasureResult {
  readonly isOver: boolean;
}

/** One day's erasure. The day is the key: however many hubs there are, it is done once. */
@Entity('erasure_run')
export class ErasureRunEntity {
  /** `2026-11-24` */
  @PrimaryColumn('text') day!: string;
  @InstantColumn() startedAt!: Date;
  @InstantColumn({ nullable: true }) doneAt!: Date | null;
  @JsonColumn() results!: ErasureProgress[];
}
