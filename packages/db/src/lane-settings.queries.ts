import type { RunStatus, TaskPriority } from '@carillon/domain';
import sql, { empty, raw } from 'sql-template-tag';
import type { Database } from './connect.js';
import type { NamedSort, Page, PageRequest } from './list-page.js';
import { byTime, readPage } from './list-page.js';
import { slotSpacing } from './lane-rates.queries.js';
import { camelCaseRow } from './task-row.js';

/** At most so many runs begin in any period of so many milliseconds, evenly spaced. */
export interface LaneRateLimit {
  runs: number;
  perMs: number;
}

/** A lane with its open runs. Times are ISO 8601 UTC. */
export interface Lane {
  name: string;
  concurrencyLimit: number;
  /** Null: its runs begin as soon as there is room. */
  rateLimit: LaneRateLimit | null;
  /** Before this instant its rate limit lets no further run begin; null: it would let one begin now. */
  nextStartAt: string | null;
  paused: boolean;
  /** Who held it back, when and why; null while it is not paused. */
  pausedAt: string | null;
  pausedBy: string | null;
  pauseReason: string | null;
  /** Rises with each change of it, not with its runs. */
  version: number;
  counts: Record<OpenRunStatus, number>;
  /** Runs that have not begun, by priority. */
  notBegun: Record<TaskPriority, number>;
  /** The instant of the run that has waited longest to begin; null when none is due. */
  oldestDueAt: string | null;
  createdAt: string;
  updatedAt: string;
}

type OpenRunStatus = Extract<RunStatus, 'held' | 'pending' | 'running' | 'retrying' | 'waiting'>;

const nextSlot = raw(slotSpacing);

const laneColumns = sql`
  l.name, l.concurrency_limit as "concurrencyLimit",
  case when l.rate_limit_runs is not null
    then jsonb_build_object('runs', l.rate_limit_runs, 'perMs', l.rate_limit_per_ms) end as "rateLimit",
  case when l.last_slot_at + ${nextSlot} > now() then l.last_slot_at + ${nextSlot} end as "nextStartAt", l.paused, l.paused_at as "pausedAt", l.paused_by as "pausedBy",
  l.pause_reason as "pauseReason", l.version, l.created_at as "createdAt", l.updated_at as "updatedAt", o.*`;

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

const laneOrders = { name: null, createdAt: byTime('l.created_at'), updatedAt: byTime('l.updated_at') };

export async function listLanes(database: Database, request: PageRequest<NamedSort>): Promise<Page<Lane>> {
  const source = {
    columns: laneColumns,
    from: sql`lanes l ${openRuns}`,
    key: { column: 'l.name', type: 'text' as const },
    orders: laneOrders,
  };
  return readPage(database, source, request);
}

export async function findLane(database: Database, name: string): Promise<Lane | null> {
  const { rows } = await database.query<object>(
    sql`select ${laneColumns} from lanes l ${openRuns} where l.name = ${name}`,
  );
  return rows[0] ? camelCaseRow<Lane>(rows[0]) : null;
}

/**
 * Makes a lane, or changes how many of its runs may be under way and how often they begin. Those that are under way go
 * on, and those that were admitted keep their slots: another rate holds from the last of them on, `slotsAheadMs` later
 * at most.
 *
 * @param lane.rateLimit null: none; absent: it stays as it is
 */
export async function saveLane(
  database: Database,
  {
    name,
    concurrencyLimit,
    rateLimit,
  }: Pick<Lane, 'name' | 'concurrencyLimit'> & { rateLimit?: LaneRateLimit | null | undefined },
): Promise<Pick<Lane, 'version'>> {
  const { rows } = await database.query<Pick<Lane, 'version'>>(sql`
    insert into lanes as l (name, concurrency_limit, rate_limit_runs, rate_limit_per_ms)
    values (${name}, ${concurrencyLimit}, ${rateLimit?.runs ?? null}, ${rateLimit?.perMs ?? null})
    on conflict (name) do update set concurrency_limit = excluded.concurrency_limit, version = l.version + 1, updated_at = now()
      ${rateLimit === undefined ? empty : sql`, rate_limit_runs = excluded.rate_limit_runs, rate_limit_per_ms = excluded.rate_limit_per_ms`}
    returning version`);
  return rows[0]!;
}

/** @returns whether there is such a lane */
export async function pauseLane(
  database: Database,
  { name, actor, reason }: { name: string; actor: string; reason: string | null },
): Promise<boolean> {
  const { rowCount } = await database.query(sql`
    update lanes set paused = true, paused_at = now(), paused_by = ${actor}, pause_reason = ${reason},
      version = version + 1, updated_at = now()
    where name = ${name}`);
  return rowCount === 1;
}

/** @returns whether there is such a lane */
export async function resumeLane(database: Database, name: string): Promise<boolean> {
  const { rowCount } = await database.query(sql`
    update lanes set paused = false, paused_at = null, paused_by = null, pause_reason = null, version = version + 1,
      updated_at = now()
    where name = ${name}`);
  return rowCount === 1;
}
