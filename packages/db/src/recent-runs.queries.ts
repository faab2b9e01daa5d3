import type { RunStatus, SkipReason } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { Database } from './connect.js';

/** A run as a list of tasks tells of it. */
export interface RecentRun {
  id: string;
  runStatus: RunStatus;
  scheduledFor: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  retryCount: number;
  maxRetry: number;
  nextAttemptAt: Date | null;
  skipReason: SkipReason | null;
  /** The beginning of what went wrong last. */
  error: string | null;
}

export interface RecentRuns {
  taskId: string;
  /** The newest first. */
  runs: RecentRun[];
  /** Completed of those among them that completed, failed or were abandoned; null without any. */
  successRate: number | null;
}

/**
 * The newest runs of each of these tasks, those without runs included, in any order. Each task reads the unique key
 * backwards, day by day, and stops at the limit: a hundred tasks are a few milliseconds.
 */
export async function listRecentRuns(
  database: Database,
  { taskIds, limit }: { taskIds: readonly string[]; limit: number },
): Promise<RecentRuns[]> {
  const { rows } = await database.query<RecentRuns>(sql`
    select wanted.id as "taskId", coalesce(jsonb_agg(jsonb_build_object(
        'id', runs.id, 'runStatus', runs.run_status, 'scheduledFor', runs.scheduled_for,
        'startedAt', runs.started_at, 'finishedAt', runs.finished_at, 'retryCount', runs.retry_count,
        'maxRetry', runs.max_retry, 'nextAttemptAt', runs.next_attempt_at,
        'skipReason', runs.skip_reason, 'error', left(runs.error, 200)
      ) order by runs.scheduled_for desc) filter (where runs.id is not null), '[]') as runs,
      (count(*) filter (where run_status = 'completed'))::float8
        / nullif(count(*) filter (where run_status in ('completed', 'failed', 'abandoned')), 0) as "successRate"
    from unnest(${taskIds}::uuid[]) as wanted(id)
    left join lateral (
      select id, run_status, scheduled_for, started_at, finished_at, retry_count, max_retry,
        next_attempt_at, skip_reason, error
      from task_runs where task_id = wanted.id order by scheduled_for desc limit ${limit}
    ) runs on true
    group by wanted.id`);
  return rows.map(({ runs, ...rest }) => ({ ...rest, runs: runs.map(toRecentRun) }));
}

/** Times come out of JSON as text. */
function toRecentRun(run: RecentRun): RecentRun {
  return {
    ...run,
    scheduledFor: new Date(run.scheduledFor),
    nextAttemptAt: dateOf(run.nextAttemptAt),
    startedAt: dateOf(run.startedAt),
    finishedAt: dateOf(run.finishedAt),
  };
}

const dateOf = (at: Date | null): Date | null => (at === null ? null : new Date(at));
