import type { Answer } from '@carillon/client';
import { writeJson } from '@carillon/domain';
import { renderDetails } from './details.js';
import type { Look, View } from './session.js';
import { durationText } from './times.js';

type Task = Answer<'GET', '/api/tasks/{id}'>;

export const taskView: View<Task> = {
  columns: (look) => [
    { title: 'ID', value: ({ id }) => id },
    { title: 'NAME', value: ({ taskName }) => taskName, isFlexible: true },
    { title: 'STATUS', value: ({ taskStatus }) => taskStatus, paint: look.status },
    { title: 'WHEN', value: whenOf(look), isFlexible: true },
    { title: 'NEXT RUN', value: ({ nextRunAt }) => look.time(nextRunAt) },
    {
      title: 'CALLS',
      value: ({ httpMethod, webhookUrl }) => `${httpMethod} ${webhookUrl}`,
      isFlexible: true,
    },
  ],
  details: (task, look) =>
    renderDetails([
      ['id', task.id],
      ['name', task.taskName],
      ['status', statusOf(task)],
      ['calls', `${task.httpMethod} ${task.webhookUrl}`],
      ['headers', linesOf(task.httpHeaders)],
      ['payload', writeJson(task.jsonPayload)],
      ['when', whenOf(look)(task)],
      ['next run', look.exactTime(task.nextRunAt)],
      ['lane', task.lane ?? ''],
      ['priority', task.priority],
      ['timeout', durationText(task.timeoutMs)],
      ['retries', `${task.maxRetry}, ${task.backoffStrategy}`],
      ['tags', task.tags.join(', ')],
      ['version', String(task.version)],
      ['created', look.exactTime(task.createdAt)],
    ]),
};

function whenOf(look: Look): (task: Task) => string {
  return ({ taskSchedule, timeZone, runAt }) => {
    if (taskSchedule !== null) return `${taskSchedule} (${timeZone})`;
    return runAt === null ? 'when asked' : `once, ${look.time(runAt)}`;
  };
}

function statusOf({ taskStatus, pauseReason, archivedAt }: Task): string {
  return [taskStatus, pauseReason, archivedAt === null ? null : 'archived'].filter(Boolean).join(', ');
}

function linesOf(headers: Task['httpHeaders']): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
