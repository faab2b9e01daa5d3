import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertRun, insertTask } from '@carillon/db/testing';
import type { Run, Task } from '@carillon/domain';
import { newId } from '@carillon/domain';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('/api/statistics: what fails and what is slow', () => {
  let api: TestApi;
  let invoices: Task;
  let backups: Task;
  let healed: Task;
  const minuteMs = 60_000;
  const now = Date.now();
  const at = (agoMs: number) => new Date(now - agoMs).toISOString();

  /** A run that ended so, with its last attempt. */
  const end = async (
    task: Task,
    { agoMs = 10 * minuteMs, tookMs = 1_000, ...run }: Partial<Run> & { agoMs?: number; tookMs?: number },
    attempt?: { errorCode: string; httpStatus?: number },
  ): Promise<string> => {
    const { pool } = api.database;
    const { id, scheduledFor } = await insertRun(pool, task, {
      runStatus: 'failed',
      scheduledFor: at(agoMs),
      startedAt: at(agoMs - 100),
      finishedAt: at(agoMs - 100 - tookMs),
      ...run,
    });
    if (attempt === undefined) return id;
    await pool.query(
      `insert into task_logs (id, task_id, run_id, run_scheduled_for, status, error_code, http_status, created_at, finished_at)
       select $1, task_id, id, scheduled_for, 'failed', $2, $3, started_at, finished_at from task_runs
       where id = $4 and scheduled_for = $5`,
      [newId(), attempt.errorCode, attempt.httpStatus ?? null, id, scheduledFor],
    );
    return id;
  };

  beforeAll(async () => {
    api = await startTestApi();
    const { pool } = api.database;
    const webhookUrl = 'https://user:secret@Receiver.example:8443/hook';
    const add = (taskName: string, url = webhookUrl) => insertTask(pool, { taskName, webhookUrl: url });
    invoices = await add('Invoices');
    backups = await add('Backups', 'https://receiver.example:8443/other');
    healed = await add('Healed', 'https://elsewhere.example/');
    const refused = { errorCode: 'status_503', httpStatus: 503 };
    await end(invoices, { runStatus: 'completed', agoMs: 50 * minuteMs, tookMs: 4_000 });
    await end(invoices, { agoMs: 30 * minuteMs, error: 'busy 1' }, refused);
    await end(invoices, { agoMs: 20 * minuteMs, error: 'busy 2' }, refused);
    await end(backups, { agoMs: 10 * minuteMs, error: 'busy 3', tookMs: 9_000 }, refused);
    await end(healed, { agoMs: 9 * minuteMs }, refused);
    await end(healed, { runStatus: 'completed', agoMs: 8 * minuteMs });
    for (const error of [`Run ${newId()} was lost after 3 s`, `Run ${newId()} was lost after 12 s`]) {
      await end(backups, { agoMs: 5 * minuteMs, runStatus: 'abandoned', startedAt: null, error });
    }
    await end(backups, { agoMs: 120 * minuteMs }, refused);
  });
  afterAll(() => api.close());

  const read = (path: string, query: object = { window: '1h' }) =>
    api.request.get(`/api/statistics/${path}`).query(query);

  describe('200', () => {
    test('failures: those of one error, status and host are one group, whatever their tasks', async () => {
      const { status, body } = await read('failures');
      expect(status).toBe(200);
      expect(body).toMatchObject({ count: 6, truncated: false });
      const group = body.groups[0];
      expect(group).toMatchObject({
        errorCode: 'status_503',
        httpStatus: 503,
        host: 'receiver.example:8443',
        message: 'busy 3',
        count: 3,
        abandoned: 0,
        taskCount: 2,
        explanation: { title: expect.any(String) },
        tasks: [
          { id: invoices.id, taskName: 'Invoices', count: 2 },
          { id: backups.id, taskName: 'Backups', count: 1 },
        ],
      });
      expect(Date.parse(group.lastSeenAt) - Date.parse(group.firstSeenAt)).toBeGreaterThan(19 * minuteMs);
    });

    test('failures: messages that differ in ids and numbers alone are one group', async () => {
      const { groups } = (await read('failures')).body;
      expect(groups[1]).toMatchObject({ errorCode: null, count: 2, abandoned: 2, taskCount: 1 });
      expect(groups).toHaveLength(3);
    });

    test('failures: a group keeps its fingerprint in another window', async () => {
      const [hour, day] = [(await read('failures')).body, (await read('failures', { window: '24h' })).body];
      expect(day.groups[0]).toMatchObject({ count: 4, fingerprint: hour.groups[0].fingerprint });
    });

    test('failures: one group by itself, with all its tasks', async () => {
      const { groups } = (await read('failures')).body;
      const { fingerprint } = groups[1];
      const { body } = await read('failures', { window: '1h', fingerprint });
      expect(body).toEqual({ groups: [groups[1]], count: 2, truncated: false });
    });

    test('failures: the runs of a group, or of one of its tasks, are found by its fingerprint', async () => {
      const { groups } = (await read('failures')).body;
      for (const { fingerprint, count } of groups) {
        const filter = `failure:${fingerprint} acknowledged:no scheduled:<1h`;
        const { body } = await api.request.get('/api/runs').query({ filter, total: 'true' });
        expect(body.total).toBe(count);
      }
      const filter = `failure:${groups[0].fingerprint} task:${invoices.id} scheduled:<1h`;
      const { body } = await api.request.get('/api/runs').query({ filter });
      expect(body.items).toMatchObject([{ error: 'busy 2' }, { error: 'busy 1' }]);
      const none = await api.request.get('/api/runs').query({ filter: 'task:invoices' });
      expect([none.status, none.body.items]).toEqual([200, []]);
      const endless = await api.request
        .get('/api/runs')
        .query({ filter: `failure:${groups[0].fingerprint}` });
      expect([endless.status, endless.body.fieldErrors[0].message]).toEqual([
        400,
        expect.stringContaining('speaks of failure, which needs a window'),
      ]);
    });

    test('failures, failing: what is acknowledged or archived is left out', async () => {
      const { pool } = api.database;
      const [known, gone] = [await insertTask(pool), await insertTask(pool)];
      const before = [(await read('failures')).body.count, (await read('failing')).body.items.length];
      for (const task of [known, gone]) await end(task, { agoMs: minuteMs, error: 'its own' });
      await pool.query(`update tasks set task_status = 'failed' where id = any($1)`, [[known.id, gone.id]]);
      const now = async () => [
        (await read('failures')).body.count,
        (await read('failing')).body.items.length,
      ];
      expect(await now()).toEqual([before[0] + 2, before[1] + 2]);
      await api.request.post(`/api/tasks/${known.id}/acknowledge`).send({});
      await api.request.post(`/api/tasks/${gone.id}/archive`).send({});
      expect(await now()).toEqual(before);
      await api.request.delete(`/api/tasks/${known.id}/acknowledge`);
      expect(await now()).toEqual([before[0] + 1, before[1] + 1]);
      await pool.query('delete from tasks where id = $1', [known.id]);
    });

    test('failures: nothing of anything', async () => {
      const { body } = await read('failures', { tag: 'none' });
      expect(body).toEqual({ groups: [], count: 0, truncated: false });
    });

    test('failing: tasks that failed since they last completed, with their last error', async () => {
      const { items } = (await read('failing')).body;
      expect(items).toMatchObject([
        { taskId: backups.id, streak: 3 },
        { taskId: invoices.id, taskName: 'Invoices', streak: 2, lastError: 'busy 2' },
      ]);
      expect((await read('failing', { window: '1h', limit: 1 })).body.items).toHaveLength(1);
    });

    test('slowest: tasks by the duration that 95 of 100 of their runs kept to', async () => {
      const { items } = (await read('slowest')).body;
      expect(items.map(({ taskName }: { taskName: string }) => taskName)).toEqual([
        'Backups',
        'Invoices',
        'Healed',
      ]);
      expect(items[1]).toMatchObject({ count: 3 });
      expect(items[1].max).toBeCloseTo(4_000, -1);
      expect(items[1].p50).toBeCloseTo(1_000, -1);
    });
  });

  describe('400', () => {
    test.each([
      ['window', 'failures', { window: '2h' }],
      ['fingerprint', 'failures', { fingerprint: 'x' }],
      ['limit', 'failing', { limit: 51 }],
      ['limit', 'slowest', { limit: 0 }],
    ])('the problem names %s of %s', async (path, route, query) => {
      const { status, body } = await read(route, query);
      expect([status, body.fieldErrors[0].path]).toEqual([400, path]);
    });
  });
});
