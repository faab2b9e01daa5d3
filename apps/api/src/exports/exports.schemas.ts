import { runFilterFields, taskFilterFields } from '@carillon/domain';
import { z } from 'zod';
import { auditFilter } from '../audit/audit.schemas.js';
import { filterText } from '../http/filter.js';

export const exportFormats = ['csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportParams = z.object({ format: z.enum(exportFormats) });
export type ExportParams = z.infer<typeof exportParams>;

export const exportTasksQuery = z.strictObject({ filter: filterText(taskFilterFields).optional() });
export type ExportTasksQuery = z.infer<typeof exportTasksQuery>;

export const exportRunsQuery = z.strictObject({ filter: filterText(runFilterFields).optional() });
export type ExportRunsQuery = z.infer<typeof exportRunsQuery>;

export const exportAuditQuery = z.strictObject(auditFilter);
export type ExportAuditQuery = z.infer<typeof exportAuditQuery>;
