import type { QueueStatus } from '@/features/queue/queue.api';
import { processesOf } from '@/features/queue/queue-figures';
import { formatCount } from '@/features/time/format-time';

export interface ChecklistStep {
  id: 'services' | 'task' | 'run';
  title: string;
  isDone: boolean;
  /** What is so, or what is missing. */
  words: string;
}

export interface ChecklistFacts {
  queue: Pick<QueueStatus, 'workers'>;
  taskCount: number;
  completedRuns: number;
}

/** More tasks than these: whoever made them needs no first steps. */
const newTasksMax = 1;

export function isNew({ taskCount }: Pick<ChecklistFacts, 'taskCount'>): boolean {
  return taskCount <= newTasksMax;
}

/** What a new installation has come to. */
export function checklistOf({ queue, taskCount, completedRuns }: ChecklistFacts): ChecklistStep[] {
  const publishers = processesOf(queue, 'publisher').alive.length;
  const listeners = processesOf(queue, 'listener').alive.length;
  const missing = [publishers === 0 && 'a publisher', listeners === 0 && 'a listener'].filter(Boolean);
  return [
    {
      id: 'services',
      title: 'The services are green',
      isDone: missing.length === 0,
      words:
        missing.length === 0
          ? `At work: ${formatCount(publishers, 'publisher')}, ${formatCount(listeners, 'listener')}.`
          : `There is not ${missing.join(' and not ')} at work.`,
    },
    {
      id: 'task',
      title: 'Create the sample task',
      isDone: taskCount > 0,
      words: taskCount > 0 ? 'There is a task.' : 'It calls the built-in receiver every 5 seconds.',
    },
    {
      id: 'run',
      title: 'Watch its first run',
      isDone: completedRuns > 0,
      words:
        completedRuns > 0 ? 'A run has completed.' : 'It appears here by itself as soon as it has ended.',
    },
  ];
}
