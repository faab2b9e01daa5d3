import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@carillon/domain';
import { createTask, ensureLane, listTasks, updateTask } from './tasks.queries.js';
import type { PagePosition, TaskSort } from './tasks.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertTask } from './testing/index.js';

const describeQueries = hasTestDatabase ? describe : describe.skip;

describeQueries('tasks', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
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

  test.each(['createdAt', 'updatedAt', 'nextRunAt', 'taskName', 'priority'] as TaskSort[])(
    'pages by %s neither repeat nor lose a task, in either direction',
    async (sort) => {
      const tag = `by ${sort}`;
      const instants = ['2026-01-01T00:00:00.000001Z', '2026-01-01T00:00:00.000002Z', null];
      for (let index = 0; index < 9; index += 1) {
        const at = instants[index % 3]!;
        const createdAt = at ?? '2026-01-01T00:00:00.000003Z';
        const priority = (['urgent', 'low', 'normal'] as const)[index % 3]!;
        const taskName = ['same', 'Über', '"quoted" %'][index % 3]!;
        await insertTask(database.pool, {
          tags: [tag],
          nextRunAt: at,
          createdAt,
          updatedAt: createdAt,
          priority,
          taskName,
        });
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
    },
  );
});
