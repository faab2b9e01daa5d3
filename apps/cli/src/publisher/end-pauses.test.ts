import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestDatabase } from '@carillon/db/testing';
import { createTestDatabase, hasTestDatabase, insertTask } from '@carillon/db/testing';
import type { Task } from '@carillon/domain';
import { endPauses } from './end-pauses.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;
const hourMs = 3_600_000;

describeWithPostgres('pauses with an end', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
  const pausedTask = (overrides: Partial<Task>) =>
    insertTask(database.pool, {
      taskStatus: 'paused',
      pausedUntil: ago(1_000),
      withheldFrom: ago(3 * hourMs),
      ...overrides,
    });
  const taskOf = async (id: string) =>
    (await database.pool.query('select * from tasks where id = $1', [id])).rows[0];
  const runsOf = async (id: string) =>
    (await database.pool.query('select * from task_runs where task_id = $1', [id])).rows;

  test('a schedule goes on, and what fell into the pause is one recorded skip', async () => {
    const task = await pausedTask({ taskSchedule: '0 * * * *' });
    expect((await endPauses(database.pool)).tasks).toHaveLength(1);
    const resumed = await taskOf(task.id);
    expect(resumed).toMatchObject({ task_status: 'ready', paused_until: null, pause_reason: null });
    expect(resumed.next_run_at.getTime()).toBeGreaterThan(Date.now());
    expect(await runsOf(task.id)).toMatchObject([
      { run_status: 'skipped', skip_reason: 'paused', occurrences: 3 },
    ]);
    expect((await endPauses(database.pool)).tasks).toEqual([]);
  });

  test('the misfire policy is for outages: an ended pause runs nothing of a schedule', async () => {
    const task = await pausedTask({ taskSchedule: '0 * * * *', misfirePolicy: 'all' });
    await endPauses(database.pool);
    expect(await runsOf(task.id)).toMatchObject([{ run_status: 'skipped', occurrences: 3 }]);
    expect(await taskOf(task.id)).toMatchObject({ withheld_from: null });
  });

  test('a one-off whose time came in the pause runs now', async () => {
    const runAt = ago(hourMs);
    const task = await pausedTask({ runAt, withheldFrom: runAt });
    await endPauses(database.pool);
    expect(await runsOf(task.id)).toMatchObject([{ run_status: 'pending' }]);
    expect(await taskOf(task.id)).toMatchObject({ task_status: 'running', active_runs: 1 });
  });

  test('a pause that is not over, or has no end, stays', async () => {
    const later = await pausedTask({
      taskSchedule: '0 * * * *',
      pausedUntil: new Date(Date.now() + hourMs).toISOString(),
    });
    const endless = await pausedTask({ taskSchedule: '0 * * * *', pausedUntil: null });
    expect((await endPauses(database.pool)).tasks).toEqual([]);
    for (const { id } of [later, endless])
      expect(await taskOf(id)).toMatchObject({ task_status: 'paused', next_run_at: null });
  });

  test('a task whose schedule cannot be read is parked with the reason', async () => {
    const task = await pausedTask({ taskSchedule: '61 * * * *' });
    await endPauses(database.pool);
    expect(await taskOf(task.id)).toMatchObject({
      task_status: 'paused',
      paused_until: null,
      pause_reason: expect.stringMatching(/^Parked: .*minute/),
    });
  });
});
