import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@carillon/domain';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi, unknownId } from '../testing/api.js';

const plainFields = JSON.stringify(plainTask).slice(1, -1);

describeApi('POST /api/tasks/batch', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const send = (tasks: unknown, headers: Record<string, string> = {}) =>
    api.request.post('/api/tasks/batch').set(headers).send({ tasks });
  const count = async () =>
    Number((await api.database.pool.query('select count(*) from tasks')).rows[0].count);

  describe('200', () => {
    test('each task is made or refused by itself, in their order', async () => {
      const before = await count();
      const { status, body } = await send([
        { ...plainTask, taskName: 'first', taskSchedule: '0 9 * * *', lane: 'batch' },
        { ...plainTask, colour: 'red' },
        { ...plainTask, taskSchedule: '61 * * * *' },
        'no task',
        // Only the database sees that there is no such secret.
        { ...plainTask, lane: 'never made', signingSecretId: unknownId },
        { ...plainTask, taskName: 'last' },
      ]);
      expect(status).toBe(200);
      expect(body.results).toMatchObject([
        { index: 0, status: 201, task: { taskName: 'first', lane: 'batch', nextRunAt: expect.any(String) } },
        { index: 1, status: 400, problem: { code: 'request.invalid', fieldErrors: [{ path: 'colour' }] } },
        {
          index: 2,
          status: 400,
          problem: { code: 'schedule.invalid', fieldErrors: [{ path: 'taskSchedule' }] },
        },
        { index: 3, status: 400, problem: { code: 'request.invalid', fieldErrors: [{ path: 'body' }] } },
        {
          index: 4,
          status: 400,
          problem: { code: 'task.invalid', fieldErrors: [{ path: 'signingSecretId' }] },
        },
        { index: 5, status: 201, task: { taskName: 'last' } },
      ]);
      expect(body.results[1].problem).not.toHaveProperty('requestId');
      expect((await count()) - before).toBe(2);
      const { rows } = await api.database.pool.query(`select name from lanes where name = 'never made'`);
      expect(rows).toEqual([]);
    });

    test.each([
      ['a NUL in a name', '{"a\\u0000":1}'],
      ['half a surrogate pair in a name', '{"\\ud800":1}'],
      ['a NUL in a name of its payload', `{${plainFields},"jsonPayload":{"a":[{"\\u0000":1}]}}`],
      ['a NUL in its schedule', `{${plainFields},"taskSchedule":"\\u0000 * * * *"}`],
    ])('a task with %s is refused by itself, and so it is when it is repeated', async (_, poisoned) => {
      const asking = (headers: object) =>
        api.request
          .post('/api/tasks/batch')
          .set({ 'content-type': 'application/json', ...headers })
          .send(`{"tasks":[{${plainFields}},${poisoned}]}`);
      const key = { 'idempotency-key': newId() };
      for (const { status, body } of [await asking({}), await asking(key), await asking(key)]) {
        expect(status).toBe(200);
        expect(body.results.map((result: { status: number }) => result.status)).toEqual([201, 400]);
      }
    });

    test('100 tasks at once', async () => {
      const { body } = await send(
        Array.from({ length: 100 }, (_, index) => ({ ...plainTask, taskName: `n${index}` })),
      );
      expect(body.results.map(({ status }: { status: number }) => status)).toEqual(Array(100).fill(201));
      expect(body.results[99].task.taskName).toBe('n99');
    });

    test('repeated with its key, it makes nothing new and answers the same', async () => {
      const headers = { 'idempotency-key': newId() };
      const tasks = [plainTask, { taskName: 'half' }];
      const first = await send(tasks, headers);
      const before = await count();
      const second = await send(tasks, headers);
      expect(second.body).toEqual(first.body);
      expect(second.headers['idempotency-replayed']).toBe('true');
      expect(await count()).toBe(before);
    });
  });

  describe('400', () => {
    test.each([
      ['more than 100', Array(101).fill(plainTask)],
      ['none', []],
      ['no list', { 0: plainTask }],
    ])('%s: nothing is made', async (_, tasks) => {
      const before = await count();
      const { status, body } = await send(tasks);
      expect([status, body.fieldErrors[0].path]).toEqual([400, 'tasks']);
      expect(await count()).toBe(before);
    });

    test('an unknown field beside the tasks', async () => {
      const { status, body } = await api.request
        .post('/api/tasks/batch')
        .send({ tasks: [plainTask], more: 1 });
      expect([status, body.fieldErrors[0].path]).toEqual([400, 'more']);
    });
  });

  describe('409', () => {
    test('a key that was used with other tasks', async () => {
      const headers = { 'idempotency-key': newId() };
      await send([plainTask], headers);
      const { status, body } = await send([plainTask, plainTask], headers);
      expect([status, body.code]).toEqual([409, 'idempotency.conflict']);
    });
  });
});
