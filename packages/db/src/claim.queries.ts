import type {
  DeliveryOptions,
  HttpMethod,
  RetryPolicy,
  RunRef,
  RunTrigger,
  TaskPriority,
} from '@carillon/domain';
import { newId } from '@carillon/domain';
import { plainArray } from './array-literal.js';
import type { Database } from './connect.js';
import { readDeliveryOptions } from './task-row.js';

/** A run that this listener owns until its lease ends, with all that the attempt needs. */
export interface ClaimedRun extends RunRef {
  taskId: string;
  taskName: string;
  trigger: RunTrigger;
  /** 0 for the first attempt. */
  retryCount: number;
  maxRetry: number;
  /** Rises with every claim; a finish with an older one changes nothing. */
  fence: number;
  logId: string;
  /** The log's partition key, as PostgreSQL wrote it. */
  logCreatedAt: string;
  priority: TaskPriority;
  lane: string | null;
  /** When the attempt was due and when it was claimed, epoch milliseconds by PostgreSQL's clock. */
  dueAtMs: number;
  claimedAtMs: number;
  /** When the run ends as abandoned, epoch milliseconds by PostgreSQL's clock; null: never. */
  deadlineAtMs: number | null;
  /** How the attempt before this one ended; null for the first. */
  previousOutcome: 'failed' | 'unknown' | null;
  webhookUrl: string;
  httpMethod: HttpMethod;
  /** As they are stored, secrets among them sealed. */
  httpHeaders: Record<string, string>;
  /** The payload's stored text, sent as it is. */
  body: string;
  timeoutMs: number;
  successStatus: number[];
  /** Null: the task has none of its own. */
  deliveryOptions: DeliveryOptions | null;
  /** What to sign with; null: the installation's default. */
  signingSecretId: string | null;
  retryPolicy: RetryPolicy;
}

interface ClaimedRow extends Omit<ClaimedRun, 'retryPolicy' | 'previousOutcome' | 'deliveryOptions'> {
  deliveryOptions: Partial<DeliveryOptions> | null;
  error: string | null;
  backoffStrategy: RetryPolicy['strategy'];
  backoffBaseMs: number;
  backoffMaxMs: number;
  backoffJitter: boolean;
}

/**
 * One statement claims the runs and writes their open log rows, committed before any request is sent.
 *
 * The runs are found by primary key alone. A range on `scheduled_for` "to help pruning", or any mention of
 * `finished_at`, would offer the planner a second way in, which costs more than everything else together.
 * The update is HOT: it changes no indexed column.
 */
const claimRunsText = `
  with x as (
    select * from unnest($1::uuid[], $2::timestamptz[], $3::uuid[]) as u(run_id, scheduled_for, log_id)
  ),
  claimed as materialized (
    update task_runs r set run_status = 'running', fence = r.fence + 1,
      lease_until = now() + $5 * interval '1 millisecond', worker_id = $4, started_at = now()
    from x
    where r.id = x.run_id and r.scheduled_for = x.scheduled_for
      and r.run_status in ('pending', 'retrying') and r.next_attempt_at <= now()
      and (r.deadline_at is null or r.deadline_at > now())
    returning r.id, r.task_id, r.scheduled_for, r.retry_count, r.max_retry, r.fence, r.priority, r.lane, r.error,
      r.json_payload, r.webhook_url, r.next_attempt_at, r.deadline_at, r.trigger, x.log_id
  ),
  logged as (
    insert into task_logs (id, task_id, run_id, run_scheduled_for, status, retry_count, worker_id)
    select log_id, task_id, id, scheduled_for, 'running', retry_count, $4 from claimed
  )
  select c.id, c.task_id as "taskId", t.task_name as "taskName", c.trigger, c.scheduled_for::text as "scheduledFor", c.retry_count as "retryCount",
    c.max_retry as "maxRetry", c.fence, c.log_id as "logId", now()::text as "logCreatedAt", c.priority, c.lane, c.error,
    extract(epoch from c.next_attempt_at)::float8 * 1000 as "dueAtMs",
    extract(epoch from now())::float8 * 1000 as "claimedAtMs",
    extract(epoch from c.deadline_at)::float8 * 1000 as "deadlineAtMs",
    coalesce(c.webhook_url, t.webhook_url) as "webhookUrl", t.http_method as "httpMethod", t.http_headers as "httpHeaders",
    coalesce(c.json_payload, t.json_payload)::text as body, t.timeout_ms as "timeoutMs",
    t.success_status as "successStatus", nullif(t.delivery_options, '{}') as "deliveryOptions",
    t.signing_secret_id as "signingSecretId", t.backoff_strategy as "backoffStrategy",
    t.backoff_base_ms as "backoffBaseMs", t.backoff_max_ms as "backoffMaxMs", t.backoff_jitter as "backoffJitter"
  from claimed c join tasks t on t.id = c.task_id`;

/** What `task_runs.error` holds while the outcome of the last attempt is unknown. */
export const abandonedError = 'abandoned';

/**
 * Claims those of the given runs that are due and free. A run that is missing from the answer belongs to somebody
 * else, has ended or is not due: the caller drops it quietly.
 */
export async function claimRuns(
  database: Database,
  runs: RunRef[],
  { workerId, leaseMs }: { workerId: string; leaseMs: number },
): Promise<ClaimedRun[]> {
  const { rows } = await database.query<ClaimedRow>({
    name: 'claim_runs',
    text: claimRunsText,
    values: [
      plainArray(runs.map((run) => run.id)),
      plainArray(runs.map((run) => run.scheduledFor)),
      plainArray(runs.map(newId)),
      workerId,
      leaseMs,
    ],
  });
  return rows.map(toClaimedRun);
}

/** Field by field: a spread of so many would cost more than reading the row. */
function toClaimedRun(row: ClaimedRow): ClaimedRun {
  return {
    id: row.id,
    scheduledFor: row.scheduledFor,
    taskId: row.taskId,
    taskName: row.taskName,
    trigger: row.trigger,
    retryCount: row.retryCount,
    maxRetry: row.maxRetry,
    fence: row.fence,
    logId: row.logId,
    logCreatedAt: row.logCreatedAt,
    priority: row.priority,
    lane: row.lane,
    dueAtMs: row.dueAtMs,
    claimedAtMs: row.claimedAtMs,
    deadlineAtMs: row.deadlineAtMs,
    previousOutcome: row.retryCount === 0 ? null : row.error === abandonedError ? 'unknown' : 'failed',
    webhookUrl: row.webhookUrl,
    httpMethod: row.httpMethod,
    httpHeaders: row.httpHeaders,
    body: row.body,
    timeoutMs: row.timeoutMs,
    successStatus: row.successStatus,
    deliveryOptions: row.deliveryOptions === null ? null : readDeliveryOptions(row.deliveryOptions),
    signingSecretId: row.signingSecretId,
    retryPolicy: {
      strategy: row.backoffStrategy,
      baseMs: row.backoffBaseMs,
      maxMs: row.backoffMaxMs,
      jitter: row.backoffJitter,
    },
  };
}

/**
 * Renews the leases of runs whose attempts are still in flight. A run that is missing from the answer was taken
 * away: its outcome will not be recorded.
 *
 * @returns the ids of the runs still held
 */
export async function renewLeases(
  database: Database,
  runs: (RunRef & { fence: number })[],
  leaseMs: number,
): Promise<Set<string>> {
  if (runs.length === 0) return new Set();
  const { rows } = await database.query<{ id: string }>({
    name: 'renew_leases',
    text: `with x as (
             select * from unnest($1::uuid[], $2::timestamptz[], $3::int[]) as u(run_id, scheduled_for, fence)
           )
           update task_runs r set lease_until = now() + $4 * interval '1 millisecond' from x
           where r.id = x.run_id and r.scheduled_for = x.scheduled_for and r.fence = x.fence
             and r.run_status = 'running'
           returning r.id`,
    values: [
      plainArray(runs.map((run) => run.id)),
      plainArray(runs.map((run) => run.scheduledFor)),
      plainArray(runs.map((run) => run.fence)),
      leaseMs,
    ],
  });
  return new Set(rows.map((row) => row.id));
}
