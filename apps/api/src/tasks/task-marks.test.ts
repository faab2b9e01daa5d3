import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { advanceTasks, claimRuns, finishRuns } from '@carillon/db';
import { insertRun, insertTask } from '@carillon/db/testing';
import type { Task } from '@carillon/domain';
import { newId, noWishes } from '@carillon/domain';
import { until } from '@carillon/testkit';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi, unknownId } from '../testing/api.js';

describeApi('/api/tasks/:id/acknowledge and /archive', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const act = (id: string, action: string, body?: object) =>
    api.request.post(`/api/tasks/${id}/${action}`).send(body);
  const read = async (id: string): Promise<Task> => (await api.request.get(`/api/tasks/${id}`)).body;
  const failed = (overrides: Partial<Task> = {}) =>
    insertTask(api.database.pool, { taskStatus: 'failed', ...overrides });
  const list = async (filter?: string): Promise<string[]> => {
    const { body } = await api.request.get('/api/tasks').query({ filter, limit: 100 });
    return body.items.map(({ id }: Task) => id);
  };
  const historyOf = async (id: string) => (await api.request.get(`/api/tasks/${id}/history`)).body.items;

  describe('200: acknowledge', () => {
    test('tells who, when and why, and the failure counts no longer', async () => {
      const { id } = await failed();
      const before = Date.now();
      const { status, body } = await act(id, 'acknowledge', { note: 'The receiver moves house.' });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        taskStatus: 'failed',
        version: 2,
        acknowledgement: { by: expect.any(String), note: 'The receiver moves house.' },
      });
      expect(Math.abs(Date.parse(body.acknowledgement.at) - before)).toBeLessThan(10_000);
      expect(await read(id)).toEqual(body);
      expect(await list('status:failed acknowledged:no')).not.toContain(id);
      expect(await list('acknowledged:yes')).toEqual([id]);
      expect(await list('status:failed')).toContain(id);
    });

    test('without a note, and again: the last one stands', async () => {
      const { id } = await failed();
      await act(id, 'acknowledge', { note: 'first' });
      expect((await act(id, 'acknowledge')).body.acknowledgement).toMatchObject({ note: null });
    });

    test('is withdrawn, and withdrawn once more', async () => {
      const { id } = await failed();
      await act(id, 'acknowledge');
      for (const version of [3, 3]) {
        const answer = await api.request.delete(`/api/tasks/${id}/acknowledge`);
        expect([answer.status, answer.body]).toMatchObject([200, { acknowledgement: null, version }]);
      }
      expect(await list('status:failed acknowledged:no')).toContain(id);
    });

    test('is told in the history of the task, the note with it', async () => {
      const { id } = await failed();
      await act(id, 'acknowledge', { note: 'known' });
      await api.request.delete(`/api/tasks/${id}/acknowledge`);
      expect(await historyOf(id)).toMatchObject([
        { action: 'withdrawTaskAcknowledgement' },
        { action: 'acknowledgeTask', details: { note: 'known' } },
      ]);
    });

    test('and its end are told live', async () => {
      const { id } = await failed();
      const versions: number[] = [];
      const stop = api.events.subscribe((event) => {
        if (event.type === 'task.updated' && event.id === id) versions.push(event.version);
      });
      await act(id, 'acknowledge');
      await api.request.delete(`/api/tasks/${id}/acknowledge`);
      await until(() => versions.includes(3), { what: 'both changes were told' });
      stop();
    });
  });

  describe('200: an acknowledgement ends when the task leaves failed', () => {
    const acknowledged = async (overrides: Partial<Task> = {}) => {
      const task = await failed(overrides);
      expect((await act(task.id, 'acknowledge')).status).toBe(200);
      return task;
    };

    test.each(['retry', 'resume', 'pause', 'archive'])('by %s', async (action) => {
      const { id } = await acknowledged();
      expect((await act(id, action)).body).toMatchObject({ acknowledgement: null });
      expect(await list('acknowledged:yes archived:yes,no')).not.toContain(id);
    });

    test('by its publisher, when it keeps its schedule; and the next failure counts again', async () => {
      const { pool } = api.database;
      const { id } = await acknowledged({ onFailure: 'continue' });
      const advance = {
        taskId: id,
        nextRunAt: null,
        lastRunAt: null,
        newRuns: 0,
        pauseReason: null,
      } as const;
      await advanceTasks(pool, [{ ...advance, taskStatus: 'running' }]);
      expect(await read(id)).toMatchObject({ taskStatus: 'running', acknowledgement: null });
      await advanceTasks(pool, [{ ...advance, taskStatus: 'failed' }]);
      expect(await list('status:failed acknowledged:no')).toContain(id);
    });

    test('not by an edit, nor by a run on request that fails as well', async () => {
      const { pool } = api.database;
      const { id } = await acknowledged();
      await api.request.patch(`/api/tasks/${id}`).send({ tags: ['edited'] });
      const { body: run } = await act(id, 'run');
      const [claimed] = await claimRuns(pool, [run], { workerId: newId(), leaseMs: 60_000 });
      const outcome = { executionTimeMs: 1, message: 'no', messageTruncated: false, httpStatus: 500 };
      const rest = { errorCode: null, responseHeaders: null, phases: {}, backoffMs: 0, wishes: noWishes };
      await finishRuns(pool, [{ ...claimed!, ...outcome, ...rest, runStatus: 'failed' } as never]);
      expect(await read(id)).toMatchObject({
        taskStatus: 'failed',
        activeRuns: 0,
        tags: ['edited'],
        acknowledgement: { note: null },
      });
    });
  });

  describe('200: archive', () => {
    test('a task is paused and in no list until it is taken back, paused and with its instants withheld', async () => {
      const { body: task } = await api.request
        .post('/api/tasks')
        .send({ ...plainTask, taskSchedule: '0 * * * *', tags: ['old'] });
      await act(task.id, 'pause', { until: '2999-01-01T00:00:00Z', reason: 'not needed' });
      const { status, body } = await act(task.id, 'archive');
      expect([status, body]).toMatchObject([
        200,
        {
          archivedAt: expect.any(String),
          taskStatus: 'paused',
          nextRunAt: null,
          withheldFrom: task.nextRunAt,
          pausedUntil: null,
          pauseReason: 'not needed',
        },
      ]);
      expect(await list('tag:old')).toEqual([]);
      expect(await list()).not.toContain(task.id);
      expect(await list('archived:yes tag:old')).toEqual([task.id]);
      expect(await list('archived:yes,no tag:old')).toEqual([task.id]);
      expect(await read(task.id)).toMatchObject({ id: task.id });
      const { body: back } = await act(task.id, 'unarchive');
      expect(back).toMatchObject({ archivedAt: null, taskStatus: 'paused', withheldFrom: task.nextRunAt });
      expect(await list('tag:old')).toEqual([task.id]);
      expect((await act(task.id, 'resume')).body).toMatchObject({ taskStatus: 'ready' });
    });

    test('twice is once, as is taking back', async () => {
      const { id } = await failed();
      const first = (await act(id, 'archive')).body;
      expect((await act(id, 'archive')).body).toEqual(first);
      expect((await act(id, 'unarchive')).body).toMatchObject({ version: 3 });
      expect((await act(id, 'unarchive')).body).toMatchObject({ version: 3 });
    });

    test('open runs are cancelled when that is asked for', async () => {
      const { id } = await insertTask(api.database.pool);
      const { body: run } = await act(id, 'run');
      const { status, body } = await act(id, 'archive', { cancelRuns: true });
      expect([status, body]).toMatchObject([200, { activeRuns: 0, archivedAt: expect.any(String) }]);
      expect((await api.request.get(`/api/runs/${run.id}`)).body).toMatchObject({
        runStatus: 'cancelled',
        error: 'Cancelled because its task was archived.',
      });
    });

    test('what its receiver has planned is dropped, and its runs are in no list or figure but their task’s own', async () => {
      const { pool } = api.database;
      const task = await insertTask(pool, { taskName: 'left behind' });
      const finishedAt = new Date().toISOString();
      await insertRun(pool, task, { runStatus: 'completed', finishedAt, startedAt: finishedAt });
      await pool.query(`insert into planned_runs (task_id, run_at) values ($1, now())`, [task.id]);
      const runs = async (query: object) => (await api.request.get('/api/runs').query(query)).body.items;
      const summary = async (query: object = {}) =>
        (await api.request.get('/api/statistics/summary').query(query)).body.byStatus.completed;
      const facets = async () => (await api.request.get('/api/statistics/task-facets')).body.total;
      const before = { runs: await summary(), tasks: await facets() };
      await act(task.id, 'archive');
      expect((await pool.query('select from planned_runs')).rowCount).toBe(0);
      expect(await runs({ filter: 'name:"left behind"' })).toEqual([]);
      expect(await runs({ filter: 'name:"left behind" archived:yes' })).toHaveLength(1);
      expect(await runs({ taskId: task.id })).toHaveLength(1);
      expect([await summary(), await facets()]).toEqual([before.runs - 1, before.tasks - 1]);
      expect(await summary({ taskId: task.id })).toBe(1);
    });

    test('is told in the history of the task', async () => {
      const { id } = await failed();
      await act(id, 'archive', { cancelRuns: true });
      await act(id, 'unarchive');
      expect(await historyOf(id)).toMatchObject([
        { action: 'unarchiveTask' },
        { action: 'archiveTask', details: { cancelRuns: true } },
      ]);
    });
  });

  describe('400', () => {
    test.each([
      ['note', 'acknowledge', { note: 'x'.repeat(1_001) }],
      ['note', 'acknowledge', { note: '' }],
      ['cancelRuns', 'archive', { cancelRuns: 'yes' }],
    ])('the problem names %s of %s', async (path, action, body) => {
      const answer = await act((await failed()).id, action, body);
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, path]);
    });
  });

  test.each(['acknowledge', 'archive', 'unarchive'])('404: %s of what is not there', async (action) => {
    const { status, body } = await act(unknownId, action);
    expect([status, body.code]).toEqual([404, 'task.not_found']);
  });

  describe('409', () => {
    test('a task that has not failed is not acknowledged', async () => {
      const { id } = await insertTask(api.database.pool);
      const { status, body } = await act(id, 'acknowledge');
      expect([status, body.code]).toEqual([409, 'task.state_conflict']);
    });

    test('open runs are in the way of archiving, and the hint names the way out', async () => {
      const { id } = await insertTask(api.database.pool);
      await act(id, 'run');
      const { status, body } = await act(id, 'archive');
      expect([status, body.code, body.hint]).toEqual([
        409,
        'task.state_conflict',
        expect.stringContaining('{"cancelRuns": true}'),
      ]);
      expect(await read(id)).toMatchObject({ archivedAt: null, activeRuns: 1 });
    });

    test.each(['run', 'pause', 'resume', 'retry', 'acknowledge'])(
      '%s of an archived task is refused with the way back',
      async (action) => {
        const { id } = await failed();
        await act(id, 'archive');
        const { status, body } = await act(id, action);
        expect([status, body.code, body.hint]).toEqual([
          409,
          'task.archived',
          expect.stringContaining(`/api/tasks/${id}/unarchive`),
        ]);
      },
    );

    test('nor is an archived task edited, nor are its runs tried again or replayed', async () => {
      const task = await insertTask(api.database.pool);
      const { id: runId } = await insertRun(api.database.pool, task, {
        runStatus: 'failed',
        finishedAt: new Date().toISOString(),
      });
      await act(task.id, 'archive');
      const answers = [
        await api.request.patch(`/api/tasks/${task.id}`).send({ taskName: 'other' }),
        await api.request.post(`/api/runs/${runId}/retry`).send(),
        await api.request.post(`/api/runs/${runId}/replay`).send({}),
      ];
      for (const { status, body } of answers) expect([status, body.code]).toEqual([409, 'task.archived']);
      expect(await read(task.id)).toMatchObject({ activeRuns: 0, taskName: 'a task' });
    });

    test('of archiving and running at once one wins, and no archived task has an open run', async () => {
      for (let round = 0; round < 10; round += 1) {
        const { id } = await insertTask(api.database.pool);
        const [run, archive] = await Promise.all([act(id, 'run'), act(id, 'archive')]);
        expect([
          [202, 409],
          [409, 200],
        ]).toContainEqual([run.status, archive.status]);
      }
    });

    test('what waits for a task that is being archived finds it archived, and leaves it as it is', async () => {
      const { pool } = api.database;
      const { id } = await failed();
      const archiving = await pool.connect();
      try {
        await archiving.query('begin');
        await archiving.query(
          `update tasks set archived_at = now(), task_status = 'paused', next_run_at = null where id = $1`,
          [id],
        );
        const asked = ['run', 'pause', 'resume', 'retry', 'acknowledge'].map(async (action) =>
          act(id, action),
        );
        asked.push((async () => api.request.patch(`/api/tasks/${id}`).send({ taskName: 'other' }))());
        await until(
          async () => {
            const { rows } = await pool.query<{ waiting: number }>(
              `select count(*)::int as waiting from pg_stat_activity
               where datname = current_database() and wait_event_type = 'Lock'`,
            );
            return rows[0]!.waiting === asked.length;
          },
          { what: 'all of them wait for its row' },
        );
        await archiving.query('commit');
        for (const { status, body } of await Promise.all(asked)) {
          expect([status, body.code]).toEqual([409, 'task.archived']);
        }
      } finally {
        archiving.release();
      }
      expect(await read(id)).toMatchObject({
        activeRuns: 0,
        taskName: 'a task',
        pausedUntil: null,
        version: 1,
      });
    });
  });
});
