import type { HintedRun, Run, Task } from '@carillon/domain';
import { newId, webhookHost, writeJson } from '@carillon/domain';
import type { Database } from '../connect.js';
import { ensurePartitions } from '../partitions.queries.js';
import type { TaskRow } from '../task-row.js';
import { columnName, taskColumns, toTask } from '../task-row.js';

/** Inserts a task: an active webhook task that is never due by itself, unless the overrides say otherwise. */
export async function insertTask(database: Database, overrides: Partial<Task> = {}): Promise<Task> {
  const values: Record<string, unknown> = {
    id: newId(),
    taskName: 'a task',
    webhookUrl: 'http://127.0.0.1:9/unset',
    ...overrides,
  };
  const keys = Object.keys(values);
  const { rows } = await database.query<TaskRow>({
    text: `insert into tasks (${keys.map(columnName).join(', ')})
           values (${keys.map((_, index) => `$${index + 1}`).join(', ')}) returning ${taskColumns.text}`,
    values: keys.map((key) => (key === 'jsonPayload' ? writeJson(values[key]) : values[key])),
  });
  return toTask(rows[0]!);
}

const dayMs = 86_400_000;

/** Inserts a run of a task, due now and pending unless the overrides say otherwise; an older day gets its partition. */
export async function insertRun(
  database: Database,
  task: Pick<Task, 'id'>,
  overrides: Partial<Run> = {},
): Promise<HintedRun> {
  const values: Record<string, unknown> = {
    id: newId(),
    taskId: task.id,
    triggerKey: newId(),
    scheduledFor: new Date(),
    nextAttemptAt: new Date(Date.now() - 1_000),
    ...overrides,
  };
  // An hour ago may be yesterday.
  const dueMs = new Date(values.scheduledFor as Date | string).getTime();
  if (dueMs < Date.now() - (Date.now() % dayMs)) await ensurePartitions(database, dueMs, dueMs);
  const keys = Object.keys(values);
  const { rows } = await database.query<{ id: string; scheduledFor: string; webhookUrl: string }>({
    text: `with r as (
             insert into task_runs (${keys.map(columnName).join(', ')})
             values (${keys.map((_, index) => `$${index + 1}`).join(', ')}) returning id, task_id, scheduled_for, finished_at
           ), t as (
             update tasks set last_run_at = greatest(tasks.last_run_at, r.scheduled_for),
               active_runs = active_runs + case when r.finished_at is null then 1 else 0 end,
               task_status = case when r.finished_at is null then 'running' else task_status end
             from r where tasks.id = r.task_id
           )
           select r.id, r.scheduled_for::text as "scheduledFor", tasks.webhook_url as "webhookUrl"
           from r join tasks on tasks.id = r.task_id`,
    values: keys.map((key) => values[key]),
  });
  const { id, scheduledFor, webhookUrl } = rows[0]!;
  return { id, scheduledFor, host: webhookHost(webhookUrl) };
}

/** Registers a listener whose last heartbeat was so many milliseconds ago. */
export async function insertWorker(database: Database, silentMs = 0): Promise<string> {
  const id = newId();
  await database.query({
    text: `insert into workers (id, kind, host, pid, version, heartbeat_at)
           values ($1, 'listener', 'test', 1, '0', now() - $2 * interval '1 millisecond')`,
    values: [id, silentMs],
  });
  return id;
}
