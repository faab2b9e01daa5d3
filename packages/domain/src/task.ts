import type { DeliveryOptions } from './delivery-options.js';
import type { RetryPolicy } from './retry.js';

export const taskStatuses = ['ready', 'running', 'failed', 'paused', 'completed'] as const;
/** `running` while `activeRuns > 0`; `failed` after the last run exhausted its retries. What is due is decided by `nextRunAt` alone. */
export type TaskStatus = (typeof taskStatuses)[number];

export const taskPriorities = ['urgent', 'high', 'normal', 'low'] as const;
export type TaskPriority = (typeof taskPriorities)[number];

export const overlapPolicies = ['skip', 'queue', 'allow'] as const;
/** What happens when an instant comes while an earlier run of the task is still open. */
export type OverlapPolicy = (typeof overlapPolicies)[number];

export const misfirePolicies = ['skip', 'latest', 'all'] as const;
/** What happens to instants that passed while nobody was there to publish them. */
export type MisfirePolicy = (typeof misfirePolicies)[number];

export const dstGapPolicies = ['run_after', 'skip'] as const;
export type DstGapPolicy = (typeof dstGapPolicies)[number];

export const dstOverlapPolicies = ['first', 'both'] as const;
export type DstOverlapPolicy = (typeof dstOverlapPolicies)[number];

export const onFailurePolicies = ['stop', 'continue'] as const;
/** `stop`: a failed task stays failed and unscheduled until retried or resumed. `continue`: it keeps its schedule. */
export type OnFailurePolicy = (typeof onFailurePolicies)[number];

export const httpMethods = ['POST', 'PUT', 'PATCH', 'GET', 'DELETE', 'HEAD'] as const;
export type HttpMethod = (typeof httpMethods)[number];

/** The limits of a task, held by validation and by CHECK constraints alike. */
export const taskLimits = {
  nameLengthMax: 200,
  urlLengthMax: 2048,
  maxRetryMax: 100,
  timeoutMsMin: 100,
  timeoutMsMax: 300_000,
  backoffMsMax: 86_400_000,
  jitterMsMax: 3_600_000,
  deadlineMsMin: 1_000,
  noteLengthMax: 1_000,
  headersMax: 50,
  tagsMax: 20,
  tagLengthMax: 64,
  payloadBytesMax: 262_144,
} as const;

/** That somebody knows that a task has failed. */
export interface Acknowledgement {
  /** Whoever it was, by name. */
  by: string;
  at: string;
  note: string | null;
}

/** The definition of what to send, where and when. Times are ISO 8601 UTC. */
export interface Task {
  id: string;
  taskName: string;
  taskType: 'webhook';
  /** Cron expression; null for a one-off or manual task. */
  taskSchedule: string | null;
  timeZone: string;
  runAt: string | null;
  startsAt: string | null;
  endsAt: string | null;
  maxRuns: number | null;
  jitterMs: number;
  webhookUrl: string;
  httpMethod: HttpMethod;
  httpHeaders: Record<string, string>;
  /** Any JSON, read by `parseJson`. */
  jsonPayload: unknown;
  timeoutMs: number;
  /** Extra statuses that count as success beside 2xx. */
  successStatus: number[];
  deliveryOptions: DeliveryOptions;
  /** What the requests are signed with; null: the installation's default. */
  signingSecretId: string | null;
  maxRetry: number;
  backoffStrategy: RetryPolicy['strategy'];
  backoffBaseMs: number;
  backoffMaxMs: number;
  backoffJitter: boolean;
  priority: TaskPriority;
  lane: string | null;
  overlapPolicy: OverlapPolicy;
  misfirePolicy: MisfirePolicy;
  misfireWindowMs: number | null;
  misfireCap: number;
  dstGap: DstGapPolicy;
  dstOverlap: DstOverlapPolicy;
  onFailure: OnFailurePolicy;
  atMostOnce: boolean;
  /** How long after its instant a run may be open; then it ends as abandoned. Null: as long as its retries last. */
  deadlineMs: number | null;
  taskStatus: TaskStatus;
  activeRuns: number;
  nextRunAt: string | null;
  /** The first instant that was not published because the task was paused or had failed; null while it is on its schedule. */
  withheldFrom: string | null;
  runCount: number;
  pausedUntil: string | null;
  pauseReason: string | null;
  /** Of the failure that it is in; it ends whenever the task leaves `failed`. */
  acknowledgement: Acknowledgement | null;
  /** Since when it is kept for its history alone: paused, without open runs, in no list. Null: it is in use. */
  archivedAt: string | null;
  tags: string[];
  agentId: string | null;
  version: number;
  createdBy: string | null;
  createdAt: string;
  updatedAt: string;
}
