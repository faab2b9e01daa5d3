import type { Task } from '@carillon/domain';
import { nextFireTimes, scheduleOf } from '@carillon/domain';

/** The next instants at which a task is due by its plan, ISO 8601 UTC; fewer than asked, or none, when it ends. */
export function nextRuns(task: Task, count: number): string[] {
  if (task.nextRunAt === null) return [];
  const schedule = scheduleOf(task);
  const firstMs = Date.parse(task.nextRunAt);
  const later = schedule === null ? [] : nextFireTimes(schedule, firstMs, count - 1);
  const endMs = task.endsAt === null ? Infinity : Date.parse(task.endsAt);
  const runsLeft = task.maxRuns === null ? count : Math.min(count, task.maxRuns - task.runCount);
  return [firstMs, ...later]
    .filter((instantMs) => instantMs <= endMs)
    .slice(0, Math.max(runsLeft, 0))
    .map((instantMs) => new Date(instantMs).toISOString());
}
