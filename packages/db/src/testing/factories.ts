import { newId } from '@carillon/domain';
import type { Task } from '@carillon/domain';
import type { Database } from '../connect.js';
import type { TaskRow } from '../task-row.js';
import { columnName, toTask } from '../task-row.js';

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
           values (${keys.map((_, index) => `$${index + 1}`).join(', ')}) returning *`,
    values: keys.map((key) => (key === 'jsonPayload' ? JSON.stringify(values[key]) : values[key])),
  });
  return toTask(rows[0]!);
}
