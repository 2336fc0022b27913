import type { Language, Localized, OpeningHours, Point } from '@etapiste/protocol';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JsonColumn } from '../database/columns.js';

/** A remote service point of the register. */
@Entity('point')
export class PointEntity {
  @PrimaryColumn('text') id!: string;
  @JsonColumn() name!: Localized;
  @JsonColumn() municipality!: Localized;
  @JsonColumn() languages!: Language[];
  @Column('text') timeZone!: string;
  @JsonColumn() contact!: Point['contact'];
  @JsonColumn() desk!: Localized;
  @JsonColumn() openingHours!: OpeningHours[];
}
