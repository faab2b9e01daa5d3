import type { Input } from '@carillon/client';
import { confirm, requireTerminal } from './confirm.js';
import type { ListOptions } from './pages.js';
import { pagesOf } from './pages.js';
import { InputReader } from './read-input.js';
import type { WaitOptions } from './runs.js';
import { followRun, keyOf, readPayload } from './runs.js';
import type { SessionOptions } from './session.js';
import { Session, usageError } from './session.js';
import { oneLine } from './table.js';
import type { FieldOptions, NewTaskOptions } from './task-body.js';
import { readFields, readNewTask } from './task-body.js';
import { taskView } from './task-view.js';

type TasksQuery = NonNullable<Input<'GET', '/api/tasks'>['query']>;
type Pause = NonNullable<Input<'POST', '/api/tasks/{id}/pause'>['body']>;
type Resume = NonNullable<Input<'POST', '/api/tasks/{id}/resume'>['body']>;

export async function listTasks(options: SessionOptions & ListOptions): Promise<void> {
  const session = await Session.open(options);
  const { filter } = options;
  const sort = options.sort as TasksQuery['sort'];
  const pages = pagesOf(options, (page) =>
    session.client.request('GET', '/api/tasks', { query: { ...page, filter, sort } }),
  );
  await session.printList(pages, taskView);
}

export async function getTask(id: string, options: SessionOptions): Promise<void> {
  const session = await Session.open(options);
  session.print(await session.client.request('GET', '/api/tasks/{id}', { params: { id } }), taskView);
}

export async function createTask(
  options: SessionOptions & NewTaskOptions & { idempotencyKey?: string },
): Promise<void> {
  const session = await Session.open(options);
  const warn = (text: string): void => session.say(`warning: ${text}`);
  const body = await readNewTask(session.client, options, new InputReader(), warn);
  const task = await session.client.request('POST', '/api/tasks', { body, ...keyOf(options) });
  session.print(task, taskView);
  session.suggest(task.nextRunAt === null ? `tasks run ${task.id} --wait` : `runs list --task ${task.id}`);
}

/** A change is made of the version that was read, so that nobody else's is lost. */
export async function updateTask(
  id: string,
  options: SessionOptions & FieldOptions & { ifMatch?: number },
): Promise<void> {
  const session = await Session.open(options);
  const params = { id };
  const stored = await session.client.request('GET', '/api/tasks/{id}', { params });
  const body = await readFields(options, new InputReader(), stored.httpHeaders);
  if (Object.keys(body).length === 0) {
    throw usageError('Nothing is to be changed.', 'See `carillon tasks update --help` for the fields.');
  }
  const ifMatch = options.ifMatch ?? stored.version;
  const task = await session.client.request('PATCH', '/api/tasks/{id}', { params, body, ifMatch });
  session.print(task, taskView);
  session.suggest(`tasks run ${id} --wait`);
}

export async function deleteTask(id: string, options: SessionOptions & { yes?: boolean }): Promise<void> {
  if (options.yes !== true) requireTerminal();
  const session = await Session.open(options);
  const params = { id };
  if (options.yes !== true) {
    const { taskName } = await session.client.request('GET', '/api/tasks/{id}', { params });
    if (!(await confirm(`Delete the task “${oneLine(taskName)}”, its runs and their logs?`))) {
      session.say('Nothing was deleted.');
      process.exitCode = 1;
      return;
    }
  }
  await session.client.request('DELETE', '/api/tasks/{id}', { params });
  session.print({ id }, { details: () => '' });
  session.say(`The task ${id} is deleted, with its runs and their logs.`);
  session.suggest('tasks list');
}

export async function pauseTask(
  id: string,
  { until, reason, ...options }: SessionOptions & Pause,
): Promise<void> {
  const session = await Session.open(options);
  const body = { ...(until !== undefined && { until }), ...(reason !== undefined && { reason }) };
  session.print(
    await session.client.request('POST', '/api/tasks/{id}/pause', { params: { id }, body }),
    taskView,
  );
  session.suggest(`tasks resume ${id}`);
}

export async function resumeTask(id: string, { missed, ...options }: SessionOptions & Resume): Promise<void> {
  const session = await Session.open(options);
  const body = missed === undefined ? {} : { missed };
  session.print(
    await session.client.request('POST', '/api/tasks/{id}/resume', { params: { id }, body }),
    taskView,
  );
  session.suggest(`runs list --task ${id}`);
}

export async function runTask(
  id: string,
  options: SessionOptions & WaitOptions & { payload?: string },
): Promise<void> {
  const session = await Session.open(options);
  const body = await readPayload(options.payload);
  const run = await session.client.request('POST', '/api/tasks/{id}/run', {
    params: { id },
    body,
    ...keyOf(options),
  });
  await followRun(session, run, options);
}
