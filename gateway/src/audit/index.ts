export { AuditEntryEntity } from './audit-entry.entity.js';
export * from './audit-trail.js';
export { auditErasure } from './audit.erasure.js';
export { AuditModule } from './audit.module.js';
export { headOf } from './store.audit-trail.js';
export { StoreAuditTrail } from './store.audit-trail.js';
export { verifyFile, verifyStore } from './verify-source.js';
export type { KnownHead } from './verify-chain.js';
