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
  const common = {
    taskId: task.id,
    priority: task.priority,
    maxRetry: task.maxRetry,
    taskVersion: task.version,
    host: webhookHost(task.webhookUrl),
  };
  const identify = (instantMs: number) => ({
    id: scheduledRunId({
      installationId: task.installationId,
      taskId: task.id,
      scheduledForMs: Math.floor(instantMs),
      triggerKey: 'schedule',
    }),
    scheduledFor: toInstant(instantMs),
  });
  const skipped = skips.map(({ fromMs, toMs, occurrences, reason }): NewRun => {
    return {
      ...common,
      ...identify(fromMs),
      runStatus: 'skipped',
      nextAttemptAt: toInstant(fromMs),
      deadlineAt: null,
      lane: null,
      skipReason: reason,
      occurrences,
      skippedTo: toInstant(toMs),
    };
  });
  const runs = runsAt.map(({ atMs, notBeforeMs }): NewRun => {
    const jitterMs = task.jitterMs === 0 ? 0 : Math.floor(Math.random() * (task.jitterMs + 1));
    return {
      ...common,
      ...identify(atMs),
      runStatus: lane === null ? 'pending' : 'held',
      nextAttemptAt: toInstant(Math.max(atMs + jitterMs, notBeforeMs)),
      deadlineAt: task.deadlineMs === null ? null : toInstant(atMs + task.deadlineMs),
      lane,
      skipReason: null,
      occurrences: 1,
      skippedTo: null,
    };
  });
  return [...skipped, ...runs];
}

/** Whether a row is a run, and not the record of one that was skipped. */
export function isLiveRun(run: NewRun): boolean {
  return run.runStatus !== 'skipped';
}

/** Written runs as hints name them; those in lanes are hinted at when they are admitted. */
export function toRunsToHint(runs: NewRun[], nowMs: number): RunToHint[] {
  return runs
    .filter((run) => run.runStatus === 'pending')
    .map((run) => ({ ...run, retryCount: 0, delayMs: Date.parse(run.nextAttemptAt) - nowMs }));
}

function toInstant(ms: number): string {
  return new Date(ms).toISOString();
}
