import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Run, Task } from '@carillon/domain';
import { runStatuses } from '@carillon/domain';
import { dropOldPartitions, ensurePartitions } from './partitions.queries.js';
import { countHours } from './run-hours.queries.js';
import type { StatisticsScope } from './statistics.queries.js';
import { readHistogram, readSummary, readTimeseries } from './statistics.queries.js';
import { archiveTask, unarchiveTask } from './task-marks.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const week = { windowMs: 7 * dayMs };
const boundsMs = [1, 10, 100, 1_000, 60_000];

describeWithPostgres('hours that are added up', () => {
  let database: TestDatabase;
  let task: Task;
  let other: Task;
  beforeAll(async () => {
    database = await createTestDatabase();
    await ensurePartitions(database.pool, Date.now() - 9 * dayMs, Date.now());
  });
  afterAll(() => database.drop());

  /** Runs of eight days, every 47 minutes, of two tasks and in all states that a run can end in. */
  beforeEach(async () => {
    await database.pool.query('truncate task_runs, tasks, run_hours cascade');
    task = await insertTask(database.pool);
    other = await insertTask(database.pool, { tags: ['other'] });
    const ends = ['completed', 'failed', 'completed', 'abandoned', 'cancelled'] as const;
    for (let agoMs = 5_000, index = 0; agoMs < 8 * dayMs; agoMs += 47 * minuteMs, index += 1) {
      const runStatus = ends[index % ends.length]!;
      await add(index % 3 === 0 ? other : task, agoMs, {
        runStatus,
        startedAt: new Date(Date.now() - agoMs + (index % 17)).toISOString(),
        finishedAt: new Date(Date.now() - agoMs + (index % 17) + 1.13 ** (index % 90)).toISOString(),
        retryCount: index % 4 === 0 ? 2 : 0,
        cost: index % 5 === 0 ? 0.1 : null,
        qualityScore: index % 7 === 0 ? 4 : null,
      });
    }
  });

  const add = (of: Task, agoMs: number, run: Partial<Run>) =>
    insertRun(database.pool, of, { scheduledFor: new Date(Date.now() - agoMs).toISOString(), ...run });
  const countedHours = async (): Promise<number> =>
    (await database.pool.query('select from run_hours where counts is not null')).rowCount!;

  /** The figures of a window, each run asked by itself. */
  async function bruteForce({ windowMs }: StatisticsScope) {
    const { rows } = await database.pool.query<{
      status: string;
      atMs: number;
      runs: number;
      took: number | null;
      cost: number;
    }>(
      `select run_status as status, extract(epoch from scheduled_for)::float8 * 1000 as "atMs",
         case when run_status = 'skipped' then occurrences else 1 end as runs, coalesce(cost, 0)::float8 as cost,
         case when run_status in ('completed', 'failed') then extract(epoch from finished_at - started_at)::float8 * 1000 end as took
       from task_runs join tasks on tasks.id = task_id
       where archived_at is null and scheduled_for >= now() - $1 * interval '1 millisecond' and scheduled_for <= now()`,
      [windowMs],
    );
    const total = (of: typeof rows) => of.reduce((sum, { runs }) => sum + runs, 0);
    const took = rows.flatMap((row) => (row.took === null ? [] : [row.took]));
    return {
      byStatus: Object.fromEntries(
        runStatuses.map((status) => [status, total(rows.filter((row) => row.status === status))]),
      ),
      total: total(rows),
      cost: Number(rows.reduce((sum, { cost }) => sum + cost, 0).toFixed(6)),
      buckets: [-Infinity, ...boundsMs].map(
        (from, index) => took.filter((time) => time >= from && time < (boundsMs[index] ?? Infinity)).length,
      ),
      totalOf: (fromMs: number, toMs: number) =>
        total(rows.filter(({ atMs }) => atMs >= fromMs && atMs < toMs)),
    };
  }

  async function expectTruth(scope: StatisticsScope = week): Promise<void> {
    const [summary, histogram, truth] = await Promise.all([
      readSummary(database.pool, scope),
      readHistogram(database.pool, { ...scope, of: 'duration', boundsMs }),
      bruteForce(scope),
    ]);
    expect(summary.byStatus).toEqual(truth.byStatus);
    expect([summary.total, summary.cost.sum]).toEqual([truth.total, truth.cost]);
    expect(histogram.buckets.map(({ count }) => count)).toEqual(truth.buckets);
    for (const bucketMs of [15 * minuteMs, hourMs, 6 * hourMs, dayMs]) {
      const points = await readTimeseries(database.pool, { ...scope, bucketMs });
      // The first begins before the window.
      for (const { at, total } of points.slice(1)) {
        expect(total).toBe(truth.totalOf(at.getTime(), at.getTime() + bucketMs));
      }
    }
  }

  test('the figures are those of the runs, before and after hours are added up', async () => {
    await expectTruth();
    const before = await readSummary(database.pool, week);
    expect(await countHours(database.pool)).toBeGreaterThan(160);
    await expectTruth();
    await expectTruth({ windowMs: dayMs });
    await expectTruth({ windowMs: hourMs });
    const after = await readSummary(database.pool, week);
    for (const measure of ['durationMs', 'lagMs'] as const) expect(after[measure]).toEqual(before[measure]);
    expect([after.retries, after.quality]).toEqual([before.retries, before.quality]);
  });

  test('counted hours are not read any more, and are counted once', async () => {
    await countHours(database.pool);
    expect(await countHours(database.pool)).toBe(0);
    await database.pool.query(
      `update run_hours set counts = '[{"status": "failed", "runs": 1000}]' where hour = (select max(hour) from run_hours)`,
    );
    expect((await readSummary(database.pool, week)).byStatus.failed).toBeGreaterThan(1_000);
    expect((await readSummary(database.pool, { ...week, taskId: task.id })).byStatus.failed).toBeLessThan(
      1_000,
    );
    const fine = await readTimeseries(database.pool, { ...week, bucketMs: 15 * minuteMs });
    expect(Math.max(...fine.map(({ total }) => total))).toBeLessThan(1_000);
  });

  test('an hour that has not been over for another hour is not counted', async () => {
    await countHours(database.pool);
    const { rows } = await database.pool.query(
      `select from run_hours where hour + interval '1 hour' > now() - interval '1 hour'`,
    );
    expect(rows).toEqual([]);
  });

  test('a run that is open when its hour is counted counts as what it is, and as what becomes of it', async () => {
    const run = await add(task, 3 * dayMs, { runStatus: 'running', startedAt: new Date().toISOString() });
    await countHours(database.pool);
    const hours = await countedHours();
    await expectTruth();
    await database.pool.query(
      `update task_runs set run_status = 'completed', finished_at = now() where id = $1`,
      [run.id],
    );
    expect(await countedHours()).toBe(hours);
    await expectTruth();
  });

  test('an hour with too many open runs is read itself', async () => {
    const hoursAgo = 50;
    await database.pool.query(
      `insert into task_runs (id, task_id, scheduled_for, trigger_key, run_status)
       select gen_random_uuid(), $1, date_bin('1 hour', now() - $2 * interval '1 hour', timestamptz 'epoch') + interval '1 second', n, 'held'
       from generate_series(1, 501) n`,
      [task.id, hoursAgo],
    );
    await countHours(database.pool);
    const { rows } = await database.pool.query('select from run_hours where counts is null');
    expect(rows).toHaveLength(1);
    await expectTruth();
  });

  test.each<[string, () => Promise<unknown>]>([
    ['a run is written late', () => add(other, 2 * dayMs, {})],
    [
      'a record of skips grows',
      async () => {
        const skipped = await add(task, 4 * dayMs, {
          runStatus: 'skipped',
          skipReason: 'overlap',
          finishedAt: new Date().toISOString(),
        });
        await countHours(database.pool);
        await database.pool.query('update task_runs set occurrences = occurrences + 7 where id = $1', [
          skipped.id,
        ]);
      },
    ],
    ['a task is archived', () => archiveTask(database.pool, task.id)],
    [
      'a task is taken back into use',
      async () => {
        await archiveTask(database.pool, task.id);
        await countHours(database.pool);
        await unarchiveTask(database.pool, task.id);
      },
    ],
    ['a task is deleted', () => database.pool.query('delete from tasks where id = $1', [task.id])],
    ['old days are dropped', () => dropOldPartitions(database.pool, 3)],
  ])('the figures stay those of the runs when %s', async (_, change) => {
    await countHours(database.pool);
    await change();
    await expectTruth();
    await countHours(database.pool);
    await expectTruth();
    await ensurePartitions(database.pool, Date.now() - 9 * dayMs, Date.now());
  });

  test('who changes an hour before its row can be seen is waited for', async () => {
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      await insertRun(client, task, { scheduledFor: new Date(Date.now() - 2 * dayMs).toISOString() });
      expect(await countHours(database.pool)).toBe(0);
      await client.query('commit');
    } finally {
      client.release();
    }
    expect(await countHours(database.pool)).toBeGreaterThan(160);
    await expectTruth();
  });

  test('who changes an hour while it is counted takes its row away', async () => {
    await countHours(database.pool);
    const client = await database.pool.connect();
    try {
      await database.pool.query(
        `update run_hours set counts = null, durations = null, lags = null, open_runs = null`,
      );
      await client.query('begin');
      await insertRun(client, task, { scheduledFor: new Date(Date.now() - 2 * dayMs).toISOString() });
      const counting = countHours(database.pool);
      await client.query('commit');
      await counting;
    } finally {
      client.release();
    }
    await expectTruth();
  });

  test('the tail of a busy minute is not looked at: runs of now take no row away', async () => {
    await countHours(database.pool);
    const hours = await countedHours();
    const run = await add(task, 1_000, { runStatus: 'running', startedAt: new Date().toISOString() });
    await database.pool.query(
      `update task_runs set run_status = 'completed', finished_at = now() where id = $1`,
      [run.id],
    );
    expect(await countedHours()).toBe(hours);
  });
});
