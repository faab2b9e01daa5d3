import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertRun, insertTask } from '@carillon/db/testing';
import type { RunStatus, Task } from '@carillon/domain';
import { until } from '@carillon/testkit';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('recovery of failures, as a bulk operation', () => {
  let api: TestApi;
  const path = '/api/bulk-operations';
  const hour = 3_600_000;
  /** Tasks by name, and their runs by name and place. */
  const tasks = new Map<string, string>();
  const runs = new Map<string, string>();

  async function insertFailed(name: string, ends: [RunStatus, number][], overrides: Partial<Task> = {}) {
    const { pool } = api.database;
    const task = await insertTask(pool, { taskName: name, taskStatus: 'failed', ...overrides });
    tasks.set(name, task.id);
    for (const [index, [runStatus, hoursAgo]] of ends.entries()) {
      const due = new Date(Date.now() - hoursAgo * hour).toISOString();
      const { id } = await insertRun(pool, task, { runStatus, scheduledFor: due, finishedAt: due });
      runs.set(`${name} ${index}`, id);
    }
  }

  beforeAll(async () => {
    api = await startTestApi();
    await insertFailed('twice failed', [
      ['failed', 3],
      ['failed', 2],
      ['completed', 1],
    ]);
    await insertFailed('lost, then failed', [
      ['abandoned', 3],
      ['failed', 2],
    ]);
    await insertFailed('lost', [['abandoned', 2]]);
    await insertFailed('long ago', [['failed', 30]]);
    await insertFailed('recovered', [['failed', 2]], { taskStatus: 'ready' });
    await insertFailed('archived', [['failed', 2]], { taskStatus: 'paused' });
    await api.database.pool.query('update tasks set next_run_at = null, archived_at = now() where id = $1', [
      tasks.get('archived'),
    ]);
  });
  afterAll(() => api.close());

  const count = (query: object) => api.request.get(`${path}/recoverable`).query(query);
  const start = (body: object) => api.request.post(path).send(body);
  const ended = async (id: string) => {
    const read = async () => (await api.request.get(`${path}/${id}`)).body;
    await until(async () => (await read()).bulkStatus !== 'running', { what: 'the end of the operation' });
    return read();
  };

  describe('200', () => {
    test.each([
      [{}, { tasks: 3, runs: 5, repeatedTasks: 2 }],
      [{ statuses: 'failed' }, { tasks: 2, runs: 3, repeatedTasks: 1 }],
      [{ statuses: 'abandoned' }, { tasks: 2, runs: 2, repeatedTasks: 0 }],
      [
        { window: '7d', statuses: 'failed,abandoned' },
        { tasks: 4, runs: 6, repeatedTasks: 2 },
      ],
      [{ window: '1h' }, { tasks: 0, runs: 0, repeatedTasks: 0 }],
    ])('%j finds %j', async (query, found) => {
      expect((await count(query).expect(200)).body).toEqual(found);
    });
  });

  describe('202', () => {
    test('each task is recovered once, with the newest run of the chosen ends', async () => {
      const failures = { window: '24h', statuses: ['abandoned'] };
      const { status, body } = await start({ action: 'retry', failures });
      expect(status).toBe(202);
      expect(body).toMatchObject({
        filter: null,
        total: 2,
        failures: { statuses: ['abandoned'], since: expect.any(String) },
      });
      expect(Math.abs(Date.parse(body.failures.since) - (Date.now() - 24 * hour))).toBeLessThan(60_000);
      expect(await ended(body.id)).toMatchObject({ done: 2, failed: 0 });
      const { rows } = await api.database.pool.query<{ origin: string }>(
        `select origin_run_id as origin from task_runs where trigger = 'retry'`,
      );
      const origins = rows.map(({ origin }) => origin).sort();
      expect(origins).toEqual([runs.get('lost, then failed 0'), runs.get('lost 0')].sort());
      expect((await api.request.get(`/api/tasks/${tasks.get('lost')}`)).body.taskStatus).toBe('running');
    });

    test('both ends are meant when none is named; what is being tried again is not found again', async () => {
      expect((await count({})).body).toEqual({ tasks: 1, runs: 2, repeatedTasks: 1 });
      const { body } = await start({ action: 'retry', failures: { window: '24h' } });
      expect(body).toMatchObject({ total: 1, failures: { statuses: ['failed', 'abandoned'] } });
      expect(await ended(body.id)).toMatchObject({ done: 1, failed: 0 });
      const { rows } = await api.database.pool.query('select id from task_runs where origin_run_id = $1', [
        runs.get('twice failed 1'),
      ]);
      expect(rows).toHaveLength(1);
      const { body: again } = await start({ action: 'retry', failures: { window: '24h' } });
      expect(again).toMatchObject({ total: 0, bulkStatus: 'completed' });
    });

    test('a task whose runs are gone meanwhile refuses, and stays failed', async () => {
      await insertFailed('cleaned up', [['failed', 4]]);
      const id = tasks.get('cleaned up')!;
      await api.database.pool.query(`
        create function hold_back() returns trigger language plpgsql as $$ begin
          delete from task_runs where task_id = '${id}'; return new; end $$;
        create trigger hold_back before insert on bulk_operations for each row execute function hold_back()`);
      const { body } = await start({ action: 'retry', failures: { window: '6h', statuses: ['failed'] } });
      await api.database.pool.query('drop trigger hold_back on bulk_operations');
      const { errors, failed } = await ended(body.id);
      expect([failed, errors]).toMatchObject([1, [{ taskId: id, code: 'task.state_conflict' }]]);
      expect((await api.request.get(`/api/tasks/${id}`)).body.taskStatus).toBe('failed');
    });
  });

  describe('400', () => {
    test.each([
      ['failures', { action: 'run', failures: { window: '24h' } }],
      ['filter', { action: 'retry', failures: { window: '24h' }, filter: 'status:failed' }],
      ['filter', { action: 'retry' }],
      ['failures.statuses', { action: 'retry', failures: { window: '24h', statuses: [] } }],
      ['failures.statuses.0', { action: 'retry', failures: { window: '24h', statuses: ['completed'] } }],
      ['failures.window', { action: 'retry', failures: {} }],
    ])('the problem names %s of %j', async (field, body) => {
      const answer = await start(body);
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, field]);
    });

    test('an end that is no failure', async () => {
      expect((await count({ statuses: 'completed' })).status).toBe(400);
    });
  });
});
