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
  'point.created',
  'point.changed',
  'room.created',
  'room.changed',
  'closure.added',
  'closure.changed',
  'closure.ended',
  'policy.set',
  'command.sent',
  'picture.viewed',
  'audit.read',
  'audit.exported',
  'data.erased',
]);
export type AuditAction = z.infer<typeof auditAction>;
