import { z } from 'zod';

/** What the audit trail knows. */
export const auditAction = z.enum([
  'sign-in.succeeded',
  'sign-in.failed',
  'sign-in.revoked',
  'sign-out',
  'account.created',
  'account.changed',
  'account.closed',
  'grant.given',
  'grant.ended',
  'device.code-made',
  'device.code-refused',
  'device.enrolled',
  'device.renewed',
  'device.revoked',
  'device.copied',
  'command.sent',
  'picture.viewed',
  'audit.read',
  'audit.exported',
  'data.erased',
]);
export type AuditAction = z.infer<typeof auditAction>;
