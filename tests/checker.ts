import { Cron } from 'croner';
import type { Stack } from './stack.js';

interface LogRow {
  run_id: string;
  retry_count: number;
  status: string;
  http_status: number | null;
  execution_time: number | null;
  message: string | null;
  created_ms: number;
}

interface RunRow {
  id: string;
  task_id: string;
  run_status: string;
  retry_count: number;
  max_retry: number;
  scheduled_ms: number;
  skipped_to_ms: number | null;
  trigger: string;
}

export interface Findings {
  runs: number;
  requests: number;
  /** Requests of a run beyond the first that answered an attempt whose outcome was unknown. */
  repeats: number;
  abandoned: number;
}

/**
 * Compares what the database says with what the receiver saw, after everything has settled. Throws one error that
 * lists every broken promise:
 *
 * - complete: each instant between a task's first and last one is a run or part of a recorded skip, and nothing else;
 * - all ends: no run and no attempt is open;
 * - attempts of a run are numbered from 0 without a hole, at most max_retry + 1;
 * - nothing unlogged: each request has its log row, opened before it arrived, and no log has two requests;
 * - no second success, and a request is repeated only after an attempt that failed or was abandoned.
 */
export async function checkPromises(stack: Stack): Promise<Findings> {
  const faults: string[] = [];
  const { runs, logsByRun, schedules } = await readRecords(stack);
  for (const [taskId, expression] of schedules) {
    checkInstants(
      expression,
      runs.filter((run) => run.task_id === taskId && run.trigger === 'schedule'),
      faults,
    );
  }
  for (const run of runs) checkAttempts(run, logsByRun.get(run.id) ?? [], faults);
  const seen = new Set<string>();
  let repeats = 0;
  for (const { webhookId, attempt, at } of stack.sink.requests) {
    const key = `${webhookId} attempt ${attempt}`;
    if (seen.has(key)) faults.push(`${key} reached the receiver twice`);
    seen.add(key);
    const logs = logsByRun.get(webhookId!) ?? [];
    const log = logs.find((row) => row.retry_count === attempt! - 1);
    if (log === undefined) faults.push(`${key} reached the receiver without a log row`);
    else if (log.created_ms > at + 1)
      faults.push(`${key} reached the receiver before its log row was written`);
    const before = logs.find((row) => row.retry_count === attempt! - 2);
    if (attempt! > 1 && before?.status !== 'failed' && before?.status !== 'abandoned') {
      faults.push(`${key} followed an attempt that was ${before?.status ?? 'never made'}`);
    }
    if (before?.status === 'abandoned' && seen.has(`${webhookId} attempt ${attempt! - 1}`)) repeats += 1;
  }
  if (faults.length > 0)
    throw new Error(`${faults.length} promises broken:\n${faults.slice(0, 20).join('\n')}`);
  const abandoned = [...logsByRun.values()].flat().filter((log) => log.status === 'abandoned').length;
  return { runs: runs.length, requests: stack.sink.requests.length, repeats, abandoned };
}

async function readRecords({ database }: Stack) {
  const runs = await database.pool.query<RunRow>(
    `select id, task_id, run_status, retry_count, max_retry, trigger,
       extract(epoch from scheduled_for)::float8 * 1000 as scheduled_ms,
       extract(epoch from skipped_to)::float8 * 1000 as skipped_to_ms
     from task_runs order by scheduled_for`,
  );
  const logs = await database.pool.query<LogRow>(
    `select run_id, retry_count, status, http_status, execution_time, message,
       extract(epoch from created_at)::float8 * 1000 as created_ms
     from task_logs order by created_at`,
  );
  const tasks = await database.pool.query<{ id: string; task_schedule: string }>(
    'select id, task_schedule from tasks where task_schedule is not null',
  );
  const logsByRun = new Map<string, LogRow[]>();
  for (const log of logs.rows) logsByRun.set(log.run_id, [...(logsByRun.get(log.run_id) ?? []), log]);
  return {
    runs: runs.rows,
    logsByRun,
    schedules: tasks.rows.map((row) => [row.id, row.task_schedule] as const),
  };
}

/** The instants come from another implementation of cron than the one under test. */
function checkInstants(expression: string, runs: RunRow[], faults: string[]): void {
  const first = runs[0];
  const last = runs.at(-1);
  if (first === undefined || last === undefined) return void faults.push(`${expression} never ran`);
  const lastMs = last.skipped_to_ms ?? last.scheduled_ms;
  const cron = new Cron(expression, { timezone: 'UTC', mode: '5-or-6-parts' });
  const expected = new Set<number>();
  let instant = cron.nextRun(new Date(first.scheduled_ms - 1));
  while (instant !== null && instant.getTime() <= lastMs) {
    expected.add(instant.getTime());
    instant = cron.nextRun(instant);
  }
  for (const run of runs) {
    if (!expected.has(run.scheduled_ms))
      faults.push(`${expression} has a run at ${run.scheduled_ms} that it should not have`);
    for (const covered of [...expected]) {
      if (covered >= run.scheduled_ms && covered <= (run.skipped_to_ms ?? run.scheduled_ms))
        expected.delete(covered);
    }
  }
  for (const missing of expected)
    faults.push(`${expression} has neither run nor skip at ${new Date(missing).toISOString()}`);
}

function checkAttempts(run: RunRow, logs: LogRow[], faults: string[]): void {
  const name = `run ${run.id} (${run.run_status})`;
  const ended = ['completed', 'failed', 'abandoned', 'cancelled', 'skipped'];
  if (!ended.includes(run.run_status)) faults.push(`${name} has not ended`);
  const numbers = logs.map((log) => log.retry_count);
  if (numbers.some((number, index) => number !== index))
    faults.push(`${name} has attempts ${numbers.join(', ')}`);
  if (logs.length > run.max_retry + 1) faults.push(`${name} has ${logs.length} attempts`);
  const successes = logs.filter((log) => log.status === 'finish');
  if (successes.length > 1) faults.push(`${name} succeeded ${successes.length} times`);
  if (run.run_status === 'completed' && logs.at(-1)?.status !== 'finish')
    faults.push(`${name} has no success logged`);
  if (logs.some((log) => log.status === 'running')) faults.push(`${name} has an open attempt`);
  for (const log of logs) {
    const isKnown = log.status === 'finish' || log.status === 'failed';
    if (isKnown && (log.execution_time === null || log.message === null)) {
      faults.push(`${name} has an attempt without execution time or message`);
    }
  }
}
