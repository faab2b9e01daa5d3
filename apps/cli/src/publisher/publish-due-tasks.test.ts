import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestDatabase } from '@carillon/db/testing';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask } from '@carillon/db/testing';
import type { Task } from '@carillon/domain';
import { publishDueTasks } from './publish-due-tasks.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;
const dayMs = 86_400_000;

describeWithPostgres('publishing due tasks', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(() => database.pool.query('delete from tasks'));

  const publish = (publishBatch = 100) =>
    publishDueTasks(database.pool, { publishBatch, catchUpPerSecond: 10 });
  /** Due once a day, at the last full minute: however long a test takes, no second instant comes. */
  const dueTask = (overrides: Partial<Task> = {}) => {
    const due = new Date(Math.floor(Date.now() / 60_000) * 60_000);
    return insertTask(database.pool, {
      taskSchedule: `${due.getUTCMinutes()} ${due.getUTCHours()} * * *`,
      nextRunAt: due.toISOString(),
      ...overrides,
    });
  };
  const taskOf = async (id: string) =>
    (await database.pool.query('select * from tasks where id = $1', [id])).rows[0];
  const runsOf = async (id: string) =>
    (await database.pool.query('select * from task_runs where task_id = $1 order by scheduled_for', [id]))
      .rows;

  test('makes one run for the due instant, moves the task on and hints at the run', async () => {
    const task = await dueTask({ priority: 'high' });
    const batch = await publish();
    const runs = await runsOf(task.id);
    const due = new Date(task.nextRunAt!);
    expect(runs).toMatchObject([{ run_status: 'pending', scheduled_for: due, priority: 'high' }]);
    expect(batch).toMatchObject({ tasks: 1, runs: 1, skips: 0, parked: [] });
    expect(batch.hints).toMatchObject([
      { runs: [{ id: runs[0].id }], priority: 'high', delayMs: 0, retryCount: 0 },
    ]);
    expect(await taskOf(task.id)).toMatchObject({
      task_status: 'running',
      active_runs: 1,
      run_count: 1,
      next_run_at: new Date(due.getTime() + dayMs),
    });
    expect(await publish()).toMatchObject({ tasks: 0, runs: 0 });
  });

  test.each(['skip', 'latest', 'all'] as const)(
    'notes when the newest instant was due, of a backlog with the misfire policy %s too',
    async (misfirePolicy) => {
      const nextRunAt = new Date(Math.floor(Date.now() / 60_000 - 5) * 60_000).toISOString();
      const task = await dueTask({ taskSchedule: '* * * * *', misfirePolicy, nextRunAt });
      await publish();
      const runs = await runsOf(task.id);
      expect((await taskOf(task.id)).last_run_at).toEqual(runs.at(-1).scheduled_for);
    },
  );

  test('parks a task whose schedule cannot be read, says why, and publishes the others', async () => {
    const broken = await dueTask({ taskSchedule: '61 * * * *' });
    const unknownZone = await dueTask({ timeZone: 'Mars/Olympus' });
    const sound = await dueTask();
    const batch = await publish();
    expect(batch.parked.map(({ taskId }) => taskId).sort()).toEqual([broken.id, unknownZone.id].sort());
    expect(await taskOf(broken.id)).toMatchObject({
      task_status: 'paused',
      next_run_at: null,
      pause_reason: expect.stringMatching(/^Parked: .*minute/),
    });
    expect(await taskOf(unknownZone.id)).toMatchObject({
      pause_reason: expect.stringContaining('Mars/Olympus'),
    });
    expect(await runsOf(sound.id)).toHaveLength(1);
  });

  test('many publishers at once make one run for each task and instant', async () => {
    const tasks = await Promise.all(Array.from({ length: 40 }, () => dueTask()));
    const batches = await Promise.all(Array.from({ length: 6 }, () => publish(10)));
    const rest = await publish();
    expect([...batches, rest].reduce((sum, batch) => sum + batch.runs, 0)).toBe(40);
    for (const task of tasks) expect(await runsOf(task.id)).toHaveLength(1);
  });

  test('an instant that has its run already is not run again, and the counts stay right', async () => {
    const task = await dueTask();
    await publish();
    await database.pool.query('update tasks set next_run_at = $2, overlap_policy = $3 where id = $1', [
      task.id,
      task.nextRunAt,
      'allow',
    ]);
    expect(await publish()).toMatchObject({ tasks: 1, runs: 0, hints: [] });
    expect(await runsOf(task.id)).toHaveLength(1);
    expect(await taskOf(task.id)).toMatchObject({ active_runs: 1, run_count: 1 });
  });

  test('after an outage of days the newest instant runs and the others are one recorded skip', async () => {
    const hourMs = 3_600_000;
    const lastHourMs = Math.floor(Date.now() / hourMs) * hourMs;
    const nextRunAt = new Date(lastHourMs - 10 * dayMs).toISOString();
    const task = await dueTask({ taskSchedule: '0 * * * *', nextRunAt });
    expect(await publish()).toMatchObject({ runs: 1, skips: 1 });
    const [skip, run] = await runsOf(task.id);
    expect(skip).toMatchObject({ run_status: 'skipped', skip_reason: 'missed', occurrences: 240 });
    expect(run).toMatchObject({ run_status: 'pending' });
    expect(run.scheduled_for.getTime() - skip.skipped_to.getTime()).toBe(3_600_000);
  });

  test('an instant that comes while a run is open is recorded as skipped', async () => {
    const task = await dueTask();
    await insertRun(database.pool, task);
    expect(await publish()).toMatchObject({ runs: 0, skips: 1, hints: [] });
    expect(await taskOf(task.id)).toMatchObject({ active_runs: 1, task_status: 'running' });
  });

  test('a task in a lane is born held and not hinted at', async () => {
    await database.pool.query(`insert into lanes (name) values ('one') on conflict do nothing`);
    const task = await dueTask({ lane: 'one' });
    expect(await publish()).toMatchObject({ runs: 1, hints: [] });
    expect(await runsOf(task.id)).toMatchObject([{ run_status: 'held', lane: 'one' }]);
  });

  test('a one-off has nothing left when its run is made', async () => {
    const runAt = new Date(Date.now() - 5).toISOString();
    const task = await insertTask(database.pool, { runAt });
    await publish();
    expect(await runsOf(task.id)).toMatchObject([{ scheduled_for: new Date(runAt) }]);
    expect(await taskOf(task.id)).toMatchObject({ next_run_at: null, task_status: 'running' });
  });

  describe('with a backlog', () => {
    const hourMs = 3_600_000;
    const hoursLate = (hours: number, overrides: Partial<Task> = {}) => {
      const lastMs = Math.floor(Date.now() / hourMs) * hourMs;
      return dueTask({
        taskSchedule: '0 * * * *',
        misfirePolicy: 'all',
        nextRunAt: new Date(lastMs - hours * hourMs).toISOString(),
        ...overrides,
      });
    };

    test('`all` writes it in one pass, spread over time, and hints at it by the second', async () => {
      const task = await hoursLate(24, { misfireCap: 21 });
      const batch = await publish();
      expect(batch).toMatchObject({ runs: 21, skips: 1 });
      const [skip, ...runs] = await runsOf(task.id);
      expect(skip).toMatchObject({ skip_reason: 'missed', occurrences: 4 });
      expect(runs).toHaveLength(21);
      const starts = runs.slice(1).map((run) => run.next_attempt_at.getTime());
      starts.slice(1).forEach((ms, index) => expect(ms - starts[index]!).toBe(100));
      expect(starts[0]! - runs[1].created_at.getTime()).toBeGreaterThanOrEqual(100);
      expect(await taskOf(task.id)).toMatchObject({ active_runs: 21, run_count: 21 });
      expect(batch.hints.map(({ runs: hinted, delayMs }) => [hinted.length, delayMs])).toEqual([
        [1, 0],
        [10, expect.any(Number)],
        [10, expect.any(Number)],
      ]);
      expect(batch.hints.map(({ delayMs }) => Math.ceil(delayMs / 1_000))).toEqual([0, 1, 2]);
    });

    test('`queue` holds it in the lane of the task', async () => {
      const task = await hoursLate(3, { overlapPolicy: 'queue' });
      expect(await publish()).toMatchObject({ runs: 4, hints: [] });
      expect(await runsOf(task.id)).toMatchObject(Array(4).fill({ run_status: 'held', lane: task.id }));
    });

    test('a pass takes no more tasks when it has thousands of runs', async () => {
      const everySecond = (seconds: number) =>
        dueTask({
          taskSchedule: '* * * * * *',
          misfirePolicy: 'all',
          misfireCap: 5_000,
          nextRunAt: new Date(Date.now() - seconds * 1_000).toISOString(),
        });
      // A plan sees 6,000 instants: what is more is decided piece by piece, and a second may pass meanwhile.
      const first = await everySecond(5_900);
      const second = await everySecond(5_800);
      expect(await publish()).toMatchObject({ tasks: 1, runs: 5_000 });
      expect(await taskOf(second.id)).toMatchObject({ run_count: 0 });
      expect(await publish()).toMatchObject({ runs: 5_000 });
      expect(await taskOf(first.id)).toMatchObject({ run_count: 5_000 });
    });

    test('no more runs begin than maxRuns allows, and the task is then without a plan', async () => {
      const task = await hoursLate(5, { maxRuns: 4, runCount: 2 });
      await publish();
      expect((await runsOf(task.id)).map((run) => run.skip_reason)).toEqual([null, null, 'ended']);
      expect(await taskOf(task.id)).toMatchObject({ run_count: 4, next_run_at: null });
    });

    test('a run gets its deadline, and an instant past it is skipped as expired', async () => {
      const task = await hoursLate(3, { deadlineMs: 2 * hourMs });
      await publish();
      const [skip, ...runs] = await runsOf(task.id);
      expect(skip).toMatchObject({ skip_reason: 'expired', occurrences: 2, deadline_at: null });
      expect(runs).toHaveLength(2);
      for (const run of runs) expect(run.deadline_at - run.scheduled_for).toBe(2 * hourMs);
    });
  });

  describe('skips', () => {
    const secondly = (overrides: Partial<Task> = {}) =>
      dueTask({
        taskSchedule: '* * * * * *',
        nextRunAt: new Date(Date.now() - 30_000).toISOString(),
        ...overrides,
      });
    const skipsOf = async (id: string) =>
      (await runsOf(id)).filter((run) => run.run_status === 'skipped').map((run) => run.occurrences);
    /** Lets the instants of the next seconds be due, as if the clock had gone on. */
    const rewind = (id: string, fromMs: number) =>
      database.pool.query('update tasks set next_run_at = $2 where id = $1', [id, new Date(fromMs)]);
    const secondsAgo = (seconds: number) => (Math.floor(Date.now() / 1_000) - seconds) * 1_000;
    /** Noon of a day on which nothing passes over midnight. */
    const yesterdayNoonMs = Math.floor(Date.now() / dayMs) * dayMs - dayMs / 2;

    test('that follow each other for one reason are one row that grows', async () => {
      const task = await secondly({
        activeRuns: 1,
        taskStatus: 'running',
        misfirePolicy: 'skip',
        misfireWindowMs: 2 * dayMs,
      });
      for (let second = 0; second < 5; second += 1) {
        await database.pool.query('update tasks set next_run_at = $2, ends_at = $2 where id = $1', [
          task.id,
          new Date(yesterdayNoonMs + second * 1_000),
        ]);
        await publish();
      }
      const rows = await runsOf(task.id);
      expect(rows).toMatchObject([
        {
          run_status: 'skipped',
          skip_reason: 'overlap',
          occurrences: 5,
          scheduled_for: new Date(yesterdayNoonMs),
          skipped_to: new Date(yesterdayNoonMs + 4_000),
        },
      ]);
    });

    test('are recorded once, however often they are published', async () => {
      const fromMs = secondsAgo(30);
      const task = await secondly({ activeRuns: 1, taskStatus: 'running', overlapPolicy: 'skip' });
      const instants = async () =>
        (await skipsOf(task.id)).reduce((sum, occurrences) => sum + occurrences, 0);
      await rewind(task.id, fromMs);
      await publish();
      const [first] = await runsOf(task.id);
      for (const again of [fromMs, fromMs + 5_000, fromMs + 29_000]) {
        await rewind(task.id, again);
        await publish();
        const nextMs = (await taskOf(task.id)).next_run_at.getTime();
        expect(await instants()).toBe((nextMs - fromMs) / 1_000);
      }
      expect((await runsOf(task.id))[0].id).toBe(first.id);
    });

    test('after a run begin a row of their own', async () => {
      const task = await secondly({ overlapPolicy: 'skip' });
      await publish();
      await rewind(task.id, (await taskOf(task.id)).next_run_at.getTime());
      await publish();
      const reasons = (await runsOf(task.id)).map((run) => run.skip_reason);
      expect(reasons.slice(0, 2)).toEqual(['missed', null]);
    });
  });

  test('a scheduled run has the id that its task and instant have in every copy of the database', async () => {
    const task = await dueTask();
    await publish();
    const [before] = await runsOf(task.id);
    await database.pool.query('delete from task_runs where task_id = $1', [task.id]);
    await database.pool.query('update tasks set next_run_at = $2, active_runs = 0 where id = $1', [
      task.id,
      before.scheduled_for,
    ]);
    await publish();
    const [after] = await runsOf(task.id);
    expect(after.id).toBe(before.id);
    expect(after.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  test('a one-off written with microseconds by plain SQL is published', async () => {
    const { rows } = await database.pool.query(
      `insert into tasks (task_name, webhook_url, run_at)
       values ('by hand', 'http://example.com/', date_trunc('second', now()) - interval '1.000001 seconds') returning id`,
    );
    expect(await publish()).toMatchObject({ runs: 1 });
    expect(await runsOf(rows[0].id)).toHaveLength(1);
  });

  test('the instant of a parked task is withheld, so that resuming finds what it missed', async () => {
    const task = await dueTask({ taskSchedule: '61 * * * *' });
    await publish();
    expect(await taskOf(task.id)).toMatchObject({ withheld_from: new Date(task.nextRunAt!) });
  });
});
