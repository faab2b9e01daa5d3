import type { Task } from './tasks.api';

/** Whether a task runs by itself, or would if it had a plan. */
export function isOn({ taskStatus, nextRunAt }: Task): boolean {
  return (
    taskStatus === 'ready' || taskStatus === 'running' || (taskStatus === 'failed' && nextRunAt !== null)
  );
}

/** As the server will make it; the answer comes over it. */
export function pausedTask(task: Task): void {
  task.taskStatus = 'paused';
  task.nextRunAt = null;
}

export function resumedTask(task: Task): void {
  task.taskStatus = task.activeRuns > 0 ? 'running' : 'ready';
  task.pausedUntil = null;
  task.pauseReason = null;
}

/** Without its scheme, path and credentials; the text itself when it is no URL. */
export function hostOf(webhookUrl: string): string {
  return /:\/\/(?:[^/?#@]*@)?([^/?#]+)/.exec(webhookUrl)?.[1] ?? webhookUrl;
}

/** When a task runs, in a few words, where it has no cron expression. */
export function planOf({ taskSchedule, runAt }: Task): 'cron' | 'once' | 'manual' {
  return taskSchedule !== null ? 'cron' : runAt !== null ? 'once' : 'manual';
}
