import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@carillon/domain';
import { until } from '@carillon/testkit';
import { claimRuns } from './claim.queries.js';
import { inTransaction } from './connect.js';
import { cancelRuns, startRun } from './run-actions.queries.js';
import { findRun } from './runs.queries.js';
import { listRunAttempts, listRunEvents } from './task-logs.queries.js';
import { deleteTask, findTask, lockTask } from './tasks.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask } from './testing/index.js';

const describeQueries = hasTestDatabase ? describe : describe.skip;

describeQueries('actions on runs', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const claim = { workerId: newId(), leaseMs: 60_000 };
  const cancel = (runId: string) =>
    inTransaction(database.pool, (transaction) =>
      cancelRuns(transaction, { target: { runId }, reason: 'No longer needed.', actor: 'somebody' }),
    );

  /** Whether another connection of this database waits for a lock. */
  const somebodyWaits = async () => {
    const { rows } = await database.pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.length > 0;
  };

  test('startRun makes a run that is due at once, at an instant that survives JSON', async () => {
    const task = await insertTask(database.pool, { priority: 'urgent', maxRetry: 5 });
    const run = await inTransaction(database.pool, async (transaction) => {
      await lockTask(transaction, task.id);
      return startRun(transaction, { taskId: task.id, runId: newId(), trigger: 'api' });
    });
    expect(run).toMatchObject({ runStatus: 'pending', priority: 'urgent', maxRetry: 5, trigger: 'api' });
    expect(await claimRuns(database.pool, [run], claim)).toHaveLength(1);
    expect(await findTask(database.pool, task.id)).toMatchObject({ activeRuns: 1, taskStatus: 'running' });
    const { rows } = await database.pool.query('select last_run_at from tasks where id = $1', [task.id]);
    expect(rows).toEqual([{ last_run_at: new Date(run.scheduledFor) }]);
  });

  test('startRun makes the partition that it needs', async () => {
    const task = await insertTask(database.pool);
    const { rows } = await database.pool.query<{ day: string }>(
      `select to_char(now() at time zone 'UTC', 'YYYYMMDD') as day`,
    );
    await database.pool.query(
      `drop table task_runs_${rows[0]!.day}, task_logs_${rows[0]!.day}, run_events_${rows[0]!.day}`,
    );
    const run = await inTransaction(database.pool, (transaction) =>
      startRun(transaction, { taskId: task.id, runId: newId(), trigger: 'manual' }),
    );
    expect(await findRun(database.pool, run.id)).toEqual(run);
  });

  test('cancelRuns closes the attempt of a claim that it had to wait for', async () => {
    const task = await insertTask(database.pool);
    const run = await insertRun(database.pool, task);
    let cancelled: ReturnType<typeof cancel> | undefined;
    await inTransaction(database.pool, async (transaction) => {
      expect(await claimRuns(transaction, [run], claim)).toHaveLength(1);
      cancelled = cancel(run.id);
      await until(somebodyWaits, { what: 'the cancellation waits for the claim' });
    });
    expect(await cancelled).toEqual([{ id: run.id, taskId: task.id, fromStatus: 'running', lane: null }]);
    expect(await findRun(database.pool, run.id)).toMatchObject({
      runStatus: 'cancelled',
      error: 'No longer needed.',
    });
    const known = { id: run.id, taskId: task.id };
    expect(await listRunAttempts(database.pool, known)).toMatchObject([{ status: 'cancelled' }]);
    expect(await listRunEvents(database.pool, known)).toMatchObject([
      { fromStatus: 'running', toStatus: 'cancelled', actor: 'somebody' },
    ]);
    expect(await findTask(database.pool, task.id)).toMatchObject({ activeRuns: 0, taskStatus: 'ready' });
  });

  test('cancelRuns leaves what has ended, and counts nothing twice', async () => {
    const task = await insertTask(database.pool);
    const run = await insertRun(database.pool, task);
    await insertRun(database.pool, task);
    const all = await Promise.all([cancel(run.id), cancel(run.id), cancel(run.id)]);
    expect(all.flat()).toHaveLength(1);
    expect(await findTask(database.pool, task.id)).toMatchObject({ activeRuns: 1, taskStatus: 'running' });
  });

  test('a one-off whose only run is cancelled is completed', async () => {
    const task = await insertTask(database.pool, { runAt: '2026-01-01T00:00:00Z' });
    await database.pool.query('update tasks set next_run_at = null where id = $1', [task.id]);
    const run = await insertRun(database.pool, task);
    await cancel(run.id);
    expect(await findTask(database.pool, task.id)).toMatchObject({ taskStatus: 'completed' });
  });

  test('deleteTask waits for a claim in progress instead of locking against it', async () => {
    const task = await insertTask(database.pool);
    const run = await insertRun(database.pool, task);
    let deleted: Promise<boolean> | undefined;
    await inTransaction(database.pool, async (transaction) => {
      await transaction.query({ text: 'select from task_runs where id = $1 for update', values: [run.id] });
      deleted = inTransaction(database.pool, (other) => deleteTask(other, task.id));
      await until(somebodyWaits, { what: 'the deletion waits for the claim' });
      await claimRuns(transaction, [run], claim);
    });
    expect(await deleted).toBe(true);
    expect(await findRun(database.pool, run.id)).toBeNull();
  });
});
