import sql from 'sql-template-tag';
import type { Database } from './connect.js';
import type { StatisticsScope } from './statistics-scope.js';
import { ofScope } from './statistics-scope.js';

/** What became of the runs that were due on one day of a time zone. */
export interface HeatMapDay {
  /** `2026-11-23` */
  day: string;
  completed: number;
  /** Failed or abandoned. */
  failed: number;
  /** By the instants that they stand for. */
  skipped: number;
  /** Cancelled, or not ended yet. */
  other: number;
}

/**
 * So many days up to today, those without runs included. Of one task it reads the unique key of every day; of all, the
 * days themselves.
 */
export async function readHeatMap(
  database: Database,
  { days, timeZone, ...scope }: Omit<StatisticsScope, 'windowMs'> & { days: number; timeZone: string },
): Promise<HeatMapDay[]> {
  const today = sql`(now() at time zone ${timeZone})::date`;
  const first = sql`(${today} - ${days - 1}::int)`;
  const { rows } = await database.query<HeatMapDay>(sql`
    with counted as (
      select (scheduled_for at time zone ${timeZone})::date as day,
        count(*) filter (where run_status = 'completed')::int as completed,
        count(*) filter (where run_status in ('failed', 'abandoned'))::int as failed,
        coalesce(sum(occurrences) filter (where run_status = 'skipped'), 0)::int as skipped,
        count(*) filter (where run_status not in ('completed', 'failed', 'abandoned', 'skipped'))::int as other
      from task_runs
      where scheduled_for >= ${first}::timestamp at time zone ${timeZone} and scheduled_for <= now() ${ofScope(scope)}
      group by 1
    )
    select to_char(points.day, 'YYYY-MM-DD') as day, coalesce(completed, 0) as completed, coalesce(failed, 0) as failed,
      coalesce(skipped, 0) as skipped, coalesce(other, 0) as other
    from generate_series(${first}::timestamp, ${today}::timestamp, interval '1 day') as points(day)
    left join counted on counted.day = points.day
    order by points.day`);
  return rows;
}
