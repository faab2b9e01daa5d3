/**
 * What the tables should say: tasks, runs, attempts and lanes as plain objects, changed by the rules of the domain.
 * It knows no SQL, so that it cannot repeat a mistake of the queries.
 */
import assert from 'node:assert/strict';
import type {
  OnFailurePolicy,
  OverlapPolicy,
  RunStatus,
  TaskLogStatus,
  TaskPriority,
  TaskStatus,
} from '@carillon/domain';
import { canMoveRun, isFinalRunStatus, waitingRank } from '@carillon/domain';
import type { ClaimedRun } from '../../claim.queries.js';

/** Where the runs of a task go: into no lane, one that two tasks share (limit 1 or 2), or the task's own. */
export type Place = 'free' | 'lane of one' | 'lane of two' | 'own';

export interface TaskTraits {
  place: Place;
  plan: 'recurring' | 'once' | 'none';
  overlapPolicy: OverlapPolicy;
  onFailure: OnFailurePolicy;
  atMostOnce: boolean;
  maxRetry: number;
  priority: TaskPriority;
}

export interface ModelTask extends TaskTraits {
  id: string;
  lane: string | null;
  taskStatus: TaskStatus;
  activeRuns: number;
  /** The next instant: none, one that never comes in a test, or one that is due, in epoch milliseconds. */
  next: 'none' | 'far' | number;
  isDeleted: boolean;
}

export interface ModelLog {
  id: string;
  status: TaskLogStatus;
  retryCount: number;
  /** Whether it was told an outcome after it had been closed without one. */
  isTold: boolean;
}

export interface ModelRun {
  id: string;
  scheduledFor: string;
  /** Index of its task. */
  task: number;
  trigger: 'schedule' | 'api' | 'retry';
  /** Its states, in order. */
  path: RunStatus[];
  isDue: boolean;
  /** How long it had waited when the test began. */
  waitedMs: number;
  maxRetry: number;
  retryCount: number;
  fence: number;
  workerId: string | null;
  isLeaseOver: boolean;
  /** The log of the attempt whose token the run knows, and the end that its receiver has reported. */
  token: { logId: string; reported: 'completed' | 'failed' | null } | null;
  logs: ModelLog[];
  /** Deleted with its task. */
  isGone: boolean;
}

/** An attempt as its listener holds it, for ever: it may speak up when nobody expects it any more. */
export interface ModelAttempt {
  run: number;
  claimed: ClaimedRun;
}

export interface ModelLane {
  name: string;
  limit: number;
  isPaused: boolean;
}

export interface Model {
  tasks: ModelTask[];
  runs: ModelRun[];
  attempts: ModelAttempt[];
  /** The lanes that have a row; a task's own lane has none. */
  lanes: ModelLane[];
  silentWorkers: string[];
}

export function statusOf(run: ModelRun): RunStatus {
  return run.path.at(-1)!;
}

export function isOpen(run: ModelRun): boolean {
  return !run.isGone && !isFinalRunStatus(statusOf(run));
}

/** Whether a claim gets it. */
export function isClaimable(run: ModelRun): boolean {
  return !run.isGone && canMoveRun(statusOf(run), 'running') && run.isDue;
}

export function isRunning(run: ModelRun): boolean {
  return !run.isGone && statusOf(run) === 'running';
}

export function isWaiting(run: ModelRun): boolean {
  return !run.isGone && statusOf(run) === 'waiting';
}

/** Whether rescuing takes it back. */
export function isLost(model: Model, run: ModelRun): boolean {
  return isRunning(run) && (run.isLeaseOver || model.silentWorkers.includes(run.workerId!));
}

/** Whether the attempt is still the one that may say how the run went on. */
export function holds(model: Model, { run, claimed }: ModelAttempt): boolean {
  return isRunning(model.runs[run]!) && model.runs[run]!.fence === claimed.fence;
}

export function moveRun(run: ModelRun, to: RunStatus): void {
  assert.ok(canMoveRun(statusOf(run), to), `the domain forbids ${statusOf(run)} -> ${to}`);
  run.path.push(to);
}

export function addRun(
  model: Model,
  run: Pick<ModelRun, 'id' | 'scheduledFor' | 'task' | 'trigger' | 'isDue' | 'waitedMs'> & {
    bornAs: RunStatus;
  },
): void {
  const { bornAs, ...rest } = run;
  model.runs.push({
    ...rest,
    path: [bornAs],
    maxRetry: model.tasks[run.task]!.maxRetry,
    retryCount: 0,
    fence: 0,
    workerId: null,
    isLeaseOver: false,
    token: null,
    logs: [],
    isGone: false,
  });
}

export function bornAs(task: ModelTask): 'held' | 'pending' {
  return task.lane === null ? 'pending' : 'held';
}

/** Ends a run's open attempt, if it has one. */
export function closeLog(run: ModelRun, status: TaskLogStatus): void {
  const open = run.logs.find((log) => log.status === 'running');
  if (open !== undefined) open.status = status;
}

/** A task without failed runs, when nothing of it is open: is there anything left to wait for? */
function restingStatus(task: ModelTask): TaskStatus {
  return task.plan !== 'none' && task.next === 'none' ? 'completed' : 'ready';
}

/** The state of a task that is neither paused nor failed. */
export function onSchedule(task: ModelTask): TaskStatus {
  return task.activeRuns > 0 ? 'running' : restingStatus(task);
}

/** Takes ended runs off their task's count, and decides what the task is now. */
export function releaseTask(task: ModelTask, ended: { count: number; anyFailed: boolean }): void {
  task.activeRuns -= ended.count;
  const before = task.taskStatus;
  if (before !== 'paused') {
    if (ended.anyFailed) task.taskStatus = 'failed';
    else if (before === 'running' && task.activeRuns === 0) task.taskStatus = restingStatus(task);
  }
  if (ended.anyFailed && task.onFailure === 'stop') task.next = 'none';
}

/** The limits of all lanes: those with a row, and those that tasks are for themselves. */
export function allLanes(model: Model): ModelLane[] {
  const own = model.tasks.filter((task) => task.place === 'own' && !task.isDeleted);
  return [...model.lanes, ...own.map(({ id }) => ({ name: id, limit: 1, isPaused: false }))];
}

/** The ids of the runs that an admission to a lane lets in. */
export function headsOf(model: Model, lane: ModelLane): string[] {
  if (lane.isPaused) return [];
  const inLane = model.runs.filter((run) => isOpen(run) && model.tasks[run.task]!.lane === lane.name);
  const occupied = inLane.filter((run) => statusOf(run) !== 'held').length;
  const rank = (run: ModelRun): number => waitingRank(model.tasks[run.task]!.priority, run.waitedMs);
  return inLane
    .filter((run) => statusOf(run) === 'held')
    .sort(
      (a, b) =>
        Number(b.isDue) - Number(a.isDue) ||
        rank(a) - rank(b) ||
        Date.parse(a.scheduledFor) - Date.parse(b.scheduledFor) ||
        (a.id < b.id ? -1 : 1),
    )
    .slice(0, Math.max(lane.limit - occupied, 0))
    .map((run) => run.id);
}
