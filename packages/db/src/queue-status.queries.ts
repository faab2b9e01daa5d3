import type { RunStatus, TaskPriority } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { Database } from './connect.js';

/** Open runs of one state and priority. */
export interface QueueDepth {
  runStatus: RunStatus;
  priority: TaskPriority;
  count: number;
}

export interface QueueLag {
  /** Due runs that nobody has claimed, and how long the oldest has waited. */
  dueRuns: number;
  oldestDueRunMs: number | null;
  /** Due tasks that nobody has published, and how long the oldest has waited. */
  dueTasks: number;
  oldestDueTaskMs: number | null;
}

export interface WorkerStatus {
  id: string;
  kind: 'publisher' | 'listener';
  host: string;
  pid: number;
  version: string;
  concurrency: number;
  startedAt: Date;
  /** How long ago it was last heard of. */
  silentMs: number;
}

/** Open runs by state and priority. `task_runs_open_idx` holds exactly the open ones, so finished runs cost nothing. */
export async function readQueueDepth(database: Database): Promise<QueueDepth[]> {
  const { rows } = await database.query<QueueDepth>(sql`
    select run_status as "runStatus", priority, count(*)::int as count from task_runs
    where finished_at is null group by run_status, priority order by run_status, priority`);
  return rows;
}

/** How far behind listeners and publishers are. Reads `task_runs_open_idx` and `tasks_due_idx`. */
export async function readQueueLag(database: Database): Promise<QueueLag> {
  const { rows } = await database.query<QueueLag>(sql`
    select runs.count::int as "dueRuns", extract(epoch from now() - runs.oldest)::float8 * 1000 as "oldestDueRunMs",
      tasks.count::int as "dueTasks", extract(epoch from now() - tasks.oldest)::float8 * 1000 as "oldestDueTaskMs"
    from (
      select count(*), min(next_attempt_at) as oldest from task_runs
      where finished_at is null and next_attempt_at <= now() and run_status in ('pending', 'retrying')
    ) runs
    cross join (select count(*), min(next_run_at) as oldest from tasks where next_run_at <= now()) tasks`);
  return rows[0]!;
}

/** Publishers and listeners that were heard of within the day, the newest first. */
export async function listWorkers(database: Database): Promise<WorkerStatus[]> {
  const { rows } = await database.query<WorkerStatus>(sql`
    select id, kind, host, pid, version, concurrency, started_at as "startedAt",
      extract(epoch from now() - heartbeat_at)::float8 * 1000 as "silentMs"
    from workers where heartbeat_at > now() - interval '1 day' order by started_at desc, id limit 500`);
  return rows;
}
