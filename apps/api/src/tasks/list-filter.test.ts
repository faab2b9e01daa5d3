import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertRun, insertTask } from '@carillon/db/testing';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('?filter= and ?total= of lists', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
    for (const index of [1, 2, 3]) {
      const task = await insertTask(api.database.pool, {
        taskName: `task ${index}`,
        tags: index < 3 ? ['billing'] : [],
        jsonPayload: { customer: { id: index } },
      });
      await insertRun(api.database.pool, task, { priority: index === 1 ? 'high' : 'low' });
    }
  });
  afterAll(() => api.close());

  const list = (path: string, query: object) => api.request.get(path).query(query);

  describe('200', () => {
    test('tasks and runs are narrowed by it, beside the other parameters', async () => {
      const tasks = await list('/api/tasks', {
        filter: 'tag:billing -payload.customer.id=1',
        status: 'running',
      });
      expect(tasks.body.items).toMatchObject([{ taskName: 'task 2' }]);
      const runs = await list('/api/runs', { filter: 'priority:high tag:billing', status: 'pending' });
      expect(runs.body.items).toMatchObject([{ priority: 'high' }]);
    });

    test('runs are measured: how late they are, and how long they took', async () => {
      const task = await insertTask(api.database.pool);
      const scheduledFor = new Date(Date.now() - 60_000).toISOString();
      const { id } = await insertRun(api.database.pool, task, { scheduledFor });
      const late = await list('/api/runs', { filter: 'late:>30s' });
      expect(late.body.items).toMatchObject([{ id }]);
      expect((await list('/api/runs', { filter: 'took:>0ms' })).body.items).toEqual([]);
    });

    test('pages go on under the same filter', async () => {
      const query = { filter: 'tag:billing', limit: 1, sort: 'taskName' };
      const first = await list('/api/tasks', query);
      const second = await list('/api/tasks', { ...query, cursor: first.body.nextCursor });
      expect(first.body.items).toMatchObject([{ taskName: 'task 1' }]);
      expect(second.body.items).toMatchObject([{ taskName: 'task 2' }]);
      expect(second.body.nextCursor).toBeNull();
    });

    test('the total is told when it is asked for, whatever the page', async () => {
      for (const path of ['/api/tasks', '/api/runs']) {
        const asked = await list(path, { filter: 'tag:billing', total: 'true', limit: 1 });
        expect(asked.body).toMatchObject({ total: 2, items: [{}] });
        expect((await list(path, {})).body).not.toHaveProperty('total');
        expect((await list(path, { total: 'false' })).body).not.toHaveProperty('total');
      }
    });
  });

  describe('400', () => {
    test.each(['/api/tasks', '/api/runs'])('%s: what is wrong, and where', async (path) => {
      const { status, body } = await list(path, { filter: 'tag:a status:lost' });
      expect(status).toBe(400);
      expect(body.fieldErrors).toEqual([
        {
          path: 'filter',
          message: expect.stringMatching(/^has lost where one of .* is needed \(at character 14\)$/),
        },
      ]);
    });

    test('a length of time without a sign of comparison, and one of tasks', async () => {
      for (const [path, filter] of [
        ['/api/runs', 'took:5s'],
        ['/api/runs', 'late:>tomorrow'],
        ['/api/tasks', 'took:>5s'],
      ] as const) {
        const { status, body } = await list(path, { filter });
        expect([status, body.fieldErrors[0].path]).toEqual([400, 'filter']);
      }
    });

    test('a NUL, and a total that is neither true nor false', async () => {
      expect((await list('/api/tasks', { filter: 'name:\u0000' })).status).toBe(400);
      expect((await list('/api/tasks', { total: 'yes' })).body.fieldErrors[0].path).toBe('total');
    });
  });
});
