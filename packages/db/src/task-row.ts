import type { DeliveryOptions, Task } from '@carillon/domain';
import { defaultDeliveryOptions, parseJson, shownHeaders } from '@carillon/domain';
import sql from 'sql-template-tag';

/** A row of `tasks` as `pg` reads it: times are dates, json is parsed. */
export interface TaskRow {
  id: string;
  task_name: string;
  task_type: Task['taskType'];
  task_schedule: string | null;
  time_zone: string;
  run_at: Date | null;
  starts_at: Date | null;
  ends_at: Date | null;
  max_runs: number | null;
  jitter_ms: number;
  webhook_url: string;
  http_method: Task['httpMethod'];
  /** Secrets among them sealed, as `shownHeaders` tells which those are. */
  http_headers: Record<string, string>;
  /** Text: `pg` would round its numbers. */
  json_payload: string;
  timeout_ms: number;
  success_status: number[];
  delivery_options: Partial<DeliveryOptions>;
  signing_secret_id: string | null;
  max_retry: number;
  backoff_strategy: Task['backoffStrategy'];
  backoff_base_ms: number;
  backoff_max_ms: number;
  backoff_jitter: boolean;
  priority: Task['priority'];
  lane: string | null;
  overlap_policy: Task['overlapPolicy'];
  misfire_policy: Task['misfirePolicy'];
  misfire_window_ms: number | null;
  misfire_cap: number;
  dst_gap: Task['dstGap'];
  dst_overlap: Task['dstOverlap'];
  on_failure: Task['onFailure'];
  at_most_once: boolean;
  deadline_ms: number | null;
  task_status: Task['taskStatus'];
  active_runs: number;
  next_run_at: Date | null;
  withheld_from: Date | null;
  run_count: number;
  paused_until: Date | null;
  pause_reason: string | null;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  acknowledge_note: string | null;
  archived_at: Date | null;
  tags: string[];
  agent_id: string | null;
  version: number;
  created_by: string | null;
  created_at: Date;
  updated_at: Date;
}

/** The columns of a TaskRow, for `select` and `returning`. */
export const taskColumns = sql`
  id, task_name, task_type, task_schedule, time_zone, run_at, starts_at, ends_at, max_runs, jitter_ms,
  webhook_url, http_method, http_headers, json_payload::text as json_payload, timeout_ms, success_status, delivery_options,
  signing_secret_id, max_retry,
  backoff_strategy, backoff_base_ms, backoff_max_ms, backoff_jitter, priority, lane, overlap_policy,
  misfire_policy, misfire_window_ms, misfire_cap, dst_gap, dst_overlap, on_failure, at_most_once,
  deadline_ms, task_status, active_runs, next_run_at, withheld_from, run_count, paused_until, pause_reason, acknowledged_at, acknowledged_by,
  acknowledge_note, archived_at, tags, agent_id, version, created_by, created_at, updated_at`;

/** `taskName` → `task_name`. */
export function columnName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The names of all columns that were ever read: few, and asked for again with every row. */
const keys = new Map<string, string>();

function keyOf(column: string): string {
  let key = keys.get(column);
  if (key === undefined) {
    key = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    keys.set(column, key);
  }
  return key;
}

/** A row as the domain sees it: camelCase, times as ISO 8601 UTC. */
export function camelCaseRow<T>(row: object): T {
  const result: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) {
    result[keyOf(column)] = value instanceof Date ? value.toISOString() : (value as unknown);
  }
  return result as T;
}

/** The stored options with what they leave out. */
export function readDeliveryOptions(stored: Partial<DeliveryOptions>): DeliveryOptions {
  return { ...defaultDeliveryOptions, ...stored };
}

/** Field by field: a list reads thousands of these fields, and a loop over names costs eight times as much. */
export function toTask(row: TaskRow): Task {
  return {
    id: row.id,
    taskName: row.task_name,
    taskType: row.task_type,
    taskSchedule: row.task_schedule,
    timeZone: row.time_zone,
    runAt: toIso(row.run_at),
    startsAt: toIso(row.starts_at),
    endsAt: toIso(row.ends_at),
    maxRuns: row.max_runs,
    jitterMs: row.jitter_ms,
    webhookUrl: row.webhook_url,
    httpMethod: row.http_method,
    httpHeaders: shownHeaders(row.http_headers),
    jsonPayload: parseJson(row.json_payload),
    timeoutMs: row.timeout_ms,
    successStatus: row.success_status,
    deliveryOptions: readDeliveryOptions(row.delivery_options),
    signingSecretId: row.signing_secret_id,
    maxRetry: row.max_retry,
    backoffStrategy: row.backoff_strategy,
    backoffBaseMs: row.backoff_base_ms,
    backoffMaxMs: row.backoff_max_ms,
    backoffJitter: row.backoff_jitter,
    priority: row.priority,
    lane: row.lane,
    overlapPolicy: row.overlap_policy,
    misfirePolicy: row.misfire_policy,
    misfireWindowMs: row.misfire_window_ms,
    misfireCap: row.misfire_cap,
    dstGap: row.dst_gap,
    dstOverlap: row.dst_overlap,
    onFailure: row.on_failure,
    atMostOnce: row.at_most_once,
    deadlineMs: row.deadline_ms,
    taskStatus: row.task_status,
    activeRuns: row.active_runs,
    nextRunAt: toIso(row.next_run_at),
    withheldFrom: toIso(row.withheld_from),
    runCount: row.run_count,
    pausedUntil: toIso(row.paused_until),
    pauseReason: row.pause_reason,
    acknowledgement: readAcknowledgement(row),
    archivedAt: toIso(row.archived_at),
    tags: row.tags,
    agentId: row.agent_id,
    version: row.version,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

/** A time as ISO 8601 UTC. */
export function toIso(time: Date | null): string | null {
  return time === null ? null : time.toISOString();
}

function readAcknowledgement(row: TaskRow): Task['acknowledgement'] {
  const { acknowledged_at: at, acknowledged_by: by, acknowledge_note: note } = row;
  return at === null || by === null ? null : { by, at: at.toISOString(), note };
}
