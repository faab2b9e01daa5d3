import type { ReceivedRequest } from '@carillon/testkit';
import type { Stack, StackProcess } from '../stack.js';

export interface TaskRow {
  id: string;
  taskSchedule: string | null;
  timeZone: string;
  lane: string | null;
  overlapPolicy: string;
  backoffBaseMs: number;
  backoffMaxMs: number;
  createdMs: number;
}

export interface RunRow {
  id: string;
  taskId: string;
  runStatus: string;
  retryCount: number;
  maxRetry: number;
  scheduledMs: number;
  createdMs: number;
  /** The last instant that a recorded skip stands for; null for a run. */
  skippedToMs: number | null;
  occurrences: number;
  trigger: string;
  lane: string | null;
}

export interface LogRow {
  runId: string;
  retryCount: number;
  status: string;
  httpStatus: number | null;
  executionTime: number | null;
  message: string | null;
  createdMs: number;
  finishedMs: number | null;
}

/** All that the checks look at: what the database says, what the receiver saw, how the processes ended. */
export interface Evidence {
  tasks: TaskRow[];
  runs: RunRow[];
  logsByRun: Map<string, LogRow[]>;
  requests: readonly ReceivedRequest[];
  processes: readonly StackProcess[];
  /** Lanes that let one run in at a time. */
  serialLanes: Set<string>;
  /** Whether the trigger that refuses forbidden moves of a run is in place and switched on. */
  guardIsOn: boolean;
  /**
   * By task: the first instant that need not be recorded, epoch milliseconds, because the schedule was ended before
   * it. A task that is missing here is judged up to the last instant on record.
   */
  endedAtMs: ReadonlyMap<string, number>;
}

const ms = (column: string) => `extract(epoch from ${column})::float8 * 1000`;

export async function readEvidence(
  { database, sink, processes }: Stack,
  endedAtMs: ReadonlyMap<string, number>,
): Promise<Evidence> {
  const { pool } = database;
  const tasks = await pool.query<TaskRow>(
    `select id, task_schedule as "taskSchedule", time_zone as "timeZone", lane, overlap_policy as "overlapPolicy",
       backoff_base_ms as "backoffBaseMs", backoff_max_ms as "backoffMaxMs", ${ms('created_at')} as "createdMs"
     from tasks`,
  );
  const runs = await pool.query<RunRow>(
    `select id, task_id as "taskId", run_status as "runStatus", retry_count as "retryCount", max_retry as "maxRetry",
       ${ms('scheduled_for')} as "scheduledMs", ${ms('created_at')} as "createdMs",
       ${ms('skipped_to')} as "skippedToMs", occurrences, trigger, lane
     from task_runs order by scheduled_for`,
  );
  const logs = await pool.query<LogRow>(
    `select run_id as "runId", retry_count as "retryCount", status, http_status as "httpStatus",
       execution_time as "executionTime", message, ${ms('created_at')} as "createdMs", ${ms('finished_at')} as "finishedMs"
     from task_logs order by run_id, retry_count, created_at`,
  );
  const lanes = await pool.query<{ name: string }>('select name from lanes where concurrency_limit = 1');
  const guard = await pool.query<{ enabled: string }>(
    `select tgenabled as enabled from pg_trigger
     where tgname = 'task_runs_guard_status' and tgrelid = 'task_runs'::regclass`,
  );
  const logsByRun = new Map<string, LogRow[]>();
  for (const log of logs.rows) logsByRun.set(log.runId, [...(logsByRun.get(log.runId) ?? []), log]);
  const ownLanes = tasks.rows.filter((task) => task.lane === null && task.overlapPolicy === 'queue');
  return {
    tasks: tasks.rows,
    runs: runs.rows,
    logsByRun,
    requests: [...sink.requests],
    processes,
    serialLanes: new Set([...lanes.rows.map((row) => row.name), ...ownLanes.map((task) => task.id)]),
    guardIsOn: guard.rows[0]?.enabled === 'O',
    endedAtMs,
  };
}
