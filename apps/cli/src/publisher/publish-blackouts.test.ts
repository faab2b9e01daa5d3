import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deleteBlackout, insertBlackout, inTransaction, resumeTask, updateBlackout } from '@carillon/db';
import type { NewBlackout } from '@carillon/db';
import type { TestDatabase } from '@carillon/db/testing';
import { createTestDatabase, hasTestDatabase, insertTask } from '@carillon/db/testing';
import type { Task } from '@carillon/domain';
import { newId } from '@carillon/domain';
import { until } from '@carillon/testkit';
import { publishDueTasks } from './publish-due-tasks.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;
const minuteMs = 60_000;

describeWithPostgres('publishing in blackout windows', () => {
  let database: TestDatabase;
  /** The minute that is due. */
  let nowMs: number;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.pool.query('delete from tasks; delete from blackouts');
    await until(() => Date.now() % minuteMs < 55_000, { what: 'a minute that lasts as long as the test' });
    nowMs = Math.floor(Date.now() / minuteMs) * minuteMs;
  });

  const instant = (minutes: number) => new Date(nowMs + minutes * minuteMs).toISOString();
  const publish = () => publishDueTasks(database.pool, { publishBatch: 100, catchUpPerSecond: 10 });
  const givenTask = (overrides: Partial<Task> = {}) =>
    insertTask(database.pool, { taskSchedule: '* * * * *', nextRunAt: instant(0), ...overrides });
  const givenWindow = async (overrides: Partial<NewBlackout> = {}) =>
    (await insertBlackout(database.pool, {
      ...{ id: newId(), name: newId(), enabled: true, tags: [], startsAt: instant(-5), endsAt: instant(60) },
      ...{ schedule: null, timeZone: null, durationMs: null, createdBy: 'test', ...overrides },
    }))!;
  const taskOf = async (id: string) =>
    (await database.pool.query('select * from tasks where id = $1', [id])).rows[0];
  const runsOf = async (id: string) =>
    (await database.pool.query('select * from task_runs where task_id = $1 order by scheduled_for', [id]))
      .rows;

  test('an instant in a window is a recorded skip, and the task goes on to the next one', async () => {
    const task = await givenTask();
    await givenWindow();
    expect(await publish()).toMatchObject({ tasks: 1, runs: 0, skips: 1, hints: [] });
    expect(await runsOf(task.id)).toMatchObject([
      { run_status: 'skipped', skip_reason: 'blackout', scheduled_for: new Date(instant(0)), occurrences: 1 },
    ]);
    expect(await taskOf(task.id)).toMatchObject({
      task_status: 'ready',
      active_runs: 0,
      run_count: 0,
      next_run_at: new Date(instant(1)),
    });
  });

  test('instants that follow each other in it are one record', async () => {
    const task = await givenTask({ nextRunAt: instant(-2) });
    await givenWindow();
    await publish();
    await database.pool.query('update tasks set next_run_at = $2 where id = $1', [task.id, instant(-1)]);
    await publish();
    const runs = await runsOf(task.id);
    // Two when midnight lies between: a record does not pass over into another day.
    expect(runs.reduce((sum, run) => sum + run.occurrences, 0)).toBe(3);
    expect(runs.length).toBe(new Set(runs.map((run) => run.scheduled_for.toISOString().slice(0, 10))).size);
  });

  test('a recurring window holds when its schedule says so', async () => {
    const task = await givenTask();
    const beginsAt = (minutes: number) => {
      const begin = new Date(instant(minutes));
      const schedule = `${begin.getUTCMinutes()} ${begin.getUTCHours()} * * *`;
      return { startsAt: null, endsAt: null, timeZone: 'UTC', durationMs: 2 * minuteMs, schedule };
    };
    await givenWindow(beginsAt(1));
    await givenWindow(beginsAt(-2));
    expect(await publish()).toMatchObject({ runs: 1, skips: 0 });
    await database.pool.query('delete from task_runs');
    await database.pool.query('update tasks set next_run_at = $2 where id = $1', [task.id, instant(0)]);
    await givenWindow(beginsAt(-1));
    expect(await publish()).toMatchObject({ runs: 0, skips: 1 });
  });

  test('one that runs once is put off to the end of the windows, and then runs', async () => {
    const task = await givenTask({ taskSchedule: null, runAt: instant(-1), nextRunAt: instant(-1) });
    const first = await givenWindow({ endsAt: instant(30) });
    const second = await givenWindow({ startsAt: instant(30), endsAt: instant(45) });
    expect(await publish()).toMatchObject({ runs: 0, skips: 0, parked: [] });
    expect(await runsOf(task.id)).toEqual([]);
    expect(await taskOf(task.id)).toMatchObject({
      task_status: 'ready',
      next_run_at: new Date(instant(45)),
    });
    await updateBlackout(database.pool, first.id, { startsAt: instant(-50), endsAt: instant(-40) });
    await updateBlackout(database.pool, second.id, { startsAt: instant(-40), endsAt: instant(-30) });
    await database.pool.query('update tasks set next_run_at = $2 where id = $1', [task.id, instant(-30)]);
    expect(await publish()).toMatchObject({ runs: 1 });
    expect(await runsOf(task.id)).toMatchObject([
      { run_status: 'pending', scheduled_for: new Date(instant(-30)) },
    ]);
  });

  test('a window with tags holds for tasks that have any of them', async () => {
    const tagged = await givenTask({ tags: ['billing', 'nightly'] });
    const other = await givenTask({ tags: ['mail'] });
    const plain = await givenTask();
    await givenWindow({ tags: ['billing', 'reports'] });
    expect(await publish()).toMatchObject({ runs: 2, skips: 1 });
    expect((await runsOf(tagged.id))[0].skip_reason).toBe('blackout');
    for (const { id } of [other, plain]) expect((await runsOf(id))[0].run_status).toBe('pending');
  });

  test('a window that is switched off, or is gone when the instant is published, holds nothing', async () => {
    const task = await givenTask();
    await givenWindow({ enabled: false });
    const removed = await givenWindow();
    await deleteBlackout(database.pool, removed.id);
    expect(await publish()).toMatchObject({ runs: 1, skips: 0 });
    expect(await runsOf(task.id)).toMatchObject([{ run_status: 'pending' }]);
  });

  test('a window whose zone is not known any more parks no task', async () => {
    await givenTask();
    const unknown = { schedule: '0 * * * *', timeZone: 'Mars/Olympus', durationMs: minuteMs };
    await givenWindow({ startsAt: null, endsAt: null, ...unknown });
    expect(await publish()).toMatchObject({ runs: 1, parked: [] });
  });

  describe('with a backlog that lies partly in a window that is over', () => {
    const given = async (overrides: Partial<Task>) => {
      await givenWindow({ startsAt: instant(-6), endsAt: instant(-2) });
      return givenTask({ nextRunAt: instant(-9), overlapPolicy: 'allow', ...overrides });
    };
    const reasonsOf = async (id: string) => {
      const runs = await runsOf(id);
      return Object.fromEntries(
        ['missed', 'blackout', null].map((reason) => [
          String(reason),
          runs.filter((run) => run.skip_reason === reason).reduce((sum, run) => sum + run.occurrences, 0),
        ]),
      );
    };

    test.each([
      ['skip', { missed: 5, blackout: 4, null: 1 }],
      ['latest', { missed: 5, blackout: 4, null: 1 }],
      ['all', { missed: 0, blackout: 4, null: 6 }],
    ] as const)('%s: nothing in it is missed or caught up', async (misfirePolicy, counts) => {
      const task = await given({ misfirePolicy });
      await publish();
      expect(await reasonsOf(task.id)).toEqual(counts);
    });

    test('nor when a paused task is resumed with everything that it missed', async () => {
      const task = await given({ misfirePolicy: 'all' });
      await database.pool.query(
        `update tasks set task_status = 'paused', next_run_at = null, withheld_from = $2 where id = $1`,
        [task.id, instant(-9)],
      );
      await inTransaction(database.pool, (transaction) =>
        resumeTask(
          transaction,
          { ...task, taskStatus: 'paused', nextRunAt: null, withheldFrom: instant(-9) },
          { missed: 'all' },
        ),
      );
      expect(await reasonsOf(task.id)).toEqual({ missed: 0, blackout: 4, null: 6 });
    });
  });

  test('what is caught up while a window holds begins when it is over', async () => {
    const task = await givenTask({ nextRunAt: instant(-9) });
    await givenWindow({ startsAt: instant(-4), endsAt: instant(30) });
    expect(await publish()).toMatchObject({ runs: 1, skips: 2 });
    const run = (await runsOf(task.id)).find(({ run_status }) => run_status === 'pending');
    expect([run.scheduled_for, run.next_attempt_at]).toEqual([new Date(instant(-5)), new Date(instant(30))]);
  });
});
