import type { QueueStatus, Worker } from './queue.api';

/** Runs that have not ended, whatever their state. */
export function openRuns({ depth }: Pick<QueueStatus, 'depth'>): number {
  return depth.reduce((sum, { count }) => sum + count, 0);
}

/** Runs of a state. */
export function runsIn({ depth }: Pick<QueueStatus, 'depth'>, status: string): number {
  return depth.reduce((sum, { runStatus, count }) => sum + (runStatus === status ? count : 0), 0);
}

/** A process that was not heard of for so long is taken for lost; its runs are rescued. */
const silentMsMax = 10_000;

export function isAlive({ silentMs }: Pick<Worker, 'silentMs'>): boolean {
  return silentMs <= silentMsMax;
}

/** Processes of a kind: those at work, and those not heard of any more. */
export function processesOf({ workers }: Pick<QueueStatus, 'workers'>, kind: Worker['kind']) {
  const all = workers.filter((worker) => worker.kind === kind);
  return { alive: all.filter(isAlive), silent: all.filter((worker) => !isAlive(worker)) };
}
