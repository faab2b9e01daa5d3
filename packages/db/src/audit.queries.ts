import sql, { empty, join } from 'sql-template-tag';
import type { Database } from './connect.js';
import { camelCaseRow } from './task-row.js';

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
  await database.query(sql`
    insert into audit_log (id, actor, action, subject_type, subject_id, details, ip_address, request_id)
    values (${entry.id}, ${entry.actor}, ${entry.action}, ${entry.subjectType}, ${entry.subjectId},
      ${JSON.stringify(entry.details)}::jsonb, ${entry.ipAddress}::inet, ${entry.requestId})`);
}

export interface AuditListRequest {
  actor?: string | undefined;
  action?: string | undefined;
  subjectType?: string | undefined;
  subjectId?: string | undefined;
  /** The id of the last entry of the page before. */
  afterId: string | null;
  limit: number;
}

/** A page of the audit log, the newest first: by the primary key, or by the index of the filter. */
export async function listAuditEntries(
  database: Database,
  { actor, action, subjectType, subjectId, afterId, limit }: AuditListRequest,
): Promise<{ items: AuditEntry[]; nextId: string | null }> {
  const conditions = [
    actor === undefined ? empty : sql`actor = ${actor}`,
    action === undefined ? empty : sql`action = ${action}`,
    subjectType === undefined ? empty : sql`subject_type = ${subjectType}`,
    subjectId === undefined ? empty : sql`subject_id = ${subjectId}`,
    afterId === null ? empty : sql`id < ${afterId}`,
  ].filter((condition) => condition !== empty);
  const { rows } = await database.query<{ id: string }>(sql`
    select id, actor, action, subject_type, subject_id, details, host(ip_address) as ip_address, request_id, created_at
    from audit_log ${conditions.length > 0 ? sql`where ${join(conditions, ' and ')}` : empty}
    order by id desc limit ${limit + 1}`);
  return {
    items: rows.slice(0, limit).map((row) => camelCaseRow<AuditEntry>(row)),
    nextId: rows.length > limit ? rows[limit - 1]!.id : null,
  };
}
