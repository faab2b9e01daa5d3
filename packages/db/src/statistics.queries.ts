/**
 * Statistics read the runs of a window one after the other, from the partitions of its days alone: an index that would
 * narrow it further has to be written to with every run, and would be read a few times an hour.
 */
import type { RunStatus } from '@carillon/domain';
import { runStatuses } from '@carillon/domain';
import type { Sql } from 'sql-template-tag';
import sql, { empty, join, raw } from 'sql-template-tag';
import type { Database, Pool } from './connect.js';
import { inTransaction } from './connect.js';
import { hasTagOf } from './filter-conditions.js';

/** Runs that were due within so many milliseconds up to now, all or some of them. */
export interface StatisticsScope {
  windowMs: number;
  taskId?: string | undefined;
  tag?: string | undefined;
  lane?: string | undefined;
}

/** Milliseconds; null where there is nothing to measure. */
export interface Percentiles {
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

export interface StatisticsSummary {
  from: Date;
  to: Date;
  /** Skipped ones by the instants that they stand for. */
  byStatus: Record<RunStatus, number>;
  total: number;
  /** Completed of those that completed, failed or were abandoned; null when there are none. */
  successRate: number | null;
  durationMs: Percentiles;
  lagMs: Percentiles;
  retries: number;
  cost: { sum: number; average: number | null };
  quality: { count: number; average: number | null };
}

/** From the beginning of the last attempt to the end of a run that completed or failed. */
const durationMs = sql`case when run_status in ('completed', 'failed')
  then date_part('epoch', finished_at - started_at) * 1000 end`;

/** From the instant to the first attempt; of a run that was tried again, that is not on record any more. */
const lagMs = sql`case when retry_count = 0 then date_part('epoch', started_at - scheduled_for) * 1000 end`;

const measures = { duration: durationMs, lag: lagMs };
export type StatisticsMeasure = keyof typeof measures;

const countByStatus = join(
  runStatuses.map((status) =>
    status === 'skipped'
      ? sql`'skipped', coalesce(sum(occurrences) filter (where run_status = 'skipped'), 0)`
      : sql`${raw(`'${status}'`)}, count(*) filter (where run_status = ${raw(`'${status}'`)})`,
  ),
);
const byStatus = sql`jsonb_build_object(${countByStatus}) as "byStatus"`;

const successRate = sql`(count(*) filter (where run_status = 'completed'))::float8
  / nullif(count(*) filter (where run_status in ('completed', 'failed', 'abandoned')), 0) as "successRate"`;

const sums = sql`
  (count(id) - count(*) filter (where run_status = 'skipped')
    + coalesce(sum(occurrences) filter (where run_status = 'skipped'), 0))::int as total,
  coalesce(sum(retry_count), 0)::int as retries,
  jsonb_build_object('sum', coalesce(sum(cost), 0), 'average', avg(cost)) as cost,
  jsonb_build_object('count', count(quality_score), 'average', avg(quality_score)) as quality`;

function percentileArray(value: Sql): Sql {
  return sql`percentile_cont(array[0.5, 0.95, 0.99]) within group (order by ${value})`;
}

function inScope({ windowMs, taskId, tag, lane }: StatisticsScope): Sql {
  return sql`scheduled_for > now() - ${windowMs}::float8 * interval '1 millisecond' and scheduled_for <= now()
    ${ofScope({ taskId, tag, lane })}`;
}

function ofScope({ taskId, tag, lane }: Omit<StatisticsScope, 'windowMs'>): Sql {
  return sql`
    ${taskId === undefined ? empty : sql`and task_id = ${taskId}`}
    ${tag === undefined ? empty : sql`and task_id in (select id from tasks where ${hasTagOf([tag])})`}
    ${lane === undefined ? empty : sql`and lane = ${lane}`}`;
}

/** Percentiles of a million runs are sorted in memory rather than on disk. */
function withRoomToSort<T>(pool: Pool, read: (transaction: Database) => Promise<T>): Promise<T> {
  return inTransaction(pool, async (transaction) => {
    await transaction.query(`set local work_mem = '64MB'`);
    return read(transaction);
  });
}

type SummaryRow = Omit<StatisticsSummary, 'durationMs' | 'lagMs'> & {
  durations: number[] | null;
  lags: number[] | null;
};

export async function readSummary(pool: Pool, scope: StatisticsScope): Promise<StatisticsSummary> {
  return withRoomToSort(pool, async (transaction) => {
    const { rows } = await transaction.query<SummaryRow>(sql`
      select now() - ${scope.windowMs}::float8 * interval '1 millisecond' as from, now() as to, ${byStatus}, ${successRate},
        ${sums}, ${percentileArray(durationMs)} as durations, ${percentileArray(lagMs)} as lags
      from task_runs where ${inScope(scope)}`);
    const { durations, lags, ...summary } = rows[0]!;
    return { ...summary, durationMs: toPercentiles(durations), lagMs: toPercentiles(lags) };
  });
}

function toPercentiles(values: number[] | null): Percentiles {
  const [p50 = null, p95 = null, p99 = null] = values ?? [];
  return { p50, p95, p99 };
}

/** The runs that were due from `at` on, up to the next point. Averages in milliseconds. */
export interface StatisticsPoint extends Pick<
  StatisticsSummary,
  'byStatus' | 'total' | 'successRate' | 'retries' | 'cost' | 'quality'
> {
  at: Date;
  durationMs: number | null;
  lagMs: number | null;
}

/** A point for every bucket of the window, those without any run included; the first begins where its bucket does. */
export async function readTimeseries(
  database: Database,
  { windowMs, bucketMs, ...scope }: StatisticsScope & { bucketMs: number },
): Promise<StatisticsPoint[]> {
  const bucket = sql`(${bucketMs}::float8 * interval '1 millisecond')`;
  const start = sql`date_bin(${bucket}, now() - ${windowMs}::float8 * interval '1 millisecond', timestamptz 'epoch')`;
  const { rows } = await database.query<StatisticsPoint>(sql`
    select points.at, ${byStatus}, ${successRate}, ${sums}, avg(${durationMs}) as "durationMs", avg(${lagMs}) as "lagMs"
    from generate_series(${start}, now(), ${bucket}) as points(at)
    left join task_runs on date_bin(${bucket}, scheduled_for, timestamptz 'epoch') = points.at
      and scheduled_for >= ${start} and scheduled_for <= now() ${ofScope(scope)}
    group by points.at order by points.at`);
  return rows;
}

/** The runs of which the measure is `fromMs` or more and less than `toMs`; null: without end. */
export interface HistogramBucket {
  fromMs: number;
  toMs: number | null;
  count: number;
}

/** @param boundsMs where a bucket ends and the next begins, rising */
export async function readHistogram(
  pool: Pool,
  { of, boundsMs, ...scope }: StatisticsScope & { of: StatisticsMeasure; boundsMs: readonly number[] },
): Promise<{ buckets: HistogramBucket[]; percentiles: Percentiles }> {
  return withRoomToSort(pool, async (transaction) => {
    const { rows } = await transaction.query<{
      counts: Record<string, number>;
      percentiles: number[] | null;
    }>(sql`
      with measured as materialized (
        select value from (select ${measures[of]} as value from task_runs where ${inScope(scope)}) runs
        where value is not null
      )
      select
        (select coalesce(jsonb_object_agg(bucket, count), '{}') from (
          select width_bucket(value, ${boundsMs}::float8[]) as bucket, count(*) from measured group by bucket
        ) counted) as counts,
        (select ${percentileArray(sql`value`)} from measured) as percentiles`);
    const { counts, percentiles } = rows[0]!;
    const buckets = [0, ...boundsMs].map((fromMs, index) => ({
      fromMs,
      toMs: boundsMs[index] ?? null,
      count: counts[index] ?? 0,
    }));
    return { buckets, percentiles: toPercentiles(percentiles) };
  });
}
