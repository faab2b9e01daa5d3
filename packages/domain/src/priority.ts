import type { TaskPriority } from './task.js';
import { taskPriorities } from './task.js';

/** After this long a waiting run ranks with the class above its own, so that the lowest class never starves. */
export const ageingStepMs = 30_000;

/**
 * The rank of a waiting run: the lower goes first, equal ranks by age. The classes are strictly ordered; what has
 * waited for one step more gains one class, without end.
 */
export function waitingRank(priority: TaskPriority, waitedMs: number): number {
  return taskPriorities.indexOf(priority) - Math.floor(Math.max(0, waitedMs) / ageingStepMs);
}
