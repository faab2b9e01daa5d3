import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { finishRuns, claimRuns } from '@carillon/db';
import { insertRun, insertTask } from '@carillon/db/testing';
import { newId, noWishes } from '@carillon/domain';
import { until } from '@carillon/testkit';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi } from '../testing/api.js';

describeApi('actions on a task', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const act = (id: string, action: string, body?: object) =>
    api.request.post(`/api/tasks/${id}/${action}`).send(body);
  const read = async (id: string) => (await api.request.get(`/api/tasks/${id}`)).body;
  const runsOf = async (id: string, query: object = {}) =>
    (await api.request.get(`/api/tasks/${id}/runs`).query(query)).body.items;
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

  describe('202', () => {
    test('run: a run due now, counted, hinted, with the task’s own settings', async () => {
      const { body: task } = await api.request
        .post('/api/tasks')
        .send({ ...plainTask, priority: 'high', maxRetry: 7 });
      const before = await api.queueAdmin.counts();
      const answer = await act(task.id, 'run');
      expect(answer.status).toBe(202);
      expect(answer.headers.location).toBe(`/api/runs/${answer.body.id}`);
      expect(answer.body).toMatchObject({
        taskId: task.id,
        trigger: 'api',
        runStatus: 'pending',
        priority: 'high',
        maxRetry: 7,
        retryCount: 0,
        taskVersion: 1,
      });
      expect(await read(task.id)).toMatchObject({ activeRuns: 1, taskStatus: 'running', runCount: 0 });
      await until(async () => (await api.queueAdmin.counts()).waiting === before.waiting + 1, {
        what: 'the hint is in the queue',
      });
    });

    test('run: what a listener claims is this run, with the payload given', async () => {
      const { body: task } = await api.request
        .post('/api/tasks')
        .send({ ...plainTask, jsonPayload: { own: true } });
      const plain = (await act(task.id, 'run')).body;
      const other = (await act(task.id, 'run', { jsonPayload: { other: [1] } })).body;
      const claim = { workerId: newId(), leaseMs: 60_000 };
      const claimed = await claimRuns(api.database.pool, [plain, other], claim);
      expect(claimed.map((run) => JSON.parse(run.body))).toEqual([{ own: true }, { other: [1] }]);
    });

    test('run: a paused or failed task stays what it is', async () => {
      for (const taskStatus of ['paused', 'failed'] as const) {
        const task = await insertTask(api.database.pool, { taskStatus });
        expect((await act(task.id, 'run')).status).toBe(202);
        expect(await read(task.id)).toMatchObject({ activeRuns: 1, taskStatus });
      }
    });

    test('run: of a lane only as many are let off as its limit allows', async () => {
      const { body: task } = await api.request
        .post('/api/tasks')
        .send({ ...plainTask, lane: 'one-at-a-time' });
      const first = await act(task.id, 'run');
      const second = await act(task.id, 'run');
      expect([first.body.runStatus, second.body.runStatus]).toEqual(['pending', 'held']);
      await api.request.post(`/api/runs/${first.body.id}/cancel`);
      expect((await api.request.get(`/api/runs/${second.body.id}`)).body.runStatus).toBe('pending');
    });

    test('run: with overlapPolicy queue the task is a lane of its own', async () => {
      const { body: task } = await api.request
        .post('/api/tasks')
        .send({ ...plainTask, overlapPolicy: 'queue' });
      const states = [await act(task.id, 'run'), await act(task.id, 'run')].map(({ body }) => body.runStatus);
      expect(states).toEqual(['pending', 'held']);
    });

    test('run: a repeated Idempotency-Key starts one run', async () => {
      const task = await insertTask(api.database.pool);
      const once = () => api.request.post(`/api/tasks/${task.id}/run`).set('idempotency-key', 'k').send();
      const answers = await Promise.all([once(), once(), once()]);
      expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
      expect(await read(task.id)).toMatchObject({ activeRuns: 1 });
    });
  });

  describe('200', () => {
    test('pause takes a task off its schedule and says until when and why', async () => {
      const { body: task } = await api.request
        .post('/api/tasks')
        .send({ ...plainTask, taskSchedule: '0 * * * *' });
      const paused = await act(task.id, 'pause', { until: '2999-01-01T00:00:00Z', reason: 'maintenance' });
      expect(paused.body).toMatchObject({
        taskStatus: 'paused',
        nextRunAt: null,
        withheldFrom: task.nextRunAt,
        pausedUntil: '2999-01-01T00:00:00.000Z',
        pauseReason: 'maintenance',
        version: 2,
      });
      const again = await act(task.id, 'pause');
      expect(again.body).toMatchObject({
        taskStatus: 'paused',
        pausedUntil: null,
        pauseReason: null,
        withheldFrom: task.nextRunAt,
      });
    });

    /** Stopped since five full hours, of an hourly schedule. */
    const stoppedHourly = async (overrides: object = {}) => {
      const first = hoursAgo(4);
      first.setUTCMinutes(0, 0, 0);
      const task = await insertTask(api.database.pool, {
        taskSchedule: '0 * * * *',
        taskStatus: 'paused',
        withheldFrom: first.toISOString(),
        ...overrides,
      });
      return { task, first };
    };

    test('resume with skip runs nothing and records what was left out', async () => {
      const { task, first } = await stoppedHourly();
      const resumed = await act(task.id, 'resume', { missed: 'skip' });
      expect(resumed.body).toMatchObject({
        taskStatus: 'ready',
        activeRuns: 0,
        pauseReason: null,
        withheldFrom: null,
      });
      expect(Date.parse(resumed.body.nextRunAt)).toBeGreaterThan(Date.now());
      expect(await runsOf(task.id, { status: 'skipped' })).toMatchObject([
        { skipReason: 'paused', occurrences: 5, scheduledFor: first.toISOString() },
      ]);
      expect(await runsOf(task.id)).toHaveLength(1);
    });

    test('resume runs the newest missed instant unless told otherwise, and records the others', async () => {
      const { task, first } = await stoppedHourly();
      const resumed = await act(task.id, 'resume');
      expect(resumed.body).toMatchObject({ taskStatus: 'running', activeRuns: 1, runCount: 1 });
      expect(await runsOf(task.id, { status: 'pending' })).toMatchObject([
        { trigger: 'schedule', scheduledFor: new Date(+first + 4 * 3_600_000).toISOString() },
      ]);
      expect(await runsOf(task.id, { status: 'skipped' })).toMatchObject([{ occurrences: 4 }]);
    });

    test('resume with all runs every missed instant, up to the cap of the task', async () => {
      const { task } = await stoppedHourly({ misfireCap: 3 });
      const before = await api.queueAdmin.counts();
      const resumed = await act(task.id, 'resume', { missed: 'all' });
      expect(resumed.body).toMatchObject({ activeRuns: 3 });
      await until(async () => (await api.queueAdmin.counts()).delayed === before.delayed + 1, {
        what: 'the runs that wait for their turn share a hint',
      });
      expect(Date.parse(resumed.body.nextRunAt)).toBeGreaterThan(Date.now());
      const skipped = await runsOf(task.id, { status: 'skipped' });
      expect(skipped.map((run: { occurrences: number }) => run.occurrences)).toEqual([2]);
      const starts = (await runsOf(task.id, { status: 'pending' })).map((run: { nextAttemptAt: string }) =>
        Date.parse(run.nextAttemptAt),
      );
      // The newest first: a tenth of a second apart, as ten a second are.
      expect(starts[0] - starts[1]).toBe(100);
      expect(starts[1]).toBeGreaterThan(starts[2] + 3_600_000);
    });

    test('resume with all leaves out what is older than the window of the task', async () => {
      const { task } = await stoppedHourly({ misfireWindowMs: 2 * 3_600_000 });
      expect((await act(task.id, 'resume', { missed: 'all' })).body).toMatchObject({ activeRuns: 2 });
      expect(await runsOf(task.id, { status: 'skipped' })).toMatchObject([{ occurrences: 3 }]);
    });

    test('resume after a change of the plan counts what each plan missed while it applied', async () => {
      const { task, first } = await stoppedHourly();
      const changed = await api.request.patch(`/api/tasks/${task.id}`).send({ taskSchedule: '* * * * *' });
      expect(changed.body).toMatchObject({ taskStatus: 'paused', nextRunAt: null });
      expect(Date.parse(changed.body.withheldFrom)).toBeGreaterThan(Date.now());
      const missedByOldPlan = [
        { runStatus: 'skipped', skipReason: 'paused', occurrences: 5, scheduledFor: first.toISOString() },
      ];
      expect(await runsOf(task.id)).toMatchObject(missedByOldPlan);
      const resumed = await act(task.id, 'resume', { missed: 'all' });
      expect(resumed.body).toMatchObject({ activeRuns: 0, nextRunAt: changed.body.withheldFrom });
      expect(await runsOf(task.id)).toMatchObject(missedByOldPlan);
    });

    test('resume of a task that missed nothing runs nothing', async () => {
      const { body: task } = await api.request
        .post('/api/tasks')
        .send({ ...plainTask, taskSchedule: '0 0 1 1 *' });
      await act(task.id, 'pause');
      const resumed = await act(task.id, 'resume');
      expect(resumed.body).toMatchObject({ taskStatus: 'ready', nextRunAt: task.nextRunAt, activeRuns: 0 });
      expect(await runsOf(task.id)).toEqual([]);
    });

    test('resume of a one-off whose instant passed runs it, or records that it did not', async () => {
      const runAt = hoursAgo(1).toISOString();
      const missed = { taskStatus: 'paused', runAt, withheldFrom: runAt } as const;
      const late = await insertTask(api.database.pool, missed);
      expect((await act(late.id, 'resume')).body).toMatchObject({ taskStatus: 'running', nextRunAt: null });
      const skipped = await insertTask(api.database.pool, missed);
      expect((await act(skipped.id, 'resume', { missed: 'skip' })).body.taskStatus).toBe('completed');
      expect(await runsOf(skipped.id)).toMatchObject([{ runStatus: 'skipped', skipReason: 'paused' }]);
    });

    test('retry brings a failed task back and tries its last failed run again with the same payload', async () => {
      const task = await insertTask(api.database.pool, { taskStatus: 'failed', taskSchedule: '0 0 1 1 *' });
      const failed = await insertRun(api.database.pool, task, {
        runStatus: 'failed',
        finishedAt: new Date().toISOString(),
      });
      await api.database.pool.query(`update task_runs set json_payload = '{"kept":1}' where id = $1`, [
        failed.id,
      ]);
      const retried = await act(task.id, 'retry');
      expect(retried.body).toMatchObject({ taskStatus: 'running', activeRuns: 1 });
      expect(Date.parse(retried.body.nextRunAt)).toBeGreaterThan(Date.now());
      const { rows } = await api.database.pool.query(
        `select trigger, origin_run_id, json_payload from task_runs where task_id = $1 and run_status = 'pending'`,
        [task.id],
      );
      expect(rows).toEqual([{ trigger: 'retry', origin_run_id: failed.id, json_payload: { kept: 1 } }]);
    });

    test('retry records what the task missed while it had failed', async () => {
      const { task } = await stoppedHourly({ taskStatus: 'failed' });
      const retried = await act(task.id, 'retry');
      expect(retried.body).toMatchObject({ taskStatus: 'ready', withheldFrom: null });
      expect(Date.parse(retried.body.nextRunAt)).toBeGreaterThan(Date.now());
      expect(await runsOf(task.id)).toMatchObject([
        { runStatus: 'skipped', skipReason: 'missed', occurrences: 5 },
      ]);
    });

    test('retry of a task that kept its schedule leaves it the next instant', async () => {
      const nextRunAt = '2999-01-01T00:00:00.000Z';
      const kept = {
        taskStatus: 'failed',
        onFailure: 'continue',
        taskSchedule: '0 0 1 1 *',
        nextRunAt,
      } as const;
      const task = await insertTask(api.database.pool, kept);
      expect((await act(task.id, 'retry')).body).toMatchObject({ taskStatus: 'ready', nextRunAt });
      expect(await runsOf(task.id)).toEqual([]);
    });

    test('run: a run beside the schedule has the deadline of its task', async () => {
      const { body: task } = await api.request.post('/api/tasks').send({ ...plainTask, deadlineMs: 60_000 });
      const { body: run } = await act(task.id, 'run');
      const { rows } = await api.database.pool.query('select deadline_at from task_runs where id = $1', [
        run.id,
      ]);
      expect(rows[0].deadline_at - Date.parse(run.scheduledFor)).toBe(60_000);
    });

    test('cancel ends the open runs with their attempts, and leaves the schedule', async () => {
      const task = await insertTask(api.database.pool, {
        taskSchedule: '0 0 1 1 *',
        nextRunAt: '2999-01-01T00:00:00.000Z',
      });
      const waiting = (await act(task.id, 'run')).body;
      const inFlight = (await act(task.id, 'run')).body;
      const [claimed] = await claimRuns(api.database.pool, [inFlight], {
        workerId: newId(),
        leaseMs: 60_000,
      });
      const answer = await act(task.id, 'cancel');
      expect(answer.body).toMatchObject({ cancelled: 2, task: { activeRuns: 0, taskStatus: 'ready' } });
      expect(answer.body.task.nextRunAt).toBe('2999-01-01T00:00:00.000Z');
      const { body: run } = await api.request.get(`/api/runs/${inFlight.id}`);
      expect(run).toMatchObject({
        runStatus: 'cancelled',
        attempts: [{ status: 'cancelled', id: claimed!.logId }],
      });
      expect(run.history.map((entry: { status: string }) => entry.status)).toEqual([
        'pending',
        'running',
        'cancelled',
      ]);
      expect(run.history[2].actor).toBe('this machine');

      const late = {
        ...claimed!,
        runStatus: 'completed' as const,
        executionTimeMs: 1,
        message: 'ok',
        messageTruncated: false,
      };
      const phases = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 1, totalMs: 1 };
      const outcome = {
        httpStatus: 200,
        errorCode: null,
        responseHeaders: null,
        phases,
        backoffMs: 0,
        wishes: noWishes,
      };
      expect(await finishRuns(api.database.pool, [{ ...late, ...outcome }])).toEqual(new Set());
      expect((await api.request.get(`/api/runs/${waiting.id}`)).body.runStatus).toBe('cancelled');
      expect((await act(task.id, 'cancel')).body.cancelled).toBe(0);
    });

    test('many actions at a time keep the counts right', async () => {
      const task = await insertTask(api.database.pool);
      const actions = ['run', 'run', 'cancel', 'pause', 'run', 'resume', 'cancel', 'run', 'pause', 'run'];
      const answers = await Promise.all(actions.map((action) => act(task.id, action)));
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      const open = (await runsOf(task.id)).filter((run: { finishedAt: unknown }) => run.finishedAt === null);
      expect((await read(task.id)).activeRuns).toBe(open.length);
    });
  });

  describe('400', () => {
    test('pause until an instant that has passed', async () => {
      const task = await insertTask(api.database.pool);
      const answer = await act(task.id, 'pause', { until: '2020-01-01T00:00:00Z' });
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, 'until']);
    });

    test('resume of a parked task whose schedule still cannot be read', async () => {
      const parked = {
        taskStatus: 'paused',
        taskSchedule: 'every day',
        pauseReason: 'Parked: …',
        withheldFrom: hoursAgo(1).toISOString(),
      } as const;
      const task = await insertTask(api.database.pool, parked);
      const answer = await act(task.id, 'resume');
      expect([answer.status, answer.body.code]).toEqual([400, 'schedule.invalid']);
      await api.request.patch(`/api/tasks/${task.id}`).send({ taskSchedule: '@daily' });
      expect((await act(task.id, 'resume')).body).toMatchObject({ taskStatus: 'ready', pauseReason: null });
    });

    test.each([
      ['run', { payload: 1 }],
      ['pause', { until: 'tomorrow' }],
      ['resume', { missed: 'some' }],
    ])('%s with %j', async (action, body) => {
      const task = await insertTask(api.database.pool);
      expect((await act(task.id, action, body)).status).toBe(400);
    });
  });

  describe('409', () => {
    test.each([
      ['pause', 'completed'],
      ['resume', 'ready'],
      ['resume', 'completed'],
      ['retry', 'ready'],
      ['retry', 'paused'],
    ] as const)('%s of a task that is %s', async (action, taskStatus) => {
      const task = await insertTask(api.database.pool, { taskStatus });
      const answer = await act(task.id, action);
      expect([answer.status, answer.body.code]).toEqual([409, 'task.state_conflict']);
      expect(answer.body.detail).toContain(`is ${taskStatus}`);
    });
  });
});
