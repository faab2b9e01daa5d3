import { parseJson, writeJson } from '@carillon/domain';
import sql, { empty } from 'sql-template-tag';
import type { Database } from './connect.js';
import type { IdSort, Page, PageRequest } from './list-page.js';
import { orderOfIds, readPage } from './list-page.js';
import { prepared } from './prepared.js';

/** Something that somebody did. */
export interface AuditEntry {
  /** UUID v7: the order of the ids is that of the times. */
  id: string;
  /** By name. */
  actor: string;
  action: string;
  subjectType: string;
  subjectId: string | null;
  details: Record<string, unknown>;
  ipAddress: string | null;
  requestId: string | null;
  createdAt: string;
}

export async function insertAuditEntry(
  database: Database,
  entry: Omit<AuditEntry, 'createdAt'>,
): Promise<void> {
  const query = sql`
    insert into audit_log (id, actor, action, subject_type, subject_id, details, ip_address, request_id)
    values (${entry.id}, ${entry.actor}, ${entry.action}, ${entry.subjectType}, ${entry.subjectId},
      ${writeJson(entry.details)}::jsonb, ${entry.ipAddress}::inet, ${entry.requestId})`;
  await database.query(prepared('insert_audit_entry', query));
}

/** Whether such an entry was made within so many milliseconds. By audit_log_subject_idx: reads all of the subject. */
export async function hasAuditEntry(
  database: Database,
  entry: Pick<AuditEntry, 'action' | 'subjectType' | 'subjectId' | 'ipAddress'> & { withinMs: number },
): Promise<boolean> {
  const { rowCount } = await database.query(sql`
    select from audit_log
    where subject_type = ${entry.subjectType} and subject_id = ${entry.subjectId} and action = ${entry.action}
      and ip_address is not distinct from ${entry.ipAddress}::inet
      and created_at > now() - make_interval(secs => ${entry.withinMs / 1_000})
    limit 1`);
  return rowCount === 1;
}

export interface AuditListRequest extends PageRequest<IdSort> {
  actor?: string | undefined;
  action?: string | undefined;
  subjectType?: string | undefined;
  subjectId?: string | undefined;
}

/** A page of the audit log: by the primary key, or by the index of the filter. */
export async function listAuditEntries(
  database: Database,
  { actor, action, subjectType, subjectId, ...request }: AuditListRequest,
): Promise<Page<AuditEntry>> {
  const source = {
    columns: sql`
      id, actor, action, subject_type, subject_id, details::text as details, host(ip_address) as ip_address, request_id, created_at`,
    from: sql`audit_log`,
    conditions: [
      actor === undefined ? empty : sql`actor = ${actor}`,
      action === undefined ? empty : sql`action = ${action}`,
      subjectType === undefined ? empty : sql`subject_type = ${subjectType}`,
      subjectId === undefined ? empty : sql`subject_id = ${subjectId}`,
    ],
    orders: orderOfIds,
  };
  const page = await readPage<AuditEntry & { details: string }, IdSort>(database, source, request);
  return {
    ...page,
    items: page.items.map((entry) => ({
      ...entry,
      details: parseJson(entry.details) as AuditEntry['details'],
    })),
  };
}
