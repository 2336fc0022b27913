import { Global, Module } from '@nestjs/common';
import { AuditTrail } from './audit-trail.js';
import { StoreAuditTrail } from './store.audit-trail.js';

/** Who did what: every feature leaves its traces here, so it is there for all. */
@Global()
@Module({
  providers: [{ provide: AuditTrail, useClass: StoreAuditTrail }],
  exports: [AuditTrail],
})
export class AuditModule {}
