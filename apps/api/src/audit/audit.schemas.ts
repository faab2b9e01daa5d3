import { z } from 'zod';
import { pageOf, pageQuery, timeSort } from '../http/route-schemas.js';
import { plainText } from '../http/text.js';

/** By whole values, as the log is indexed by them. */
export const auditFilter = {
  actor: plainText(400).optional(),
  action: plainText(100).optional(),
  subjectType: plainText(100).optional(),
  subjectId: plainText(400).optional(),
};

export const listAuditQuery = z.strictObject({ ...pageQuery, sort: timeSort, ...auditFilter });
export type ListAuditQuery = z.infer<typeof listAuditQuery>;

/** What entries are about: the first part of the path under which it is changed. */
export const auditSubjects = [
  'tasks',
  'runs',
  'lanes',
  'queue',
  'hosts',
  'blackouts',
  'bulk-operations',
  'cleanup',
  'alert-channels',
  'channels',
  'inspector',
  'saved-views',
  'users',
  'invitations',
  'api-keys',
  'auth',
  'secrets',
  'signing-secrets',
] as const;

const auditEntry = z
  .object({
    id: z.uuid(),
    actor: z.string().describe('Whoever did it, by name; `unknown` before a sign-in.'),
    action: z.string().describe('The operation, as this document names it.'),
    subjectType: z.enum(auditSubjects),
    subjectId: z.string().nullable(),
    details: z.record(z.string(), z.unknown()).describe('What was asked for; secrets are masked.'),
    ipAddress: z.string().nullable(),
    requestId: z.string().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'AuditEntry' });

export const auditPage = pageOf(auditEntry).meta({ id: 'AuditPage' });
