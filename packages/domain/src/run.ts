import type { DeliveryPhases } from './delivery-outcome.js';
import type { TaskPriority } from './task.js';

/** Every state of a run. `skipped` is born final; all others begin as `held` or `pending`. */
export const runStatuses = [
  'held',
  'pending',
  'running',
  'retrying',
  'waiting',
  'completed',
  'failed',
  'abandoned',
  'cancelled',
  'skipped',
] as const;

export type RunStatus = (typeof runStatuses)[number];

/**
 * The allowed moves. The database holds the same table in the trigger `task_runs_guard_status`; a test compares
 * the two, move by move.
 */
export const runMoves: Readonly<Record<RunStatus, readonly RunStatus[]>> = {
  held: ['pending', 'abandoned', 'cancelled'],
  pending: ['running', 'abandoned', 'cancelled'],
  running: ['completed', 'failed', 'retrying', 'waiting', 'abandoned', 'cancelled'],
  retrying: ['running', 'abandoned', 'cancelled'],
  waiting: ['completed', 'failed', 'retrying', 'abandoned', 'cancelled'],
  completed: [],
  failed: [],
  abandoned: [],
  cancelled: [],
  skipped: [],
};

export function canMoveRun(from: RunStatus, to: RunStatus): boolean {
  return runMoves[from].includes(to);
}

/** Whether a run in this state has ended for good. */
export function isFinalRunStatus(status: RunStatus): boolean {
  return runMoves[status].length === 0;
}

export const runTriggers = ['schedule', 'manual', 'api', 'retry', 'replay', 'backfill'] as const;
export type RunTrigger = (typeof runTriggers)[number];

/** Why an instant was not run. */
export const skipReasons = ['missed', 'overlap', 'paused', 'ended', 'expired', 'blackout'] as const;
export type SkipReason = (typeof skipReasons)[number];

export const taskLogStatuses = ['running', 'finish', 'failed', 'abandoned', 'cancelled'] as const;
export type TaskLogStatus = (typeof taskLogStatuses)[number];

/** A run's identity: its id and its partition key. */
export interface RunRef {
  id: string;
  /** The instant it is due, ISO 8601 with microseconds as PostgreSQL holds it. */
  scheduledFor: string;
}

/** One occurrence of a task, as the API shows it. Times are ISO 8601 UTC. */
export interface Run {
  id: string;
  taskId: string;
  scheduledFor: string;
  trigger: RunTrigger;
  runStatus: RunStatus;
  priority: TaskPriority;
  lane: string | null;
  /** Where it is sent in place of its task's URL; null: to that. */
  webhookUrl: string | null;
  retryCount: number;
  maxRetry: number;
  nextAttemptAt: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  workerId: string | null;
  skipReason: SkipReason | null;
  /** How many instants a folded `skipped` run stands for; 1 for every other run. */
  occurrences: number;
  result: unknown;
  error: string | null;
  /** 0 to 100, as the receiver reports it while the run waits. */
  progress: number | null;
  cost: number | null;
  qualityScore: number | null;
  taskVersion: number;
  createdAt: string;
}

export const runLogLevels = ['debug', 'info', 'warn', 'error'] as const;

/** A line that the receiver logged while it worked on a run. */
export interface RunLogLine {
  level: (typeof runLogLevels)[number];
  line: string;
  createdAt: string;
}

/** More lines than these are dropped. */
export const runLogLinesMax = 1_000;

/** One attempt of a run. Written before the socket opens, closed when the outcome is known. */
export interface TaskLog {
  id: string;
  taskId: string;
  runId: string;
  runScheduledFor: string;
  status: TaskLogStatus;
  /** 0 for the first attempt. */
  retryCount: number;
  /** Milliseconds; null while the attempt is open or when its end was never seen. */
  executionTime: number | null;
  /** The response or the error, at most 16 kB. */
  message: string | null;
  messageTruncated: boolean;
  errorCode: string | null;
  httpStatus: number | null;
  responseHeaders: Record<string, string> | null;
  phases: DeliveryPhases | null;
  workerId: string | null;
  createdAt: string;
  finishedAt: string | null;
}
