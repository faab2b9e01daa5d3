import type { TaskPriority } from '@carillon/domain';
import type { Sql } from 'sql-template-tag';
import sql from 'sql-template-tag';
import type { Database } from './connect.js';
import { turnAt } from './lane-order.js';
import type { Page, PageRequest, SortOrder } from './list-page.js';
import { byTime, microseconds, readPage, toInstant } from './list-page.js';

/** A run that waits for its turn in a lane. Times are ISO 8601 UTC. */
export interface HeldRun {
  id: string;
  taskId: string;
  taskName: string;
  priority: TaskPriority;
  scheduledFor: string;
  nextAttemptAt: string;
}

export type HeldRunSort = 'turn' | 'scheduledFor';

/** What a position in the order of turns looks like: the moment of the first page, and where a run stood then. */
export const turnPattern = /^(\d{1,16}):([01]):(-?\d{1,15}):(\d{1,16})$/;

/** The next runs of a lane, by turn in the order in which `admitRuns` would free them now. */
export async function listHeldRuns(
  database: Database,
  { lane, ...request }: PageRequest<HeldRunSort> & { lane: string },
): Promise<Page<HeldRun>> {
  const source = {
    columns: sql`r.id, r.task_id, t.task_name, r.priority, r.scheduled_for, r.next_attempt_at`,
    from: sql`task_runs r join tasks t on t.id = r.task_id`,
    conditions: [sql`r.finished_at is null and r.run_status = 'held' and r.lane = ${lane}`],
    key: { column: 'r.id', type: 'uuid' as const },
    orders: { turn: byTurn(request.after?.value), scheduledFor: byTime('r.scheduled_for') },
  };
  return readPage(database, source, request);
}

/**
 * Where a run stands among those that wait for their turn in its lane, as `listHeldRuns` would list them now. Reads all
 * of them, by the lane's index.
 *
 * @returns null when it does not wait there
 */
export async function findTurn(
  database: Database,
  { lane, runId }: { lane: string; runId: string },
): Promise<{ position: number; of: number } | null> {
  const { isAhead, rank } = turnAt(sql`now()`);
  const { rows } = await database.query<{ position: number; of: number }>(sql`
    with waiting as materialized (
      select r.id, ${isAhead} as ahead, ${rank} as rank, r.scheduled_for from task_runs r
      where r.finished_at is null and r.run_status = 'held' and r.lane = ${lane}
    )
    select count(*) filter (where row(w.ahead, w.rank, w.scheduled_for, w.id)
        <= row(own.ahead, own.rank, own.scheduled_for, own.id))::int as position, count(*)::int as of
    from waiting own cross join waiting w where own.id = ${runId} group by own.id`);
  return rows[0] ?? null;
}

/** Runs rise by age while somebody turns pages. All pages are of the moment of the first, so that none is left out. */
function byTurn(position: string | undefined): SortOrder {
  const [, firstAt] = turnPattern.exec(position ?? '') ?? [];
  const { isAhead, rank } = turnAt(firstAt === undefined ? sql`now()` : toInstant(firstAt));
  const at: Sql = firstAt === undefined ? microseconds(sql`now()`) : sql`${firstAt}::text`;
  return {
    by: sql`row(${isAhead}, ${rank}, r.scheduled_for)`,
    value: sql`concat_ws(':', ${at}, (${isAhead})::int, ${rank}, ${microseconds(sql`r.scheduled_for`)})`,
    parse: (value) => {
      const [, , ahead, rankThen, scheduledFor] = turnPattern.exec(value)!;
      return sql`row(${ahead === '1'}::boolean, ${rankThen}::bigint, ${toInstant(scheduledFor!)})`;
    },
  };
}
