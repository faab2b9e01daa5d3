import { statfs } from 'node:fs/promises';
import type pg from 'pg';

const chunkSize = 250_000;
const days = 7;
/** Rows, indexes and write-ahead log of a run with its log. */
const bytesPerRun = 1_500;
const spareBytes = 4 * 2 ** 30;

/** @throws Error when the disk could not hold the history */
export async function requireDiskSpace(folder: string, runs: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = runs * bytesPerRun + spareBytes;
  if (bavail * bsize >= needed) return;
  const gib = (bytes: number): string => (bytes / 2 ** 30).toFixed(1);
  throw new Error(
    `A history of ${runs} runs needs about ${gib(needed)} GiB in ${folder}, where ${gib(bavail * bsize)} GiB are free. Choose a smaller --history.`,
  );
}

/**
 * Writes finished runs with their logs, spread over the last seven days up to this moment.
 *
 * @param admin a superuser's connection: triggers and foreign keys are left out, as each row is right by construction
 * @param taskCount the runs belong to tasks numbered as `taskIdText` does, from 0
 */
export async function insertHistory(
  admin: pg.Client,
  { runs, taskCount }: { runs: number; taskCount: number },
  progress: (line: string) => void,
): Promise<void> {
  await admin.query(`select ensure_partitions((now() - interval '${days} days')::date, now()::date + 1)`);
  await admin.query('set session_replication_role = replica');
  await admin.query('set synchronous_commit = off');
  for (let first = 0; first < runs; first += chunkSize) {
    const last = Math.min(first + chunkSize, runs) - 1;
    await admin.query(insertChunk, [first, last, runs, taskCount]);
    if ((first / chunkSize) % 8 === 7) progress(`History: ${last + 1} of ${runs} runs …`);
  }
  await admin.query('reset session_replication_role');
  progress('History: vacuum and analyze …');
  await admin.query('vacuum analyze task_runs, task_logs, tasks');
  await admin.query('checkpoint');
}

/** The id of the task of a number: SQL that both this file's statement and the insert of the tasks use. */
export const taskIdText = (number: string): string =>
  `('00000000-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

const insertChunk = `
  with history as materialized (
    select uuidv7(at - clock_timestamp()) as run_id, ${taskIdText('(n % $4::bigint)')} as task_id, at
    from generate_series($1::bigint, $2::bigint) n,
      lateral (select now() - interval '${days} days' * (1 - n::float8 / $3::bigint) - interval '1 minute' as at) instant
  ),
  runs as (
    insert into task_runs (id, task_id, scheduled_for, run_status, next_attempt_at, fence, worker_id, started_at, finished_at, created_at)
    select run_id, task_id, at, 'completed', at, 1, run_id, at, at + interval '20 milliseconds', at from history
  )
  insert into task_logs (id, task_id, run_id, run_scheduled_for, status, execution_time, message, http_status, worker_id, created_at, finished_at)
  select run_id, task_id, run_id, at, 'finish', 20, 'ok', 200, run_id, at, at + interval '20 milliseconds' from history`;
