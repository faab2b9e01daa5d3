import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ensureLane, ensurePartitions } from '@carillon/db';
import { insertRun, insertTask } from '@carillon/db/testing';
import type { Run, RunStatus, Task } from '@carillon/domain';
import { newId } from '@carillon/domain';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';

describeApi('/api/statistics for a list of tasks', () => {
  let api: TestApi;
  let busy: Task;
  let idle: Task;
  const now = Date.now();
  const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString();
  const read = (path: string, query: object) => api.request.get(`/api/statistics/${path}`).query(query);

  beforeAll(async () => {
    api = await startTestApi();
    const { pool } = api.database;
    const [webhookUrl, lane] = ['https://API.example.com:8443/x', 'reports'];
    await ensureLane(pool, lane);
    await ensurePartitions(pool, Date.parse(at(3 * 24 * 60)), Date.now());
    busy = await insertTask(pool, { tags: ['billing', 'nightly'], webhookUrl });
    idle = await insertTask(pool, { tags: ['billing'], taskStatus: 'paused', lane, httpMethod: 'PUT' });
    const add = (runStatus: RunStatus, minutesAgo: number, more: Partial<Run> = {}) =>
      insertRun(pool, busy, { runStatus, scheduledFor: at(minutesAgo), ...more });
    await add('completed', 5, { startedAt: at(5), finishedAt: at(4) });
    await add('failed', 3 * 24 * 60, { startedAt: at(9), finishedAt: at(8), error: 'x'.repeat(500) });
    await add('completed', 20, { startedAt: at(20), finishedAt: at(19) });
    await add('pending', 0);
  });
  afterAll(() => api.close());

  describe('200', () => {
    test('recent-runs: the newest of each task first, over the days, and how many went well', async () => {
      const taskIds = [busy.id, idle.id, unknownId].join(',');
      const { status, body } = await read('recent-runs', { taskIds });
      expect(status).toBe(200);
      const of = (id: string) => body.items.find(({ taskId }: { taskId: string }) => taskId === id);
      const { runs, successRate } = of(busy.id);
      expect(runs.map(({ runStatus }: Run) => runStatus)).toEqual([
        'pending',
        'completed',
        'completed',
        'failed',
      ]);
      expect(successRate).toBeCloseTo(2 / 3);
      expect(runs[3].error).toHaveLength(200);
      expect(runs[3]).toMatchObject({ maxRetry: 3, nextAttemptAt: expect.any(String) });
      expect(Date.parse(runs[1].finishedAt) - Date.parse(runs[1].startedAt)).toBe(60_000);
      expect(of(idle.id)).toEqual({ taskId: idle.id, runs: [], successRate: null });
      expect(body.items).toHaveLength(3);
    });

    test('recent-runs: no more of them than asked for', async () => {
      const { body } = await read('recent-runs', { taskIds: busy.id, limit: 2 });
      expect(body.items[0].runs.map(({ runStatus }: Run) => runStatus)).toEqual(['pending', 'completed']);
    });

    test('task-facets: how all tasks divide, and those of a filter', async () => {
      const all = (await read('task-facets', {})).body;
      expect(all.total).toBe(2);
      expect(all.facets.tag).toEqual([
        { value: 'billing', count: 2 },
        { value: 'nightly', count: 1 },
      ]);
      expect(all.facets.lane).toEqual([{ value: 'reports', count: 1 }]);
      expect(all.facets.host).toContainEqual({ value: 'api.example.com:8443', count: 1 });
      const { body } = await read('task-facets', { filter: 'status:paused' });
      expect(body).toMatchObject({
        total: 1,
        facets: { status: [{ value: 'paused', count: 1 }], method: [{ value: 'PUT', count: 1 }] },
      });
    });
  });

  describe('400', () => {
    test.each([
      ['taskIds', 'recent-runs', {}],
      ['taskIds.0', 'recent-runs', { taskIds: 'x' }],
      ['taskIds', 'recent-runs', { taskIds: Array.from({ length: 101 }, newId).join(',') }],
      ['limit', 'recent-runs', { taskIds: unknownId, limit: 51 }],
      ['filter', 'task-facets', { filter: 'colour:red' }],
    ])('the problem names %s of %s', async (path, route, query) => {
      const { status, body } = await read(route, query);
      expect([status, body.fieldErrors[0].path]).toEqual([400, path]);
    });
  });
});
