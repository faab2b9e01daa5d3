import { formatCount } from '@/features/time/format-time';

/** More runs than so many in one sentence are routine: only what failed is told of them. */
const routineRuns = 50;

/**
 * What became of tasks and runs, in one sentence: `1 task failed, 2 runs failed, 12 runs completed.` Empty when there
 * is nothing worth an interruption.
 *
 * @param tasks the statuses that tasks came to
 * @param runs the statuses that runs came to
 */
export function summariseChanges(tasks: readonly string[], runs: readonly string[]): string {
  const parts = [
    count(tasks, ['failed'], 'task', 'failed'),
    count(tasks, ['paused'], 'task', 'paused'),
    count(runs, ['failed', 'abandoned'], 'run', 'failed'),
    runs.length > routineRuns ? '' : count(runs, ['completed'], 'run', 'completed'),
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}

function count(all: readonly string[], statuses: readonly string[], noun: string, verb: string): string {
  const found = all.filter((status) => statuses.includes(status)).length;
  return found === 0 ? '' : `${formatCount(found, noun)} ${verb}`;
}
