import type { TaskStatus } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { Pool } from './connect.js';
import { fingerprint as fingerprintOf, sentHost } from './failure-fingerprint.js';
import type { StatisticsScope } from './statistics-scope.js';
import { inScope, withRoomToSort } from './statistics-scope.js';

/** A task with runs that failed alike. */
export interface FailingTask {
  id: string;
  taskName: string;
  taskStatus: TaskStatus;
  count: number;
  /** The newest of these runs. */
  lastRunId: string;
}

/** Runs that failed alike: by the error code and status of their last attempts at one host, or by words alike. */
export interface FailureGroup {
  /** The same for the same failure, whenever it is asked for. */
  fingerprint: string;
  errorCode: string | null;
  httpStatus: number | null;
  host: string | null;
  /** Of the newest of them. */
  message: string | null;
  count: number;
  /** How many of them were abandoned. */
  abandoned: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
  taskCount: number;
  /** Those with the most of them. */
  tasks: FailingTask[];
}

export interface Failures {
  groups: FailureGroup[];
  /** How many runs these are. */
  count: number;
  /** Whether there are older ones in the window that were not looked at. */
  truncated: boolean;
}

const runsMax = 10_000;
const groupsMax = 100;
const tasksMax = 20;
/** Of a group that is asked for by itself: as many as a bulk operation takes by their ids. */
const tasksOfOneMax = 5_000;

/**
 * What went wrong for good within a window, alike with alike; not of tasks whose failure is acknowledged. The runs are read as all statistics read them; of each
 * that failed, the last attempt is found by `task_logs_task_idx`: a claim writes `started_at` of the run and
 * `created_at` of the attempt in one transaction. Only the newest 10,000 are looked at.
 *
 * @param request.fingerprint this group alone, with more of its tasks
 */
export async function readFailures(
  pool: Pool,
  { fingerprint, ...scope }: StatisticsScope & { fingerprint?: string | undefined },
): Promise<Failures> {
  const isOne = fingerprint === undefined ? sql`true` : sql`fingerprint = ${fingerprint}`;
  const shownMax = fingerprint === undefined ? tasksMax : tasksOfOneMax;
  return withRoomToSort(pool, async (transaction) => {
    const { rows } = await transaction.query<FailureGroup & { runs: number; looked: number }>(sql`
      with bad as materialized (
        select id, task_id, run_status, started_at, finished_at, error, webhook_url
        from task_runs where ${inScope(scope)} and run_status in ('failed', 'abandoned')
        order by scheduled_for desc limit ${runsMax + 1}
      ),
      told as materialized (
        select bad.*, l.error_code, l.http_status, t.task_name, t.task_status,
          ${sentHost(sql`coalesce(bad.webhook_url, t.webhook_url)`)} as host
        from bad join tasks t on t.id = bad.task_id and t.acknowledged_at is null
        left join task_logs l on l.task_id = bad.task_id and l.created_at = bad.started_at and l.run_id = bad.id
      ),
      marked as materialized (
        select told.*, ${fingerprintOf} as fingerprint from told
      ),
      chosen as materialized (select * from marked where ${isOne}),
      of_tasks as (
        select fingerprint, task_id, min(task_name) as task_name, min(task_status) as task_status, count(*)::int as count,
          (array_agg(id order by finished_at desc))[1] as last_run_id,
          row_number() over (partition by fingerprint order by count(*) desc, task_id) as place
        from chosen group by fingerprint, task_id
      )
      select g.*, (select count(*)::int from chosen) as runs, (select count(*)::int from bad) as looked,
        (select jsonb_agg(jsonb_build_object('id', task_id, 'taskName', task_name, 'taskStatus', task_status,
            'count', o.count, 'lastRunId', last_run_id) order by place)
          from of_tasks o where o.fingerprint = g.fingerprint and place <= ${shownMax}) as tasks
      from (
        select fingerprint, min(error_code) as "errorCode", min(http_status) as "httpStatus", min(host) as host,
          (array_agg(error order by finished_at desc))[1] as message, count(*)::int as count,
          (count(*) filter (where run_status = 'abandoned'))::int as abandoned,
          min(finished_at) as "firstSeenAt", max(finished_at) as "lastSeenAt", count(distinct task_id)::int as "taskCount"
        from chosen group by fingerprint order by count desc, "lastSeenAt" desc limit ${groupsMax}
      ) g order by g.count desc, g."lastSeenAt" desc`);
    const [{ runs: count, looked } = { runs: 0, looked: 0 }] = rows;
    const groups = rows.map(({ runs: _runs, looked: _looked, ...group }) => group);
    return { groups, count, truncated: looked > runsMax };
  });
}
