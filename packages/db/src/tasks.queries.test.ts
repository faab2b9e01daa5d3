import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TaskStatus } from '@carillon/domain';
import { newId } from '@carillon/domain';
import { createTask, ensureLane, listTasks, updateTask } from './tasks.queries.js';
import type { PagePosition } from './list-page.js';
import type { TaskSort } from './task-sorts.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask } from './testing/index.js';

const endedAt = (at: string) => ({ scheduledFor: at, finishedAt: at, runStatus: 'completed' as const });

const describeQueries = hasTestDatabase ? describe : describe.skip;

describeQueries('tasks', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    for (const lane of ['billing', 'shop', 'Ärger']) await ensureLane(database.pool, lane);
  });
  afterAll(() => database.drop());

  test('JSON of every kind is stored as it is', async () => {
    const payloads = [null, 'text', 7, true, [1, { a: null }], { nested: ['x'] }, ''];
    for (const jsonPayload of payloads) {
      const values = {
        id: newId(),
        taskName: 'a',
        webhookUrl: 'http://x.test',
        nextRunAt: null,
        jsonPayload,
      };
      const task = await createTask(database.pool, { ...values, httpHeaders: { 'x-a': 'b' }, tags: ['t'] });
      expect(task).toMatchObject({ jsonPayload, httpHeaders: { 'x-a': 'b' }, tags: ['t'] });
      const changed = await updateTask(database.pool, task.id, { jsonPayload: [jsonPayload] });
      expect(changed).toMatchObject({ jsonPayload: [jsonPayload], version: 2 });
    }
  });

  test('a lane keeps its limit when it is named again', async () => {
    await ensureLane(database.pool, 'wide');
    await database.pool.query(`update lanes set concurrency_limit = 9 where name = 'wide'`);
    await ensureLane(database.pool, 'wide');
    const { rows } = await database.pool.query(`select concurrency_limit from lanes where name = 'wide'`);
    expect(rows).toEqual([{ concurrency_limit: 9 }]);
  });

  test.each([
    'createdAt',
    'updatedAt',
    'nextRunAt',
    'lastRunAt',
    'taskName',
    'taskStatus',
    'priority',
    'taskSchedule',
    'lane',
    'host',
  ] as TaskSort[])('pages by %s neither repeat nor lose a task, in either direction', async (sort) => {
    const tag = `by ${sort}`;
    const instants = ['2026-01-01T00:00:00.000001Z', '2026-01-01T00:00:00.000002Z', null];
    for (let index = 0; index < 9; index += 1) {
      const at = instants[index % 3]!;
      const createdAt = at ?? '2026-01-01T00:00:00.000003Z';
      const priority = (['urgent', 'low', 'normal'] as const)[index % 3]!;
      const taskName = ['same', 'Über', '"quoted" %'][index % 3]!;
      const taskStatus = (['ready', 'failed', 'paused'] as const)[index % 3]!;
      const task = await insertTask(database.pool, {
        tags: [tag],
        nextRunAt: at,
        createdAt,
        updatedAt: createdAt,
        priority,
        taskName,
        taskStatus,
        taskSchedule: [null, '*/5 * * * *', '0 3 * * *'][index % 3]!,
        lane: [null, 'billing', 'Ärger'][index % 3]!,
        webhookUrl: ['http://b.test/x', 'https://A.test:8443/y', 'http://c.test/'][index % 3]!,
      });
      if (at !== null) await insertRun(database.pool, task, endedAt(at));
    }
    const readAll = async (descending: boolean) => {
      const seen: string[] = [];
      let after: PagePosition | null = null;
      do {
        const page = await listTasks(database.pool, { tag, sort, descending, after, limit: 2 });
        seen.push(...page.items.map(({ id }) => id));
        after = page.next;
      } while (after !== null);
      return seen;
    };
    const ascending = await readAll(false);
    expect(new Set(ascending).size).toBe(9);
    expect(ascending).toHaveLength(9);
    expect(await readAll(true)).toEqual([...ascending].reverse());
  });

  test('by status what needs somebody comes first, by last run what never ran comes last', async () => {
    const make = async (taskName: string, taskStatus: TaskStatus, ranOn: readonly string[] = []) => {
      const task = await insertTask(database.pool, { taskName, taskStatus, tags: ['in order'] });
      for (const day of ranOn) await insertRun(database.pool, task, endedAt(day));
    };
    await make('idle', 'ready');
    await make('broken', 'failed', ['2026-01-02T00:00:00.000Z']);
    await make('resting', 'paused', ['2026-01-01T00:00:00.000Z', '2026-01-03T00:00:00.000Z']);
    const names = async (sort: TaskSort, descending: boolean) => {
      const request = { tag: 'in order', sort, descending, after: null, limit: 9 };
      return (await listTasks(database.pool, request)).items.map(({ taskName }) => taskName);
    };
    expect(await names('taskStatus', false)).toEqual(['broken', 'idle', 'resting']);
    expect(await names('lastRunAt', true)).toEqual(['resting', 'broken', 'idle']);
  });

  test('by lane and by schedule what has none comes first, by host the letter case says nothing', async () => {
    const make = (taskName: string, lane: string | null, taskSchedule: string | null, webhookUrl: string) =>
      insertTask(database.pool, { taskName, lane, taskSchedule, webhookUrl, tags: ['by text'] });
    await make('one', 'shop', null, 'https://Zebra.test/');
    await make('two', null, '5 * * * *', 'http://user@alpha.test/a');
    await make('three', 'billing', '0 * * * *', 'https://beta.test:444/');
    const names = async (sort: TaskSort) => {
      const request = { tag: 'by text', sort, descending: false, after: null, limit: 9 };
      return (await listTasks(database.pool, request)).items.map(({ taskName }) => taskName);
    };
    expect(await names('lane')).toEqual(['two', 'three', 'one']);
    expect(await names('taskSchedule')).toEqual(['one', 'three', 'two']);
    expect((await names('host')).slice(0, 2)).toEqual(['three', 'two']);
  });
});
