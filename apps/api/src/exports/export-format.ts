import type { AuditEntry } from '@carillon/db';
import type { Run, Task } from '@carillon/domain';
import { writeJson } from '@carillon/domain';
import { stringify } from 'csv-stringify/sync';
import type { ExportFormat } from './exports.schemas.js';

/** The columns of a table. Lists and objects stand in them as JSON. */
export const taskColumns = [
  'id',
  'taskName',
  'taskStatus',
  'taskSchedule',
  'timeZone',
  'runAt',
  'nextRunAt',
  'httpMethod',
  'webhookUrl',
  'jsonPayload',
  'priority',
  'lane',
  'tags',
  'maxRetry',
  'timeoutMs',
  'runCount',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof Task)[];

export const runColumns = [
  'id',
  'taskId',
  'runStatus',
  'trigger',
  'scheduledFor',
  'startedAt',
  'finishedAt',
  'priority',
  'lane',
  'retryCount',
  'maxRetry',
  'skipReason',
  'occurrences',
  'error',
  'result',
  'cost',
  'qualityScore',
  'createdAt',
] as const satisfies readonly (keyof Run)[];

export const auditColumns = [
  'id',
  'createdAt',
  'actor',
  'action',
  'subjectType',
  'subjectId',
  'ipAddress',
  'requestId',
  'details',
] as const satisfies readonly (keyof AuditEntry)[];

/** Rows as the text of a file, page by page: never more than one page is in memory. */
export async function* formatRows(
  pages: AsyncIterable<object[]>,
  format: ExportFormat,
  columns: readonly string[],
): AsyncGenerator<string> {
  if (format === 'csv') {
    let header = true;
    for await (const rows of pages) {
      yield toCsv(rows, columns, header);
      header = false;
    }
    return;
  }
  let lead = '[\n';
  for await (const rows of pages) {
    for (const row of rows) {
      yield `${lead}${writeJson(row)}`;
      lead = ',\n';
    }
  }
  yield lead === '[\n' ? '[]\n' : '\n]\n';
}

/** A cell that a spreadsheet would take for a formula gets a `'` in front. */
function toCsv(rows: object[], columns: readonly string[], header: boolean): string {
  return stringify(rows, {
    columns: [...columns],
    header,
    cast: { object: (value) => writeJson(value) },
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
