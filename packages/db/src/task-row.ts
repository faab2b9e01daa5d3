import type { DeliveryOptions, Task } from '@carillon/domain';
import { defaultDeliveryOptions } from '@carillon/domain';
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
  http_headers: Record<string, string>;
  json_payload: unknown;
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
  webhook_url, http_method, http_headers, json_payload, timeout_ms, success_status, delivery_options,
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

export function toTask(row: TaskRow): Task {
  const { acknowledged_at: at, acknowledged_by: by, acknowledge_note: note, ...columns } = row;
  const task = camelCaseRow<Task>(columns);
  task.deliveryOptions = readDeliveryOptions(row.delivery_options);
  task.acknowledgement = at === null || by === null ? null : { by, at: at.toISOString(), note };
  return task;
}
