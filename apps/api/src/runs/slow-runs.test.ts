import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertRun, insertTask } from '@carillon/db/testing';
import type { Task } from '@carillon/domain';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('runs by slow:yes', () => {
  let api: TestApi;
  let task: Task;
  let slowId: string;
  beforeAll(async () => {
    api = await startTestApi();
    task = await insertTask(api.database.pool);
    for (let index = 0; index < 26; index += 1) {
      const dueMs = Date.now() - (60 - index) * 60_000;
      const tookMs = index === 25 ? 9_000 : 1_000;
      const { id } = await insertRun(api.database.pool, task, {
        runStatus: 'completed',
        scheduledFor: new Date(dueMs).toISOString(),
        startedAt: new Date(dueMs).toISOString(),
        finishedAt: new Date(dueMs + tookMs).toISOString(),
      });
      slowId = id;
    }
  });
  afterAll(() => api.close());

  const list = (filter: string, query: object = {}) =>
    api.request.get('/api/runs').query({ filter, ...query });
  const idsOf = ({ body }: { body: { items: { id: string }[] } }) => body.items.map(({ id }) => id);

  describe('200', () => {
    test('since some time ago, or since an instant that the filter or the query names', async () => {
      const since = new Date(Date.now() - 7_200_000).toISOString();
      for (const answer of [
        await list('slow:yes scheduled:<24h'),
        await list(`slow:yes scheduled:>=${since}`),
        await list('slow:yes', { from: since }),
      ]) {
        expect([answer.status, idsOf(answer)]).toEqual([200, [slowId]]);
      }
    });

    test('of one task, with how many there are', async () => {
      const answer = await api.request
        .get(`/api/tasks/${task.id}/runs`)
        .query({ filter: 'slow:yes scheduled:<24h', total: 'true' });
      expect([idsOf(answer), answer.body.total]).toEqual([[slowId], 1]);
    });

    test('as a file', async () => {
      const { text } = await api.request
        .get('/api/exports/runs.json')
        .query({ filter: 'slow:yes scheduled:<24h' })
        .expect(200);
      expect(JSON.parse(text)).toMatchObject([{ id: slowId }]);
    });
  });

  describe('400', () => {
    test.each([
      ['no window', 'slow:yes', /needs a window as well, such as scheduled:<24h/],
      ['a reason without a window', 'reason:missed', /speaks of reason, which needs a window/],
      ['a window without a beginning', 'slow:yes scheduled:>1h', /needs a window/],
      ['the opposite of a window', 'slow:yes -scheduled:<24h', /needs a window/],
      ['a window that is too long', 'slow:no scheduled:<32d', /more than 31 days/],
    ])('%s', async (_name, filter, words) => {
      for (const answer of [
        await list(filter),
        await api.request.get('/api/exports/runs.csv').query({ filter }),
      ]) {
        expect(answer.status).toBe(400);
        expect(answer.body.fieldErrors).toMatchObject([
          { path: 'filter', message: expect.stringMatching(words) },
        ]);
      }
    });
  });
});
