import type { Run } from '@carillon/domain';
import { parseJson } from '@carillon/domain';
import sql from 'sql-template-tag';
import { toIso } from './task-row.js';

/** A row of `runColumns` as `pg` reads it. */
export interface RunRow {
  id: string;
  task_id: string;
  scheduled_for: Date;
  trigger: Run['trigger'];
  run_status: Run['runStatus'];
  priority: Run['priority'];
  lane: string | null;
  webhook_url: string | null;
  retry_count: number;
  max_retry: number;
  next_attempt_at: Date | null;
  started_at: Date | null;
  finished_at: Date | null;
  worker_id: string | null;
  skip_reason: Run['skipReason'];
  occurrences: number;
  /** Text: `pg` would round its numbers. */
  result: string | null;
  error: string | null;
  progress: number | null;
  cost: number | null;
  quality_score: number | null;
  task_version: number;
  created_at: Date;
}

/** The columns of a `RunRow`, for `select` and `returning`. A run that has ended has no next attempt. */
export const runColumns = sql`
  id, task_id, scheduled_for, trigger, run_status, priority, lane, webhook_url, retry_count, max_retry,
  case when finished_at is null then next_attempt_at end as next_attempt_at, started_at, finished_at, worker_id,
  skip_reason, occurrences, result::text as result, error, progress, cost::float8 as cost, quality_score::float8 as quality_score,
  task_version, created_at`;

/** Field by field, as `toTask`. */
export function toRun(row: RunRow): Run {
  return {
    id: row.id,
    taskId: row.task_id,
    scheduledFor: row.scheduled_for.toISOString(),
    trigger: row.trigger,
    runStatus: row.run_status,
    priority: row.priority,
    lane: row.lane,
    webhookUrl: row.webhook_url,
    retryCount: row.retry_count,
    maxRetry: row.max_retry,
    nextAttemptAt: toIso(row.next_attempt_at),
    startedAt: toIso(row.started_at),
    finishedAt: toIso(row.finished_at),
    workerId: row.worker_id,
    skipReason: row.skip_reason,
    occurrences: row.occurrences,
    result: row.result === null ? null : parseJson(row.result),
    error: row.error,
    progress: row.progress,
    cost: row.cost,
    qualityScore: row.quality_score,
    taskVersion: row.task_version,
    createdAt: row.created_at.toISOString(),
  };
}
