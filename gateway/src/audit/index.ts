export { AuditEntryEntity } from './audit-entry.entity.js';
export * from './audit-trail.js';
export { auditErasure } from './audit.erasure.js';
export { type Deed, traceOf } from './deed.js';
export { AuditModule } from './audit.module.js';
export { headOf, StoreAuditTrail } from './store.audit-trail.js';
export { verifyCommand } from './verify-command.js';
export { verifyStore } from './verify-source.js';
export type { KnownHead } from './verify-chain.js';
