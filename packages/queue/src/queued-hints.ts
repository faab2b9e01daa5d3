import type { HintedRun, TaskPriority } from '@carillon/domain';
import type { JobType } from 'bullmq';
import type { HintQueue } from './backend.js';
import { parseHint, waitingSince } from './hint-job.js';

export type HintState = 'waiting' | 'delayed' | 'active';

/** A hint that lies in the queue, or that a listener has in hand (`active`). */
export interface QueuedHint {
  id: string;
  priority: TaskPriority;
  state: HintState;
  /** Epoch milliseconds. */
  madeAtMs: number;
  /** Since when it can be taken, or from when on; epoch milliseconds. */
  dueAtMs: number;
  /** Empty when it is none that a listener would take. */
  runs: HintedRun[];
}

/** What waits in a paused queue, on PostgreSQL; on Redis it still counts as waiting. BullMQ's types leave it out. */
export const heldBack = 'paused' as JobType;

const typesOf: Record<HintState, JobType[]> = {
  waiting: ['waiting', heldBack],
  delayed: ['delayed'],
  active: ['active'],
};

/**
 * Reads the hints of one priority, those first that are taken first.
 *
 * @param max of each state at most so many
 * @returns the hints, and whether these are all
 */
export async function readHints(
  queue: HintQueue,
  priority: TaskPriority,
  max: number,
): Promise<{ hints: QueuedHint[]; isAll: boolean }> {
  const states = Object.keys(typesOf) as HintState[];
  const found = await Promise.all(states.map((state) => queue.getJobs(typesOf[state], 0, max - 1, true)));
  const hints = found.flatMap((jobs, index) =>
    // One that was taken between its id and its content is read as nothing.
    jobs
      .filter((job) => job !== undefined && job !== null)
      .map((job) => {
        const parsed = parseHint(job.data);
        return {
          id: job.id ?? '',
          priority,
          state: states[index]!,
          madeAtMs: job.timestamp,
          dueAtMs: waitingSince(job, Infinity),
          runs: 'hint' in parsed ? parsed.hint.runs : [],
        };
      }),
  );
  return { hints, isAll: found.every((jobs) => jobs.length < max) };
}
