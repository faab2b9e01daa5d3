import type { PublishPlan, RunToHint, Task } from '@carillon/domain';
import { scheduledRunId, webhookHost } from '@carillon/domain';
import type { NewRun } from './publish.queries.js';

/** A task as far as its runs copy it. */
export type RunTemplate = Pick<
  Task,
  | 'id'
  | 'priority'
  | 'maxRetry'
  | 'version'
  | 'lane'
  | 'overlapPolicy'
  | 'jitterMs'
  | 'deadlineMs'
  | 'webhookUrl'
> & { installationId: string };

/**
 * Planned instants as rows. A run of a task in a lane, or of one that queues its overlaps and so is a lane of its
 * own, is born `held`.
 */
export function toNewRuns(
  task: RunTemplate,
  { runsAt, skips }: Pick<PublishPlan, 'runsAt' | 'skips'>,
): NewRun[] {
  const lane = task.lane ?? (task.overlapPolicy === 'queue' ? task.id : null);
  const host = webhookHost(task.webhookUrl);
  const rows: NewRun[] = [];
  for (const { fromMs, toMs, occurrences, reason } of skips) {
    const scheduledFor = toInstant(fromMs);
    rows.push(
      toRow(task, host, {
        atMs: fromMs,
        scheduledFor,
        runStatus: 'skipped',
        nextAttemptAt: scheduledFor,
        deadlineAt: null,
        lane: null,
        skipReason: reason,
        occurrences,
        skippedTo: toInstant(toMs),
      }),
    );
  }
  for (const { atMs, notBeforeMs } of runsAt) {
    const jitterMs = task.jitterMs === 0 ? 0 : Math.floor(Math.random() * (task.jitterMs + 1));
    const startMs = Math.max(atMs + jitterMs, notBeforeMs);
    const scheduledFor = toInstant(atMs);
    rows.push(
      toRow(task, host, {
        atMs,
        scheduledFor,
        runStatus: lane === null ? 'pending' : 'held',
        nextAttemptAt: startMs === atMs ? scheduledFor : toInstant(startMs),
        deadlineAt: task.deadlineMs === null ? null : toInstant(atMs + task.deadlineMs),
        lane,
        skipReason: null,
        occurrences: 1,
        skippedTo: null,
      }),
    );
  }
  return rows;
}

type OwnFields = Omit<NewRun, 'id' | 'taskId' | 'priority' | 'maxRetry' | 'taskVersion' | 'host'> & {
  atMs: number;
};

/** Field by field: this is done for every run, and spreading objects is what would cost most of it. */
function toRow(task: RunTemplate, host: string, own: OwnFields): NewRun {
  const { installationId, id: taskId } = task;
  const scheduledForMs = Math.floor(own.atMs);
  return {
    id: scheduledRunId({ installationId, taskId, scheduledForMs, triggerKey: 'schedule' }),
    taskId,
    scheduledFor: own.scheduledFor,
    runStatus: own.runStatus,
    nextAttemptAt: own.nextAttemptAt,
    deadlineAt: own.deadlineAt,
    priority: task.priority,
    lane: own.lane,
    maxRetry: task.maxRetry,
    skipReason: own.skipReason,
    occurrences: own.occurrences,
    skippedTo: own.skippedTo,
    taskVersion: task.version,
    host,
  };
}

/** Whether a row is a run, and not the record of one that was skipped. */
export function isLiveRun(run: NewRun): boolean {
  return run.runStatus !== 'skipped';
}

/** Written runs as hints name them; those in lanes are hinted at when they are admitted. */
export function toRunsToHint(runs: NewRun[], nowMs: number): RunToHint[] {
  return runs
    .filter((run) => run.runStatus === 'pending')
    .map(({ id, scheduledFor, host, priority, nextAttemptAt }) => {
      const delayMs = Date.parse(nextAttemptAt) - nowMs;
      return { id, scheduledFor, host, priority, retryCount: 0, delayMs };
    });
}

function toInstant(ms: number): string {
  return new Date(ms).toISOString();
}
