import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One service is offered at one point from a day to a day, both included. */
@Entity('agreement')
export class AgreementEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') pointId!: string;
  @Column('text') serviceId!: string;
  @Column('text') validFrom!: string;
  @Column('text', { nullable: true }) validTo!: string | null;
  @Column('integer') version!: number;
}
