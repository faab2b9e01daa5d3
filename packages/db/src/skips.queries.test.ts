import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlannedSkip, Task } from '@carillon/domain';
import { scheduleOf } from '@carillon/domain';
import type { Database } from './connect.js';
import { toNewRuns } from './new-runs.js';
import { ensurePartitions } from './partitions.queries.js';
import { insertRuns } from './publish.queries.js';
import { growSkips } from './skips.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertTask } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;
const dayMs = 86_400_000;
const todayMs = Math.floor(Date.now() / dayMs) * dayMs;

describeWithPostgres('recording skips', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await ensurePartitions(database.pool, todayMs - 13 * dayMs, todayMs);
  });
  afterAll(() => database.drop());

  const skip = (fromMinute: number, toMinute: number, reason: PlannedSkip['reason'] = 'overlap') => ({
    fromMs: todayMs + fromMinute * 60_000,
    toMs: todayMs + toMinute * 60_000,
    occurrences: toMinute - fromMinute + 1,
    reason,
  });
  const record = async (database: Database, task: Task, ...skips: PlannedSkip[]) => {
    const subject = { taskId: task.id, schedule: scheduleOf(task), skips };
    const {
      rest: [rest],
    } = await growSkips(database, [subject]);
    const installationId = '00000000-0000-7000-8000-000000000000';
    await insertRuns(database, toNewRuns({ ...task, installationId }, { runsAt: [], skips: rest! }));
  };
  const recordsOf = async (task: Task) => {
    const { rows } = await database.pool.query(
      `select extract(epoch from scheduled_for - $2)::float8 / 60 as since,
         extract(epoch from skipped_to - $2)::float8 / 60 as until, occurrences, skip_reason as reason
       from task_runs where task_id = $1 order by scheduled_for`,
      [task.id, new Date(todayMs)],
    );
    return rows.map(({ since, until, occurrences, reason }) => [since, until, occurrences, reason]);
  };
  const everyMinute = () => insertTask(database.pool, { taskSchedule: '* * * * *' });

  test('a record grows by what follows it, and only the record of that task', async () => {
    const [task, other] = [await everyMinute(), await everyMinute()];
    await record(database.pool, other, skip(0, 4));
    await record(database.pool, task, skip(0, 4));
    await record(database.pool, task, skip(5, 5));
    await record(database.pool, task, skip(6, 9));
    expect(await recordsOf(task)).toEqual([[0, 9, 10, 'overlap']]);
    expect(await recordsOf(other)).toEqual([[0, 4, 5, 'overlap']]);
  });

  test('another reason, or an instant between, begins another record', async () => {
    const task = await everyMinute();
    await record(database.pool, task, skip(0, 1), skip(2, 2, 'expired'));
    await record(database.pool, task, skip(3, 3));
    await record(database.pool, task, skip(5, 5));
    expect(await recordsOf(task)).toEqual([
      [0, 1, 2, 'overlap'],
      [2, 2, 1, 'expired'],
      [3, 3, 1, 'overlap'],
      [5, 5, 1, 'overlap'],
    ]);
  });

  test('another UTC day begins another record', async () => {
    const task = await everyMinute();
    await record(database.pool, task, skip(-2, -1));
    await record(database.pool, task, skip(0, 0));
    expect(await recordsOf(task)).toEqual([
      [-2, -1, 2, 'overlap'],
      [0, 0, 1, 'overlap'],
    ]);
  });

  test('recorded twice, whole or in part, is recorded once', async () => {
    const task = await everyMinute();
    await record(database.pool, task, skip(0, 4));
    await record(database.pool, task, skip(5, 6));
    for (const again of [skip(0, 4), skip(5, 6), skip(0, 6), skip(3, 7), skip(0, 7, 'missed')]) {
      await record(database.pool, task, again);
    }
    expect(await recordsOf(task)).toEqual([[0, 7, 8, 'overlap']]);
  });

  test('nothing skipped asks nothing', async () => {
    const nobody = { query: () => Promise.reject(new Error('asked')) } as unknown as Database;
    const task = await everyMinute();
    const subject = { taskId: task.id, schedule: scheduleOf(task), skips: [] };
    expect(await growSkips(nobody, [subject, subject])).toEqual({ rest: [[], []], grown: [] });
  });

  test('the record before a skip is found in the key of one day, not in those of fourteen', async () => {
    const task = await everyMinute();
    const plans: string[] = [];
    const explaining = {
      query: async (statement: { name: string; text: string; values: unknown[] }) => {
        const { rows } = await database.pool.query({
          text: `explain (analyze, costs off, timing off) ${statement.text}`,
          values: statement.values,
        });
        plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
        return database.pool.query(statement.text, statement.values);
      },
    };
    await growSkips(explaining, [{ taskId: task.id, schedule: scheduleOf(task), skips: [skip(1, 2)] }]);
    const scans = plans[0]!.split('\n').filter((line) => /Scan.* on task_runs/.test(line));
    const executed = scans.filter((line) => !line.includes('never executed'));
    expect(plans[0]).not.toMatch(/Seq Scan on task_runs/);
    expect(executed).toHaveLength(1);
    expect(executed[0]).toMatch(/Index Scan.*_task_id_scheduled_for_trigger_key_key/);
  });
});
