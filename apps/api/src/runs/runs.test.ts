import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { claimRuns } from '@carillon/db';
import { insertRun, insertTask, insertWorker } from '@carillon/db/testing';
import type { RunStatus, Task } from '@carillon/domain';
import { newId } from '@carillon/domain';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';

describeApi('/api/runs', () => {
  let api: TestApi;
  let task: Task;
  beforeAll(async () => {
    api = await startTestApi();
    task = await insertTask(api.database.pool);
  });
  afterAll(() => api.close());

  const ended = (runStatus: RunStatus) => ({ runStatus, finishedAt: new Date().toISOString() });

  const insertAttempt = (run: { id: string; scheduledFor: string }, values: object) => {
    const row = {
      id: newId(),
      task_id: task.id,
      run_id: run.id,
      run_scheduled_for: run.scheduledFor,
      ...values,
    };
    const columns = Object.keys(row);
    return api.database.pool.query({
      text: `insert into task_logs (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
      values: Object.values(row),
    });
  };

  describe('200', () => {
    test('pages lead through all runs, the newest first, over the partitions of several days', async () => {
      const paged = await insertTask(api.database.pool);
      const ids: string[] = [];
      for (const daysAgo of [1, 0, 1, 0, 1]) {
        const scheduledFor = new Date(Date.now() - daysAgo * 86_400_000).toISOString();
        ids.unshift((await insertRun(api.database.pool, paged, { scheduledFor })).id);
      }
      const readAll = async (sort: string) => {
        const seen: string[] = [];
        let cursor: string | null = null;
        do {
          const query = { taskId: paged.id, limit: 2, sort, ...(cursor && { cursor }) };
          const { body } = await api.request.get('/api/runs').query(query);
          seen.push(...body.items.map((run: { id: string }) => run.id));
          cursor = body.nextCursor;
        } while (cursor !== null);
        return seen;
      };
      expect(await readAll('-createdAt')).toEqual(ids);
      expect(await readAll('createdAt')).toEqual([...ids].reverse());
      const today = await api.request.get('/api/runs').query({
        taskId: paged.id,
        from: new Date(Date.now() - 3_600_000).toISOString(),
        to: '2999-01-01T00:00:00+02:00',
      });
      expect(today.body.items).toHaveLength(2);
      const none = await api.request.get('/api/runs').query({ taskId: paged.id, status: 'held,completed' });
      expect(none.body.items).toEqual([]);
    });

    test('runs of a window, or of one task, are sorted by more than their time', async () => {
      const sorted = await insertTask(api.database.pool, { taskName: 'sorted' });
      const dueMs = Date.now() - 60_000;
      const at = (ms: number) => new Date(dueMs + ms).toISOString();
      for (const [index, tookMs] of [300, 20, 4_000].entries()) {
        await insertRun(api.database.pool, sorted, {
          runStatus: 'completed',
          scheduledFor: at(index),
          startedAt: at(100),
          finishedAt: at(100 + tookMs),
        });
      }
      const read = async (query: object) => {
        const page = await api.request.get('/api/runs').query({ limit: 2, ...query });
        const { items = [], nextCursor } = page.body as {
          items?: Record<string, string>[];
          nextCursor: string;
        };
        const lengths = items.map((run) => Date.parse(run.finishedAt!) - Date.parse(run.startedAt!));
        return { status: page.status, lengths, nextCursor };
      };
      const filter = 'scheduled:<1h name:sorted';
      const first = await read({ sort: '-took', filter });
      expect(first).toMatchObject({ status: 200, lengths: [4_000, 300] });
      const next = { sort: '-took', filter, cursor: first.nextCursor };
      expect(await read(next)).toMatchObject({ lengths: [20], nextCursor: null });
      expect(await read({ ...next, sort: '-late' })).toMatchObject({ status: 400 });
      for (const sort of ['lane', '-trigger', 'taskName', 'finishedAt', 'late', '-retryCount']) {
        const { nextCursor } = await read({ sort, taskId: sorted.id });
        expect((await read({ sort, taskId: sorted.id, cursor: nextCursor })).lengths).toHaveLength(1);
      }
    });

    test('a run comes with its attempts and the states that it went through', async () => {
      const run = await insertRun(api.database.pool, task, { ...ended('completed'), retryCount: 1 });
      const at = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();
      await insertAttempt(run, {
        status: 'failed',
        http_status: 503,
        error_code: 'status_500',
        message: 'busy',
        execution_time: 12,
        created_at: at(1),
        finished_at: at(2),
      });
      await insertAttempt(run, { status: 'finish', retry_count: 1, created_at: at(3), finished_at: at(4) });
      await api.database.pool.query('update task_runs set finished_at = $2 where id = $1', [run.id, at(4)]);
      const { body } = await api.request.get(`/api/runs/${run.id}`);
      expect(body).toMatchObject({ id: run.id, runStatus: 'completed', nextAttemptAt: null });
      expect(body.attempts).toMatchObject([
        { status: 'failed', httpStatus: 503, message: 'busy', executionTime: 12, retryCount: 0 },
        { status: 'finish', retryCount: 1, explanation: null },
      ]);
      expect(body.attempts[0].explanation).toMatchObject({ title: 'Receiver failed' });
      expect(
        body.history.map((entry: { status: string; reason: string }) => [entry.status, entry.reason]),
      ).toEqual([
        ['pending', null],
        ['running', null],
        ['retrying', 'status_500'],
        ['running', null],
        ['completed', null],
      ]);
    });

    test('a run of a lane tells that it was let in, without a time that nobody knows', async () => {
      const waiting = await insertTask(api.database.pool, { overlapPolicy: 'queue' });
      const statusesOf = async (id: string) => {
        const { body } = await api.request.get(`/api/runs/${id}`);
        return body.history.map((entry: { status: string; at: string | null }) => [
          entry.status,
          entry.at === null,
        ]);
      };
      const start = async () => (await api.request.post(`/api/tasks/${waiting.id}/run`)).body.id as string;
      const [first, second] = [await start(), await start()];
      expect(await statusesOf(first)).toEqual([
        ['held', false],
        ['pending', true],
      ]);
      expect(await statusesOf(second)).toEqual([['held', false]]);
      await api.request.post(`/api/runs/${second}/cancel`);
      expect(await statusesOf(second)).toEqual([
        ['held', false],
        ['cancelled', false],
      ]);
      const workerId = await insertWorker(api.database.pool);
      const { rows } = await api.database.pool.query<{ scheduledFor: string }>(
        'select scheduled_for::text as "scheduledFor" from task_runs where id = $1',
        [first],
      );
      const hinted = { id: first, ...rows[0]!, host: '127.0.0.1:9' };
      expect(await claimRuns(api.database.pool, [hinted], { workerId, leaseMs: 5_000 })).toHaveLength(1);
      expect(await statusesOf(first)).toEqual([
        ['held', false],
        ['pending', true],
        ['running', false],
      ]);
    });

    test('the logs of a task come in pages, the newest first, though made in one microsecond', async () => {
      const logged = await insertTask(api.database.pool);
      const run = await insertRun(api.database.pool, logged);
      const createdAt = '2026-01-01 00:00:00.123456+00';
      await api.database.pool.query(`select ensure_partitions('2026-01-01', '2026-01-01')`);
      const ids = [newId(), newId(), newId()];
      for (const id of ids) await insertAttempt(run, { id, task_id: logged.id, created_at: createdAt });
      const first = await api.request.get(`/api/tasks/${logged.id}/logs`).query({ limit: 2 });
      const second = await api.request
        .get(`/api/tasks/${logged.id}/logs`)
        .query({ limit: 2, cursor: first.body.nextCursor });
      const seen = [...first.body.items, ...second.body.items].map((log: { id: string }) => log.id);
      expect(seen).toEqual([...ids].reverse());
      expect(second.body.nextCursor).toBeNull();
    });

    test('cancel ends an open run and frees its task', async () => {
      const own = await insertTask(api.database.pool);
      const run = await insertRun(api.database.pool, own);
      const answer = await api.request.post(`/api/runs/${run.id}/cancel`);
      expect(answer.body).toMatchObject({ id: run.id, runStatus: 'cancelled', nextAttemptAt: null });
      const { body } = await api.request.get(`/api/tasks/${own.id}`);
      expect(body).toMatchObject({ activeRuns: 0, taskStatus: 'ready' });
      const { body: detail } = await api.request.get(`/api/runs/${run.id}`);
      expect(detail.history.at(-1)).toMatchObject({ status: 'cancelled', reason: 'Cancelled by request.' });
    });
  });

  describe('what was asked for by somebody', () => {
    test('tells who asked, what it repeats and with which payload it is sent', async () => {
      const asked = await insertTask(api.database.pool, {
        webhookUrl: 'https://own.example/x',
        jsonPayload: { from: 'task' },
      });
      const read = async (id: string) => (await api.request.get(`/api/runs/${id}`)).body;
      const { body: first } = await api.request.post(`/api/tasks/${asked.id}/run`).send({ jsonPayload: [1] });
      expect(await read(first.id)).toMatchObject({
        originRunId: null,
        hasOwnPayload: true,
        jsonPayload: [1],
        history: [{ status: 'pending', actor: expect.any(String) }],
      });
      const { body: second } = await api.request.post(`/api/runs/${first.id}/replay`).send({});
      expect(await read(second.id)).toMatchObject({ originRunId: first.id, jsonPayload: [1] });
      const scheduled = await insertRun(api.database.pool, asked);
      expect(await read(scheduled.id)).toMatchObject({
        hasOwnPayload: false,
        jsonPayload: { from: 'task' },
        history: [{ status: 'pending', actor: null }],
      });
    });
  });

  describe('202', () => {
    test.each(['failed', 'abandoned', 'cancelled'] as const)(
      'retry of a run that is %s makes a new one',
      async (status) => {
        const run = await insertRun(api.database.pool, task, ended(status));
        const answer = await api.request.post(`/api/runs/${run.id}/retry`);
        expect(answer.status).toBe(202);
        expect(answer.body).toMatchObject({ trigger: 'retry', runStatus: 'pending', taskId: task.id });
        expect(answer.body.id).not.toBe(run.id);
        expect((await api.request.get(`/api/runs/${run.id}`)).body.runStatus).toBe(status);
      },
    );

    test('a retry that is repeated under its Idempotency-Key makes no second run', async () => {
      const [run, other] = [
        await insertRun(api.database.pool, task, ended('failed')),
        await insertRun(api.database.pool, task, ended('failed')),
      ];
      const retry = (id: string) =>
        api.request.post(`/api/runs/${id}/retry`).set('idempotency-key', 'retry-once');
      const [first, second] = [await retry(run.id), await retry(run.id)];
      expect([first.status, second.status]).toEqual([202, 202]);
      expect(second.headers['idempotency-replayed']).toBe('true');
      expect(second.body.id).toBe(first.body.id);
      expect(second.headers.location).toBe(`/api/runs/${first.body.id}`);
      expect((await retry(other.id)).body.id).not.toBe(first.body.id);
      const { rows } = await api.database.pool.query('select from task_runs where origin_run_id = $1', [
        run.id,
      ]);
      expect(rows).toHaveLength(1);
    });
  });

  describe('400', () => {
    test.each([
      { status: 'lost' },
      { taskId: '7' },
      { from: 'yesterday' },
      { cursor: 'x' },
      { limit: '1000' },
      { sort: '-took' },
      { sort: 'lane', filter: 'scheduled:>1h' },
    ])('a list with %j', async (query) => {
      const answer = await api.request.get('/api/runs').query(query);
      expect(answer.status).toBe(400);
      expect(answer.body.fieldErrors[0].path).toContain(Object.keys(query)[0]);
    });
  });

  describe('404', () => {
    test.each([
      ['get', ''],
      ['post', '/cancel'],
      ['post', '/retry'],
    ] as const)('%s of an unknown run%s', async (method, path) => {
      const answer = await api.request[method](`/api/runs/${unknownId}${path}`);
      expect([answer.status, answer.body.code]).toEqual([404, 'run.not_found']);
    });
  });

  describe('409', () => {
    test.each(['completed', 'failed', 'cancelled'] as const)('cancel of a run that is %s', async (status) => {
      const run = await insertRun(api.database.pool, task, ended(status));
      const answer = await api.request.post(`/api/runs/${run.id}/cancel`);
      expect([answer.status, answer.body.code]).toEqual([409, 'run.state_conflict']);
      expect(answer.body.detail).toContain(`A run that is ${status} cannot become cancelled`);
    });

    test('retry of a run that is open or went well names what may be retried', async () => {
      for (const overrides of [{}, ended('completed')]) {
        const run = await insertRun(api.database.pool, task, overrides);
        const answer = await api.request.post(`/api/runs/${run.id}/retry`);
        expect([answer.status, answer.body.code]).toEqual([409, 'run.state_conflict']);
        expect(answer.body.detail).toContain('failed, abandoned, cancelled');
      }
    });
  });
});
