import type { RunStatus, TaskPriority } from '@carillon/domain';
import { ageingStepMs, taskPriorities } from '@carillon/domain';
import sql, { empty } from 'sql-template-tag';
import type { Database } from './connect.js';
import { laneOrder } from './lanes.queries.js';

/** A lane with its open runs. */
export interface Lane {
  name: string;
  concurrencyLimit: number;
  paused: boolean;
  /** Who held it back, when and why; null while it is not paused. */
  pausedAt: Date | null;
  pausedBy: string | null;
  pauseReason: string | null;
  counts: Record<OpenRunStatus, number>;
  /** Runs that have not begun, by priority. */
  notBegun: Record<TaskPriority, number>;
  /** The instant of the run that has waited longest to begin; null when none is due. */
  oldestDueAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

type OpenRunStatus = Extract<RunStatus, 'held' | 'pending' | 'running' | 'retrying' | 'waiting'>;

const laneColumns = sql`
  l.name, l.concurrency_limit as "concurrencyLimit", l.paused, l.paused_at as "pausedAt", l.paused_by as "pausedBy",
  l.pause_reason as "pauseReason", l.created_at as "createdAt", l.updated_at as "updatedAt", o.*`;

/** The open runs of a lane are found by `task_runs_lane_idx`, so that finished ones cost nothing. */
const openRuns = sql`
  cross join lateral (
    select
      jsonb_build_object(
        'held', count(*) filter (where run_status = 'held'), 'pending', count(*) filter (where run_status = 'pending'),
        'running', count(*) filter (where run_status = 'running'), 'retrying', count(*) filter (where run_status = 'retrying'),
        'waiting', count(*) filter (where run_status = 'waiting')) as counts,
      jsonb_build_object(
        'urgent', count(*) filter (where run_status in ('held', 'pending') and priority = 'urgent'),
        'high', count(*) filter (where run_status in ('held', 'pending') and priority = 'high'),
        'normal', count(*) filter (where run_status in ('held', 'pending') and priority = 'normal'),
        'low', count(*) filter (where run_status in ('held', 'pending') and priority = 'low')) as "notBegun",
      min(scheduled_for) filter (where run_status in ('held', 'pending') and scheduled_for <= now()) as "oldestDueAt"
    from task_runs r where r.finished_at is null and r.lane = l.name
  ) o`;

/** Lanes by name, behind the given one. */
export async function listLanes(
  database: Database,
  { limit, after }: { limit: number; after: string | null },
): Promise<Lane[]> {
  const { rows } = await database.query<Lane>(sql`
    select ${laneColumns} from lanes l ${openRuns} ${after === null ? empty : sql`where l.name > ${after}`}
    order by l.name limit ${limit}`);
  return rows;
}

export async function findLane(database: Database, name: string): Promise<Lane | null> {
  const { rows } = await database.query<Lane>(
    sql`select ${laneColumns} from lanes l ${openRuns} where l.name = ${name}`,
  );
  return rows[0] ?? null;
}

/** Makes a lane, or changes how many of its runs may be under way. Those that are, go on. */
export async function saveLane(
  database: Database,
  { name, concurrencyLimit }: { name: string; concurrencyLimit: number },
): Promise<void> {
  await database.query(sql`
    insert into lanes (name, concurrency_limit) values (${name}, ${concurrencyLimit})
    on conflict (name) do update set concurrency_limit = excluded.concurrency_limit, updated_at = now()`);
}

/** @returns whether there is such a lane */
export async function pauseLane(
  database: Database,
  { name, actor, reason }: { name: string; actor: string; reason: string | null },
): Promise<boolean> {
  const { rowCount } = await database.query(sql`
    update lanes set paused = true, paused_at = now(), paused_by = ${actor}, pause_reason = ${reason}, updated_at = now()
    where name = ${name}`);
  return rowCount === 1;
}

/** @returns whether there is such a lane */
export async function resumeLane(database: Database, name: string): Promise<boolean> {
  const { rowCount } = await database.query(sql`
    update lanes set paused = false, paused_at = null, paused_by = null, pause_reason = null, updated_at = now()
    where name = ${name}`);
  return rowCount === 1;
}

/** A run that waits for its turn in a lane. */
export interface HeldRun {
  id: string;
  taskId: string;
  taskName: string;
  priority: TaskPriority;
  scheduledFor: Date;
  nextAttemptAt: Date;
}

/** The next runs of a lane, in the order in which `admitRuns` would free them now. */
export async function listHeldRuns(
  database: Database,
  { lane, limit }: { lane: string; limit: number },
): Promise<HeldRun[]> {
  const { rows } = await database.query<HeldRun>({
    text: `select r.id, r.task_id as "taskId", t.task_name as "taskName", r.priority, r.scheduled_for as "scheduledFor",
             r.next_attempt_at as "nextAttemptAt"
           from task_runs r join tasks t on t.id = r.task_id
           where r.finished_at is null and r.run_status = 'held' and r.lane = $1
           order by ${laneOrder} limit $2`,
    values: [lane, limit, taskPriorities, ageingStepMs],
  });
  return rows;
}
