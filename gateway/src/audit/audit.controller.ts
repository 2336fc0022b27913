import { Readable } from 'node:stream';
import { auditOperations, type AuditPage } from '@etapiste/protocol';
import { Controller, Req, StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Acting, ActingNow } from '../rights/index.js';
import { AuditReader } from './audit-reader.js';

@Controller()
export class AuditController {
  constructor(private readonly trail: AuditReader) {}

  @Implements(auditOperations.listAuditEntries)
  async listAuditEntries(
    @ActingNow() { actor }: Acting,
    @Input() { query }: InputOf<typeof auditOperations.listAuditEntries>,
    @Req() request: FastifyRequest,
  ): Promise<AuditPage> {
    return this.trail.page({ by: actor, from: request.ip }, query);
  }

  @Implements(auditOperations.exportAudit)
  async exportAudit(
    @ActingNow() { actor }: Acting,
    @Input() { query }: InputOf<typeof auditOperations.exportAudit>,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    const lines = await this.trail.export({ by: actor, from: request.ip }, query);
    const disposition = 'attachment; filename="etapiste-audit.jsonl"';
    return new StreamableFile(Readable.from(lines), { type: auditOperations.exportAudit.mediaType, disposition });
  }
}
