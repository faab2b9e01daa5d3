import sql from 'sql-template-tag';
import type { TaskStatus } from '@carillon/domain';
import type { Database } from './connect.js';
import { camelCaseRow } from './task-row.js';

/** A picture of a task's state, for whoever knows its token. */
export interface TaskBadge {
  token: string;
  createdAt: Date;
  createdBy: string;
}

/** What the picture shows. */
export interface BadgeFacts {
  taskName: string;
  taskStatus: TaskStatus;
  archivedAt: Date | null;
}

const badgeColumns = sql`token, created_at, created_by`;

/** @returns null while the task has none */
export async function findTaskBadge(database: Database, taskId: string): Promise<TaskBadge | null> {
  const { rows } = await database.query(
    sql`select ${badgeColumns} from task_badges where task_id = ${taskId}`,
  );
  return rows[0] === undefined ? null : camelCaseRow<TaskBadge>(rows[0]);
}

/** @returns null when the task has one already */
export async function insertTaskBadge(
  database: Database,
  { taskId, token, createdBy }: { taskId: string; token: string; createdBy: string },
): Promise<TaskBadge | null> {
  const { rows } = await database.query(sql`
    insert into task_badges (task_id, token, created_by) values (${taskId}, ${token}, ${createdBy})
    on conflict (task_id) do nothing returning ${badgeColumns}`);
  return rows[0] === undefined ? null : camelCaseRow<TaskBadge>(rows[0]);
}

/** @returns whether there was one */
export async function deleteTaskBadge(database: Database, taskId: string): Promise<boolean> {
  const { rowCount } = await database.query(sql`delete from task_badges where task_id = ${taskId}`);
  return rowCount === 1;
}

/** Reads `task_badges_token_key`. @returns null when no badge has the token */
export async function findBadgeFacts(database: Database, token: string): Promise<BadgeFacts | null> {
  const { rows } = await database.query(sql`
    select t.task_name, t.task_status, t.archived_at
    from task_badges b join tasks t on t.id = b.task_id where b.token = ${token}`);
  return rows[0] === undefined ? null : camelCaseRow<BadgeFacts>(rows[0]);
}
