import type {
  DstGapPolicy,
  DstOverlapPolicy,
  MisfirePolicy,
  OverlapPolicy,
  SkipReason,
  TaskPriority,
  TaskStatus,
} from '@carillon/domain';
import { plainArray } from './array-literal.js';
import type { Database } from './connect.js';

/** What the publisher needs to know of a due task. Instants as epoch milliseconds. */
export interface DueTask {
  id: string;
  taskSchedule: string | null;
  timeZone: string;
  startsAtMs: number | null;
  endsAtMs: number | null;
  maxRuns: number | null;
  jitterMs: number;
  priority: TaskPriority;
  lane: string | null;
  overlapPolicy: OverlapPolicy;
  misfirePolicy: MisfirePolicy;
  misfireWindowMs: number | null;
  misfireCap: number;
  deadlineMs: number | null;
  tags: string[];
  dstGap: DstGapPolicy;
  dstOverlap: DstOverlapPolicy;
  taskStatus: TaskStatus;
  activeRuns: number;
  runCount: number;
  maxRetry: number;
  version: number;
  webhookUrl: string;
  nextRunAtMs: number;
  /** The same for all: what the ids of scheduled runs are made of. */
  installationId: string;
  /** The same for all: whether any blackout window is switched on. */
  hasBlackouts: boolean;
  /** PostgreSQL's clock: the transaction's, so the same for a whole batch. */
  nowMs: number;
}

const claimDueTasksText = `
  with due as materialized (
    select id from tasks where next_run_at <= now()
    order by next_run_at limit $1 for no key update skip locked
  )
  select t.id, t.task_schedule as "taskSchedule", t.time_zone as "timeZone",
    extract(epoch from t.starts_at)::float8 * 1000 as "startsAtMs",
    extract(epoch from t.ends_at)::float8 * 1000 as "endsAtMs",
    t.max_runs as "maxRuns", t.jitter_ms as "jitterMs", t.priority, t.lane,
    t.overlap_policy as "overlapPolicy", t.misfire_policy as "misfirePolicy",
    t.misfire_window_ms as "misfireWindowMs", t.misfire_cap as "misfireCap", t.deadline_ms as "deadlineMs", t.tags, t.dst_gap as "dstGap", t.dst_overlap as "dstOverlap",
    t.task_status as "taskStatus", t.active_runs as "activeRuns", t.run_count as "runCount",
    t.max_retry as "maxRetry", t.version, t.webhook_url as "webhookUrl",
    extract(epoch from t.next_run_at)::float8 * 1000 as "nextRunAtMs", (select id from installation) as "installationId",
    exists (select from blackouts where enabled) as "hasBlackouts",
    extract(epoch from now())::float8 * 1000 as "nowMs"
  from due join tasks t on t.id = due.id
  order by t.next_run_at`;

/**
 * Locks at most `limit` due tasks, those first that are due longest. Tasks that another publisher holds are passed
 * over, so one empty answer does not mean that nothing is due. Reads `tasks_due_idx` and stops at the limit.
 */
export async function claimDueTasks(transaction: Database, limit: number): Promise<DueTask[]> {
  const { rows } = await transaction.query<DueTask>({
    name: 'claim_due_tasks',
    text: claimDueTasksText,
    values: [limit],
  });
  return rows;
}

/** A run about to be written. Instants as ISO 8601. */
export interface NewRun {
  id: string;
  taskId: string;
  scheduledFor: string;
  runStatus: 'held' | 'pending' | 'skipped';
  /** Not before this instant: `scheduledFor` plus jitter, later when it catches up. */
  nextAttemptAt: string;
  /** When it ends as abandoned if it is still open; null: never. */
  deadlineAt: string | null;
  priority: TaskPriority;
  lane: string | null;
  maxRetry: number;
  skipReason: SkipReason | null;
  occurrences: number;
  skippedTo: string | null;
  taskVersion: number;
  /** Not stored: for the hint. */
  host: string;
}

/** How a published task goes on. */
export interface TaskAdvance {
  taskId: string;
  /** ISO 8601; null when nothing is left to run. */
  nextRunAt: string | null;
  /** The newest instant that was run or skipped; null: none was. */
  lastRunAt: string | null;
  /** How many runs were written. */
  newRuns: number;
  taskStatus: TaskStatus;
  /** Why the task was parked, when it was; its instant is withheld then. */
  pauseReason: string | null;
}

const insertRunsText = `
  with x as (
    select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::timestamptz[], $6::text[], $7::text[],
      $8::int[], $9::text[], $10::int[], $11::timestamptz[], $12::int[], $13::timestamptz[])
      as u(id, task_id, scheduled_for, run_status, next_attempt_at, priority, lane,
        max_retry, skip_reason, occurrences, skipped_to, task_version, deadline_at)
  )
  insert into task_runs (id, task_id, scheduled_for, run_status, next_attempt_at, priority, lane,
    max_retry, skip_reason, occurrences, skipped_to, task_version, deadline_at, finished_at)
  select id, task_id, scheduled_for, run_status, next_attempt_at, priority, lane,
    max_retry, skip_reason, occurrences, skipped_to, task_version, deadline_at,
    case when run_status = 'skipped' then now() end
  from x on conflict do nothing
  returning id`;

/**
 * Writes planned runs; one that exists already, by task, instant and trigger, is left as it is. If that one is being
 * ended at the moment, this waits for it, while ending waits for the task that the caller has locked: a deadlock, and
 * whoever is its victim runs again. It takes a schedule that was set back to an instant whose run is still open.
 *
 * @returns the ids of the runs that were really written
 */
export async function insertRuns(transaction: Database, runs: NewRun[]): Promise<Set<string>> {
  if (runs.length === 0) return new Set();
  const { rows } = await transaction.query<{ id: string }>({
    name: 'insert_runs',
    text: insertRunsText,
    values: [
      plainArray(runs.map((run) => run.id)),
      plainArray(runs.map((run) => run.taskId)),
      plainArray(runs.map((run) => run.scheduledFor)),
      plainArray(runs.map((run) => run.runStatus)),
      plainArray(runs.map((run) => run.nextAttemptAt)),
      plainArray(runs.map((run) => run.priority)),
      runs.map((run) => run.lane),
      plainArray(runs.map((run) => run.maxRetry)),
      plainArray(runs.map((run) => run.skipReason)),
      plainArray(runs.map((run) => run.occurrences)),
      plainArray(runs.map((run) => run.skippedTo)),
      plainArray(runs.map((run) => run.taskVersion)),
      plainArray(runs.map((run) => run.deadlineAt)),
    ],
  });
  return new Set(rows.map((row) => row.id));
}

const advanceTasksText = `
  with x as (
    select * from unnest($1::uuid[], $2::timestamptz[], $3::int[], $4::text[], $5::text[], $6::timestamptz[])
      as u(id, next_run_at, new_runs, task_status, pause_reason, last_run_at)
  )
  update tasks t set next_run_at = x.next_run_at, active_runs = t.active_runs + x.new_runs,
    run_count = t.run_count + x.new_runs, task_status = x.task_status,
    pause_reason = coalesce(x.pause_reason, t.pause_reason), updated_at = now(),
    last_run_at = greatest(t.last_run_at, x.last_run_at),
    withheld_from = case when x.pause_reason is not null then t.next_run_at end
  from x where t.id = x.id`;

/** Moves published tasks on to their next instant. The caller holds their rows locked. */
export async function advanceTasks(transaction: Database, advances: TaskAdvance[]): Promise<void> {
  await transaction.query({
    name: 'advance_tasks',
    text: advanceTasksText,
    values: [
      plainArray(advances.map((advance) => advance.taskId)),
      plainArray(advances.map((advance) => advance.nextRunAt)),
      plainArray(advances.map((advance) => advance.newRuns)),
      plainArray(advances.map((advance) => advance.taskStatus)),
      advances.map((advance) => advance.pauseReason),
      plainArray(advances.map((advance) => advance.lastRunAt)),
    ],
  });
}

/** What a publisher sees before a pass. */
export interface Outlook {
  /** By PostgreSQL's clock; 0 or less when a task is due, null when none ever will be. */
  dueInMs: number | null;
  /** Whether more runs than may be wait for a listener; false while nothing is due. */
  isBacklogAbove: boolean;
}

/** `tasks_due_idx` has the first; `task_runs_open_idx` counts, no further than the limit, and only if a task is due. */
const lookForDueTasksText = `
  select next.ms as "dueInMs",
    case when next.ms <= 0 then (
      select count(*) > $1 from (
        select from task_runs where finished_at is null and next_attempt_at <= now() limit $1 + 1
      ) waiting
    ) else false end as "isBacklogAbove"
  from (
    select extract(epoch from (min(next_run_at) - clock_timestamp()))::float8 * 1000 as ms
    from tasks where next_run_at is not null
  ) next`;

/** When the next task is due, and whether more than `backlogMax` runs wait for a listener. */
export async function lookForDueTasks(database: Database, backlogMax: number): Promise<Outlook> {
  const { rows } = await database.query<Outlook>({
    name: 'look_for_due_tasks',
    text: lookForDueTasksText,
    values: [backlogMax],
  });
  return rows[0]!;
}
