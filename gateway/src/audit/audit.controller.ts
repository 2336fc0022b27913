import { Readable } from 'node:stream';
import { auditOperations, type AuditPage } from '@etapiste/protocol';
import { Controller, Optional, Req, StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Refused } from '../http/refused.js';
import { Actors } from '../people/index.js';
import { AuditReader, type Reader } from './audit-reader.js';

@Controller()
export class AuditController {
  constructor(
    private readonly trail: AuditReader,
    @Optional() private readonly actors?: Actors,
  ) {}

  @Implements(auditOperations.listAuditEntries)
  async listAuditEntries(
    @Input() { query }: InputOf<typeof auditOperations.listAuditEntries>,
    @Req() request: FastifyRequest,
  ): Promise<AuditPage> {
    return this.trail.page(await this.readerOf(request), query);
  }

  @Implements(auditOperations.exportAudit)
  async exportAudit(
    @Input() { query }: InputOf<typeof auditOperations.exportAudit>,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    const lines = await this.trail.export(await this.readerOf(request), query);
    const disposition = 'attachment; filename="etapiste-audit.jsonl"';
    return new StreamableFile(Readable.from(lines), { type: auditOperations.exportAudit.mediaType, disposition });
  }

  /** Nobody reads the trail without a name. */
  private async readerOf(request: FastifyRequest): Promise<Reader> {
    const [actor] = (await this.actors?.of(request)) ?? [];
    if (!actor) throw new Refused('sign-in-needed');
    return { actor, from: request.ip };
  }
}
