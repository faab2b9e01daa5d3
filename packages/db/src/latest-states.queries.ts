import type { RunStatus, TaskStatus } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { Database } from './connect.js';

/** What is told of a run that changed. */
export interface RunState {
  id: string;
  taskId: string;
  runStatus: RunStatus;
  fence: number;
}

/** Looks into every partition by the first column of its primary key. Runs that are gone are missing. */
export async function readRunStates(database: Database, ids: readonly string[]): Promise<RunState[]> {
  const { rows } = await database.query<RunState>(sql`
    select id, task_id as "taskId", run_status as "runStatus", fence from task_runs where id = any(${ids}::uuid[])`);
  return rows;
}

/** What is told of a task that changed. */
export interface TaskState {
  id: string;
  taskStatus: TaskStatus;
  version: number;
}

/** By primary key. Tasks that are gone are missing. */
export async function readTaskStates(database: Database, ids: readonly string[]): Promise<TaskState[]> {
  const { rows } = await database.query<TaskState>({
    name: 'read_task_states',
    text: 'select id, task_status as "taskStatus", version from tasks where id = any($1::uuid[])',
    values: [ids],
  });
  return rows;
}
