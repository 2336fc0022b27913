import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/**
 * One line of the audit trail. Triggers let rows only be appended, one number after the other; the erasable part, and
 * nothing else, may become null once, all of it together (ADR 0018).
 */
@Entity('audit_entry')
export class AuditEntryEntity {
  @PrimaryColumn('integer') number!: number;
  @InstantColumn() at!: Date;
  @Column('text') what!: string;
  @Column('text') actorKind!: string;
  @Column('text', { nullable: true }) subjectKind!: string | null;
  // The erasable part: whatever can lead to a person.
  @Column('text', { nullable: true }) actorId!: string | null;
  @Column('text', { nullable: true }) actorName!: string | null;
  @Column('text', { nullable: true }) from!: string | null;
  @Column('text', { nullable: true }) why!: string | null;
  @Column('text', { nullable: true }) subjectId!: string | null;
  /** Canonical JSON. */
  @Column('text', { nullable: true }) details!: string | null;
  /** 32 random bytes in hex. Without it nobody can try names until one gives the commitment. Null = erased. */
  @Column('text', { nullable: true }) salt!: string | null;
  @Column('text') commitment!: string;
  @Column('text') hash!: string;
}
