import type { Task } from '@carillon/domain';
import type { Sql } from 'sql-template-tag';
import sql from 'sql-template-tag';
import type { Database } from './connect.js';
import type { TaskRow } from './task-row.js';
import { taskColumns, toTask } from './task-row.js';

/** Notes that somebody knows of the failure that a task is in. The caller holds its row locked, and it is `failed`. */
export function acknowledgeTask(
  transaction: Database,
  id: string,
  { by, note }: { by: string; note: string | null },
): Promise<Task> {
  return markTask(
    transaction,
    id,
    sql`acknowledged_at = now(), acknowledged_by = ${by}, acknowledge_note = ${note}`,
  );
}

/** Makes the failure of a task count again. The caller holds its row locked. */
export function withdrawAcknowledgement(transaction: Database, id: string): Promise<Task> {
  return markTask(
    transaction,
    id,
    sql`acknowledged_at = null, acknowledged_by = null, acknowledge_note = null`,
  );
}

/**
 * Takes a task out of use: off its schedule, without an end of its pause and without the run that its receiver has
 * asked for. The caller holds its row locked, and it has no open runs.
 */
export async function archiveTask(transaction: Database, id: string): Promise<Task> {
  await transaction.query(sql`delete from planned_runs where task_id = ${id}`);
  return markTask(
    transaction,
    id,
    sql`archived_at = now(), task_status = 'paused', paused_until = null, next_run_at = null,
      withheld_from = coalesce(next_run_at, withheld_from)`,
  );
}

/** Takes a task back into use; it stays paused. The caller holds its row locked. */
export function unarchiveTask(transaction: Database, id: string): Promise<Task> {
  return markTask(transaction, id, sql`archived_at = null`);
}

async function markTask(transaction: Database, id: string, marks: Sql): Promise<Task> {
  const { rows } = await transaction.query<TaskRow>(sql`
    update tasks set ${marks}, version = version + 1, updated_at = now() where id = ${id} returning ${taskColumns}`);
  return toTask(rows[0]!);
}
