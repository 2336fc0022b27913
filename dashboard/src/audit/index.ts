import './audit-list.js';

export { AuditList } from './audit-list.js';
