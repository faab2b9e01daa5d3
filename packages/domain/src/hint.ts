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

/** A run that a hint is to be made for. */
export interface RunToHint extends HintedRun {
  priority: TaskPriority;
  retryCount: number;
  /** Milliseconds until it is due, 0 or less for now; absent: as the caller says for all. */
  delayMs?: number;
  /** Whether its lane spaces its runs out, so that it must not wait for what is due later in the same second. */
  isPaced?: boolean;
}

/** Runs that are due within so many milliseconds share a hint; those that are spaced out, where it does not show. */
const shareMs = 1_000;
const pacedShareMs = 50;

/**
 * Makes as few hints as possible: runs of one priority and one attempt number that are due within the same second (of
 * a lane with a rate limit: at nearly the same moment) share a hint, up to its size. It comes when the last of them is
 * due: one that came too early would be lost.
 *
 * @param delayMs milliseconds until the runs are due that do not say it themselves
 */
export function bundleHints(runs: readonly RunToHint[], delayMs = 0): HintRequest[] {
  const groups = new Map<string, HintRequest[]>();
  for (const { id, scheduledFor, host, priority, retryCount, ...run } of runs) {
    const ownDelayMs = Math.max(0, Math.ceil(run.delayMs ?? delayMs));
    const key = `${priority}/${retryCount}/${dueTogether(run.isPaced === true, ownDelayMs)}`;
    const hints = groups.get(key) ?? [];
    groups.set(key, hints);
    if (hints.length === 0 || hints.at(-1)!.runs.length === hintRunsMax) {
      hints.push({ runs: [], retryCount, priority, delayMs: ownDelayMs });
    }
    const hint = hints.at(-1)!;
    hint.delayMs = Math.max(hint.delayMs, ownDelayMs);
    hint.runs.push({ id, scheduledFor, host });
  }
  return [...groups.values()].flat();
}

function dueTogether(isPaced: boolean, delayMs: number): string {
  return isPaced ? `paced ${Math.ceil(delayMs / pacedShareMs)}` : String(Math.ceil(delayMs / shareMs));
}
