import type { Sql } from 'sql-template-tag';
import sql from 'sql-template-tag';
import type { FailureSelection } from './bulk-operations.queries.js';
import type { Database } from './connect.js';

/** What there is to recover. */
export interface Recoverable {
  /** Failed tasks with such runs. */
  tasks: number;
  /** Those runs. Of each task the newest alone is tried again. */
  runs: number;
  /** Tasks with more than one of them. */
  repeatedTasks: number;
}

/** Failed tasks in use with their failures since then. Reads all runs of the window once, and the tasks of those. */
function recoverableTasks({ since, statuses }: FailureSelection): Sql {
  return sql`
    select bad.task_id, bad.runs from (
      select task_id, count(*)::int as runs from task_runs
      where scheduled_for >= ${since}::timestamptz and scheduled_for <= now() and run_status = any(${statuses})
      group by task_id
    ) bad join tasks t on t.id = bad.task_id and t.task_status = 'failed' and t.archived_at is null`;
}

export async function countRecoverable(database: Database, failures: FailureSelection): Promise<Recoverable> {
  const { rows } = await database.query<Recoverable>(sql`
    select count(*)::int as tasks, coalesce(sum(runs), 0)::int as runs,
      (count(*) filter (where runs > 1))::int as "repeatedTasks"
    from (${recoverableTasks(failures)}) recoverable`);
  return rows[0]!;
}

/** The tasks that `countRecoverable` counts, no more than so many, those that are older first. */
export async function listRecoverableTasks(
  database: Database,
  failures: FailureSelection,
  limit: number,
): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(sql`
    select task_id as id from (${recoverableTasks(failures)}) recoverable order by task_id limit ${limit}`);
  return rows.map(({ id }) => id);
}
