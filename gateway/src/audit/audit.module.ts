import { Global, Module } from '@nestjs/common';
import { AuditReader } from './audit-reader.js';
import { AuditTrail } from './audit-trail.js';
import { AuditController } from './audit.controller.js';
import { StoreAuditTrail } from './store.audit-trail.js';

/** Who did what: every feature leaves its traces here, so it is there for all. */
@Global()
@Module({
  controllers: [AuditController],
  providers: [AuditReader, { provide: AuditTrail, useClass: StoreAuditTrail }],
  exports: [AuditTrail],
})
export class AuditModule {}
