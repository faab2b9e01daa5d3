/** Runs added up: the one way in which statistics count them, now or once for good (`run_hours`). */
import type { RunStatus } from '@carillon/domain';
import type { Sql } from 'sql-template-tag';
import sql, { empty, join, raw } from 'sql-template-tag';
import type { Database } from './connect.js';
import type { StatisticsScope, StatisticsWindow } from './statistics-scope.js';
import { durationMs, edgesOf, ofScope } from './statistics-scope.js';
import { timeBinBoundsMs } from './time-bins.js';

/** By what runs are counted: their state, how long they took, or how late they began. */
export type CellKind = 'status' | 'duration' | 'lag';

/** Runs that are alike. Sums are of those of them that have the value, and their number stands in the plural. */
export interface RunCell {
  kind: CellKind;
  /** Where the bucket begins; null when there is but one. */
  at: Date | null;
  /** Null unless they are counted by it. */
  status: RunStatus | null;
  /** Of the time that they are counted by; null for those that have none. */
  bin: number | null;
  /** Skipped ones by the instants that they stand for. */
  runs: number;
  retries: number;
  cost: number;
  costs: number;
  quality: number;
  qualities: number;
  durationMs: number;
  durations: number;
  lagMs: number;
  lags: number;
}

const hour = sql`interval '1 hour'`;
const day = sql`interval '1 day'`;
const epoch = sql`timestamptz 'epoch'`;
/** Of a run, the hour that it belongs to. */
export const hourOfRun = sql`date_bin(${hour}, scheduled_for, ${epoch})`;

/** From the instant to the first attempt; of a run that was tried again, that is not on record any more. */
const lagMs = sql`case when retry_count = 0 then date_part('epoch', started_at - scheduled_for) * 1000 end`;

/** The columns of a run that are counted. */
export const measured = (at: Sql): Sql => sql`
  ${at} as at, run_status as status, case when run_status = 'skipped' then occurrences else 1 end as runs, retry_count as retries,
  cost, quality_score as quality, ${durationMs} as duration_ms, ${lagMs} as lag_ms`;

const binOf = (ms: Sql): Sql => sql`width_bucket(${ms}, ${timeBinBoundsMs}::float8[])`;

/** Counts measured runs for each `at`, once by each of the three. */
export const countMeasured = (runs: Sql): Sql => sql`
  select case grouping(status, duration_bin, lag_bin) when 3 then 'status' when 5 then 'duration' else 'lag' end as kind,
    at, status, case grouping(duration_bin) when 0 then duration_bin else lag_bin end as bin,
    sum(runs) as runs, sum(retries) as retries, sum(cost) as cost, count(cost) as costs, sum(quality) as quality,
    count(quality) as qualities, sum(duration_ms) as duration_ms, count(duration_ms) as durations, sum(lag_ms) as lag_ms,
    count(lag_ms) as lags
  from (
    select *, ${binOf(sql`duration_ms`)} as duration_bin, ${binOf(sql`lag_ms`)} as lag_bin from (${runs}) runs
  ) binned
  group by grouping sets ((at, status), (at, duration_bin), (at, lag_bin))`;

/** The columns of a cell beside `kind`, `at` and `bin`, as `run_hours.counts` holds them. */
const storedColumns = sql`status text, runs numeric, retries numeric, cost numeric, costs numeric, quality numeric,
  qualities numeric, duration_ms float8, durations numeric, lag_ms float8, lags numeric`;

const addedUp = join(
  [
    'runs',
    'retries',
    'cost',
    'costs',
    'quality',
    'qualities',
    'duration_ms',
    'durations',
    'lag_ms',
    'lags',
  ].map((name) => sql`coalesce(sum(${raw(name)}), 0)::float8 as ${raw(`"${name.replace('_ms', 'Ms')}"`)}`),
);

/** Which runs are counted, and by what. */
export interface CellRequest {
  window: StatisticsWindow;
  /** Told apart by buckets of so many milliseconds, the first of which is whole; undefined: together. */
  bucketMs?: number | undefined;
  scope: Omit<StatisticsScope, keyof StatisticsWindow>;
  kinds: CellKind[];
}

const hourMs = 3_600_000;

/**
 * Counts runs in one statement, so in one state of the database. What `run_hours` knows is taken from there; of all other hours, the runs
 * are read from the partitions of their days, and of counted ones those that were open then, by their primary key.
 *
 * @returns also where the window ends
 */
export async function readCells(
  database: Database,
  { window, bucketMs, scope, kinds }: CellRequest,
): Promise<{ cells: RunCell[]; to: Date }> {
  const isOfAll = Object.values(scope).every((value) => value === undefined);
  const usesHours = isOfAll && (bucketMs === undefined || bucketMs % hourMs === 0);
  const bucketOf = (instant: Sql): Sql =>
    bucketMs === undefined
      ? sql`null::timestamptz`
      : sql`date_bin(${bucketMs}::float8 * interval '1 millisecond', ${instant}, ${epoch})`;
  const { from, to, isBeforeEnd } = edgesOf(window);
  const since = bucketMs === undefined ? from : bucketOf(from);
  const ofRuns = sql`select ${measured(bucketOf(sql`scheduled_for`))} from task_runs`;
  const storedBins = (kind: CellKind, column: Sql): Sql => sql`
    select ${kind}, ${bucketOf(sql`hour`)}, null, b.bin::int, b.runs::numeric,
      null, null, null, null, null, null, null, null, null
    from hours cross join lateral jsonb_each_text(${column}) as b(bin, runs)`;
  // OFFSET 0 keeps each inner SELECT by itself, so that PostgreSQL leaves out all partitions but that of the day.
  const { rows } = await database.query<RunCell & { to: Date }>(sql`
    with hours as materialized (
      select * from run_hours
      where ${usesHours} and counts is not null and hour >= ${since} and hour + ${hour} <= ${to}
    ),
    read as (
      select r.* from generate_series(date_bin(${day}, ${since}, ${epoch}), ${to}, ${day}) as days(day) cross join lateral (
        ${ofRuns}
        where scheduled_for >= day and scheduled_for < day + ${day} and scheduled_for >= ${since} and ${isBeforeEnd}
          ${ofScope(scope)} ${usesHours ? sql`and ${hourOfRun} not in (select hour from hours)` : empty}
        offset 0
      ) r
      where (select count(*) from hours where hour >= day and hour < day + ${day}) < 24
      union all
      select r.* from hours cross join lateral unnest(open_runs) as open(run_id) cross join lateral (
        ${ofRuns} where id = run_id and scheduled_for >= hour and scheduled_for < hour + ${hour} offset 0
      ) r
    ),
    cells as (
      ${countMeasured(sql`select * from read`)}
      union all
      select 'status', ${bucketOf(sql`hour`)}, c.status, null, c.runs, c.retries, c.cost, c.costs, c.quality, c.qualities,
        c.duration_ms, c.durations, c.lag_ms, c.lags
      from hours cross join lateral jsonb_to_recordset(counts) as c(${storedColumns})
      union all ${storedBins('duration', sql`durations`)}
      union all ${storedBins('lag', sql`lags`)}
    )
    select told.*, summed.* from (select ${to} as to) told left join (
      select kind, at, status, bin, ${addedUp} from cells where kind = any(${kinds}) group by kind, at, status, bin
    ) summed on true`);
  return { cells: rows.filter(({ kind }) => kind !== null), to: rows[0]!.to };
}
