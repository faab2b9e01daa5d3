import type pg from 'pg';
import { taskIdText } from '../scale/history.js';

/** So many tags and customers are told apart: each has one task in a thousand. */
export const kinds = 1_000;

/** A part of the names of about one task in a thousand. */
export const needle = 'report 77';

/** Tasks of many kinds, numbered from 0 as insertHistory expects them. */
export async function insertStoredTasks(admin: pg.Client, count: number): Promise<void> {
  await admin.query(
    `insert into tasks (id, task_name, webhook_url, json_payload, tags, priority, task_status, created_at, updated_at)
     select ${taskIdText('n')}, 'report ' || n, 'https://receiver-' || n % 50 || '.example/hook',
       jsonb_build_object('customer', jsonb_build_object('id', n % ${kinds}), 'number', n),
       array['tag-' || n % ${kinds}, 'all'],
       (array['urgent', 'high', 'normal', 'low'])[1 + n % 4],
       (array['ready', 'paused', 'failed', 'completed'])[1 + n / 4 % 4],
       at, at
     from generate_series(0, $1::bigint - 1) n,
       lateral (select now() - interval '30 days' * (1 - n::float8 / $1::bigint) as at) instant`,
    [count],
  );
}

/** The id of a stored task. */
export const taskId = (number: number): string =>
  `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
