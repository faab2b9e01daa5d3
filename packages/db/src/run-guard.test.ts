import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canMoveRun, isFinalRunStatus, runStatuses } from '@carillon/domain';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('the guard of run states', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const moves = runStatuses.flatMap((from) =>
    runStatuses.filter((to) => to !== from).map((to) => [from, to] as const),
  );

  test.each(moves)('%s to %s is allowed or refused as the domain says', async (from, to) => {
    const task = await insertTask(database.pool);
    const skip = (status: string) => (status === 'skipped' ? ({ skipReason: 'missed' } as const) : {});
    const run = await insertRun(database.pool, task, {
      runStatus: from,
      ...(isFinalRunStatus(from) ? { finishedAt: new Date().toISOString() } : {}),
      ...skip(from),
    });
    const move = database.pool.query(
      `update task_runs set run_status = $2, finished_at = case when $3 then now() end,
         skip_reason = case when $2 = 'skipped' then 'missed' end where id = $1`,
      [run.id, to, isFinalRunStatus(to)],
    );
    if (canMoveRun(from, to)) await expect(move).resolves.toMatchObject({ rowCount: 1 });
    else await expect(move).rejects.toMatchObject({ constraint: 'task_runs_guard_status' });
  });
});
