import sql from 'sql-template-tag';
import type { Database } from './connect.js';

/** The headers of a task as they are stored, secrets among them sealed; elsewhere they are masked. */
export interface StoredHeaders {
  id: string;
  headers: Record<string, string>;
}

/** Those of one task; none where there is no such task. */
export async function findStoredHeaders(database: Database, id: string): Promise<StoredHeaders['headers']> {
  const { rows } = await database.query<StoredHeaders>(
    sql`select http_headers as headers from tasks where id = ${id}`,
  );
  return rows[0]?.headers ?? {};
}

/** Those of all tasks that have any, by the ids of these, from behind `after` on. */
export async function listStoredHeaders(
  database: Database,
  { after, limit }: { after: string | null; limit: number },
): Promise<StoredHeaders[]> {
  const { rows } = await database.query<StoredHeaders>(sql`
    select id, http_headers as headers from tasks
    where http_headers <> '{}' and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${limit}`);
  return rows;
}

/**
 * Stores the same headers in another form; to a client the task is as it was.
 *
 * @returns false when they were changed since they were read
 */
export async function replaceStoredHeaders(
  database: Database,
  { id, headers }: StoredHeaders,
  sealed: StoredHeaders['headers'],
): Promise<boolean> {
  const { rowCount } = await database.query(sql`
    update tasks set http_headers = ${JSON.stringify(sealed)}::jsonb
    where id = ${id} and http_headers = ${JSON.stringify(headers)}::jsonb`);
  return rowCount === 1;
}
