import type { PlannedSkip, Task } from '@carillon/domain';
import { newId, webhookHost } from '@carillon/domain';
import type { NewRun } from './publish.queries.js';

/** The instants of one task that are to be run and those that are not, epoch milliseconds. */
export interface PlannedInstants {
  runsAt: number[];
  skips: PlannedSkip[];
}

/** A task as far as its runs copy it. */
export type RunTemplate = Pick<
  Task,
  'id' | 'priority' | 'maxRetry' | 'version' | 'lane' | 'overlapPolicy' | 'jitterMs' | 'webhookUrl'
>;

/**
 * Planned instants as rows. A run of a task in a lane, or of one that queues its overlaps and so is a lane of its
 * own, is born `held`.
 */
export function toNewRuns(task: RunTemplate, { runsAt, skips }: PlannedInstants): NewRun[] {
  const lane = task.lane ?? (task.overlapPolicy === 'queue' ? task.id : null);
  const common = {
    taskId: task.id,
    priority: task.priority,
    maxRetry: task.maxRetry,
    taskVersion: task.version,
    host: webhookHost(task.webhookUrl),
  };
  const skipped = skips.map(({ fromMs, toMs, occurrences, reason }): NewRun => {
    const scheduledFor = toInstant(fromMs);
    return {
      ...common,
      id: newId(),
      scheduledFor,
      runStatus: 'skipped',
      nextAttemptAt: scheduledFor,
      lane: null,
      skipReason: reason,
      occurrences,
      skippedTo: toInstant(toMs),
    };
  });
  const runs = runsAt.map((instantMs): NewRun => {
    const jitterMs = task.jitterMs === 0 ? 0 : Math.floor(Math.random() * (task.jitterMs + 1));
    return {
      ...common,
      id: newId(),
      scheduledFor: toInstant(instantMs),
      runStatus: lane === null ? 'pending' : 'held',
      nextAttemptAt: toInstant(instantMs + jitterMs),
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

function toInstant(ms: number): string {
  return new Date(ms).toISOString();
}
