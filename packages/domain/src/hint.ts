import type { RunRef } from './run.js';
import type { TaskPriority } from './task.js';

/** A run as a hint names it. */
export interface HintedRun extends RunRef {
  /** Where its webhook is, as `webhookHost` says it; a listener shares its slots out among hosts before it claims. */
  host: string;
}

/** "These runs are worth looking at now", no more. All runs of a hint share one priority and one due time. */
export interface Hint {
  runs: HintedRun[];
}

/** A hint as it comes out of the queue. */
export interface ReceivedHint extends Hint {
  priority: TaskPriority;
  /** Since when it could have been taken, epoch milliseconds: what waits long gains rank. */
  waitingSinceMs: number;
}

/** A hint on its way into the queue. */
export interface HintRequest extends Hint {
  /** The runs' common attempt number, part of the hint's id: the hint of a retry must not be taken for the first one. */
  retryCount: number;
  priority: TaskPriority;
  /** Milliseconds until the runs are due; 0 for now. */
  delayMs: number;
}

/** More runs than this in one hint bring no speed, and a lost hint would delay more of them. */
export const hintRunsMax = 100;

/** Urgent runs leave the queue first. Never 0: BullMQ would put such a job before all others, unordered. */
export const hintPriorities: Readonly<Record<TaskPriority, number>> = {
  urgent: 1,
  high: 2,
  normal: 3,
  low: 4,
};

/** A run that a hint is to be made for. */
export interface RunToHint extends HintedRun {
  priority: TaskPriority;
  retryCount: number;
}

/**
 * Makes as few hints as possible: runs of one priority and one attempt number share a hint, up to its size.
 *
 * @param delayMs milliseconds until all of these runs are due
 */
export function bundleHints(runs: readonly RunToHint[], delayMs = 0): HintRequest[] {
  const groups = new Map<string, HintRequest[]>();
  for (const { id, scheduledFor, host, priority, retryCount } of runs) {
    const key = `${priority}/${retryCount}`;
    const hints = groups.get(key) ?? [];
    groups.set(key, hints);
    if (hints.length === 0 || hints.at(-1)!.runs.length === hintRunsMax) {
      hints.push({ runs: [], retryCount, priority, delayMs });
    }
    hints.at(-1)!.runs.push({ id, scheduledFor, host });
  }
  return [...groups.values()].flat();
}
