import { z } from 'zod';
import { pageOf, pageQuery } from '../http/route-schemas.js';
import { plainText } from '../http/text.js';

export const listAuditQuery = z.strictObject({
  ...pageQuery,
  actor: plainText(400).optional(),
  action: plainText(100).optional(),
  subjectType: plainText(100).optional(),
  subjectId: plainText(400).optional(),
});
export type ListAuditQuery = z.infer<typeof listAuditQuery>;

const auditEntry = z
  .object({
    id: z.uuid(),
    actor: z.string().describe('Whoever did it, by name; `unknown` before a sign-in.'),
    action: z.string().describe('The operation, as this document names it.'),
    subjectType: z.string(),
    subjectId: z.string().nullable(),
    details: z.record(z.string(), z.unknown()).describe('What was asked for; secrets are masked.'),
    ipAddress: z.string().nullable(),
    requestId: z.string().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'AuditEntry' });

export const auditPage = pageOf(auditEntry).meta({ id: 'AuditPage' });
