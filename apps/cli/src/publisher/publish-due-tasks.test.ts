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

  const lastFullMinuteMs = () => Math.floor(Date.now() / 60_000) * 60_000;
  const dueTask = (overrides: Partial<Task> = {}) =>
    insertTask(database.pool, {
      taskSchedule: '* * * * *',
      nextRunAt: new Date(lastFullMinuteMs()).toISOString(),
      ...overrides,
    });
  const taskOf = async (id: string) =>
    (await database.pool.query('select * from tasks where id = $1', [id])).rows[0];
  const runsOf = async (id: string) =>
    (await database.pool.query('select * from task_runs where task_id = $1 order by scheduled_for', [id]))
      .rows;

  test('makes one run for the due instant, moves the task on and hints at the run', async () => {
    const task = await dueTask({ priority: 'high' });
    const batch = await publishDueTasks(database.pool, 100);
    const runs = await runsOf(task.id);
    expect(runs).toMatchObject([
      { run_status: 'pending', scheduled_for: new Date(lastFullMinuteMs()), priority: 'high' },
    ]);
    expect(batch).toMatchObject({ tasks: 1, runs: 1, skips: 0, parked: [] });
    expect(batch.hints).toMatchObject([
      { runs: [{ id: runs[0].id }], priority: 'high', delayMs: 0, retryCount: 0 },
    ]);
    expect(await taskOf(task.id)).toMatchObject({
      task_status: 'running',
      active_runs: 1,
      run_count: 1,
      next_run_at: new Date(lastFullMinuteMs() + 60_000),
    });
    expect(await publishDueTasks(database.pool, 100)).toMatchObject({ tasks: 0, runs: 0 });
  });

  test('parks a task whose schedule cannot be read, says why, and publishes the others', async () => {
    const broken = await dueTask({ taskSchedule: '61 * * * *' });
    const unknownZone = await dueTask({ timeZone: 'Mars/Olympus' });
    const sound = await dueTask();
    const batch = await publishDueTasks(database.pool, 100);
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
    const batches = await Promise.all(Array.from({ length: 6 }, () => publishDueTasks(database.pool, 10)));
    const rest = await publishDueTasks(database.pool, 100);
    expect([...batches, rest].reduce((sum, batch) => sum + batch.runs, 0)).toBe(40);
    for (const task of tasks) expect(await runsOf(task.id)).toHaveLength(1);
  });

  test('an instant that has its run already is not run again, and the counts stay right', async () => {
    const task = await dueTask();
    await publishDueTasks(database.pool, 100);
    await database.pool.query('update tasks set next_run_at = $2, overlap_policy = $3 where id = $1', [
      task.id,
      new Date(lastFullMinuteMs()),
      'allow',
    ]);
    expect(await publishDueTasks(database.pool, 100)).toMatchObject({ tasks: 1, runs: 0, hints: [] });
    expect(await runsOf(task.id)).toHaveLength(1);
    expect(await taskOf(task.id)).toMatchObject({ active_runs: 1, run_count: 1 });
  });

  test('after an outage of days the newest instant runs and the others are one recorded skip', async () => {
    const fromMs = lastFullMinuteMs() - 10 * dayMs;
    const task = await dueTask({
      taskSchedule: '0 * * * *',
      nextRunAt: new Date(fromMs - (fromMs % 3_600_000)).toISOString(),
    });
    expect(await publishDueTasks(database.pool, 100)).toMatchObject({ runs: 1, skips: 1 });
    const [skip, run] = await runsOf(task.id);
    expect(skip).toMatchObject({ run_status: 'skipped', skip_reason: 'missed', occurrences: 240 });
    expect(run).toMatchObject({ run_status: 'pending' });
    expect(run.scheduled_for.getTime() - skip.skipped_to.getTime()).toBe(3_600_000);
  });

  test('an instant that comes while a run is open is recorded as skipped', async () => {
    const task = await dueTask();
    await insertRun(database.pool, task);
    expect(await publishDueTasks(database.pool, 100)).toMatchObject({ runs: 0, skips: 1, hints: [] });
    expect(await taskOf(task.id)).toMatchObject({ active_runs: 1, task_status: 'running' });
  });

  test('a task in a lane is born held and not hinted at', async () => {
    await database.pool.query(`insert into lanes (name) values ('one') on conflict do nothing`);
    const task = await dueTask({ lane: 'one' });
    expect(await publishDueTasks(database.pool, 100)).toMatchObject({ runs: 1, hints: [] });
    expect(await runsOf(task.id)).toMatchObject([{ run_status: 'held', lane: 'one' }]);
  });

  test('a one-off has nothing left when its run is made', async () => {
    const runAt = new Date(Date.now() - 5).toISOString();
    const task = await insertTask(database.pool, { runAt });
    await publishDueTasks(database.pool, 100);
    expect(await runsOf(task.id)).toMatchObject([{ scheduled_for: new Date(runAt) }]);
    expect(await taskOf(task.id)).toMatchObject({ next_run_at: null, task_status: 'running' });
  });
});
