import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestDatabase } from '@carillon/db/testing';
import { createTestDatabase, hasTestDatabase, insertTask } from '@carillon/db/testing';
import type { Task } from '@carillon/domain';
import type { Logger } from '@carillon/telemetry';
import { adoptZoneData } from './zone-data.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;
const hourMs = 3_600_000;

describeWithPostgres('newer zone data', () => {
  let database: TestDatabase;
  let lines: { level: string; details: Record<string, unknown> }[];
  const write = (level: string) => (_message: string, details: Record<string, unknown>) => {
    lines.push({ level, details });
  };
  const logger = { info: write('info'), warn: write('warn') } as unknown as Logger;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    lines = [];
    await database.pool.query('delete from tasks');
    await database.pool.query(`update installation set tz_version = '2025a'`);
  });

  const adopt = (version: string) => adoptZoneData(database.pool, { version, logger });
  const version = async () =>
    (await database.pool.query('select tz_version from installation')).rows[0].tz_version;
  const nextOf = async (id: string) =>
    (await database.pool.query('select next_run_at from tasks where id = $1', [id])).rows[0].next_run_at;
  /** The first hour after now, as sound data says, and what other data had said. */
  const nextHour = () => (Math.floor(Date.now() / hourMs) + 1) * hourMs;
  const misplanned = (overrides: Partial<Task> = {}) =>
    insertTask(database.pool, {
      taskSchedule: '0 * * * *',
      timeZone: 'Europe/Berlin',
      nextRunAt: new Date(nextHour() + 2 * hourMs).toISOString(),
      ...overrides,
    });

  test('moves what it sees otherwise, logs each move and notes its version', async () => {
    const task = await misplanned();
    const before = task.nextRunAt;
    const expected = new Date(nextHour());
    expect(await adopt('2025b')).toBe(1);
    expect(await nextOf(task.id)).toEqual(expected);
    expect(lines).toContainEqual({
      level: 'warn',
      details: { taskId: task.id, before, after: expected.toISOString() },
    });
    expect(await version()).toBe('2025b');
  });

  test('leaves alone what it sees alike, what is in UTC, due, or without a plan', async () => {
    const right = await misplanned({ nextRunAt: new Date(nextHour()).toISOString() });
    const universal = await misplanned({ timeZone: 'UTC' });
    const due = await misplanned({ nextRunAt: new Date(Date.now() - 1_000).toISOString() });
    const paused = await misplanned({ nextRunAt: null, taskStatus: 'paused' });
    expect(await adopt('2025b')).toBe(0);
    for (const { id, nextRunAt } of [right, universal, due, paused]) {
      expect((await nextOf(id))?.toISOString() ?? null).toBe(nextRunAt);
    }
  });

  test('finds the instant that the old data did not know of, although it has passed', async () => {
    const task = await misplanned({ updatedAt: new Date(nextHour() - 2 * hourMs - 1).toISOString() });
    await adopt('2025b');
    expect(await nextOf(task.id)).toEqual(new Date(nextHour() - 2 * hourMs));
  });

  test('corrects every task, in batches', async () => {
    await database.pool.query(
      `insert into tasks (task_name, webhook_url, task_schedule, time_zone, next_run_at)
       select 'many', 'http://x.test/', '0 * * * *', 'Asia/Tokyo', $1 from generate_series(1, 1001)`,
      [new Date(nextHour() + hourMs)],
    );
    expect(await adopt('2025b')).toBe(1_001);
  });

  test('of the same version costs nothing; older data corrects nothing and says so', async () => {
    const task = await misplanned();
    expect(await adopt('2025a')).toBe(0);
    expect(lines).toEqual([]);
    expect(await adopt('2024b')).toBe(0);
    expect(lines).toEqual([{ level: 'warn', details: { own: '2024b', newest: '2025a' } }]);
    expect((await nextOf(task.id)).toISOString()).toBe(task.nextRunAt);
    expect(await version()).toBe('2025a');
  });

  test('is adopted where no version was ever noted', async () => {
    await database.pool.query('update installation set tz_version = null');
    await misplanned();
    expect(await adopt('2025b')).toBe(1);
    expect(await version()).toBe('2025b');
  });
});
