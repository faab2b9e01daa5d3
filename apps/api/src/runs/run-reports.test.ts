import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ClaimedRun, WaitingAttempt } from '@carillon/db';
import { awaitCallbacks, claimRuns } from '@carillon/db';
import { insertRun, insertTask } from '@carillon/db/testing';
import type { Task } from '@carillon/domain';
import { makeRunToken, newId, noWishes, runStatuses } from '@carillon/domain';
import { until } from '@carillon/testkit';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';

describeApi('/api/runs/:id/status', () => {
  /** Lets nobody in without a credential, as a receiver meets it. */
  let api: TestApi;
  /** Lets operators in. */
  let open: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
    open = await startTestApi();
  });
  afterAll(async () => {
    await api.close();
    await open.close();
  });

  const claim = async (overrides: Partial<Task> = {}, { database } = api): Promise<ClaimedRun> => {
    const run = await insertRun(database.pool, await insertTask(database.pool, overrides));
    const [claimed] = await claimRuns(database.pool, [run], { workerId: newId(), leaseMs: 60_000 });
    return claimed!;
  };
  const attemptOf = (run: ClaimedRun, callbackTokenHash: Buffer): WaitingAttempt => ({
    ...{ id: run.id, scheduledFor: run.scheduledFor, taskId: run.taskId, fence: run.fence },
    ...{ logId: run.logId, logCreatedAt: run.logCreatedAt, runStatus: 'waiting', executionTimeMs: 12 },
    ...{ message: '', messageTruncated: false, httpStatus: 202, errorCode: null, responseHeaders: null },
    phases: { dnsMs: null, connectMs: 1, tlsMs: null, firstByteMs: 5, totalMs: 12 },
    ...{ wishes: noWishes, backoffMs: 0, callbackTokenHash, callbackWithinMs: 60_000 },
  });
  const wait = async (overrides: Partial<Task> = {}, on = api) => {
    const run = await claim(overrides, on);
    const token = makeRunToken(run.logId);
    await awaitCallbacks(on.database.pool, [attemptOf(run, token.hash)]);
    return { id: run.id, taskId: run.taskId, token: token.text };
  };
  const report = (id: string, token: string, body: object, { request } = api) =>
    request.put(`/api/runs/${id}/status`).set('authorization', `Bearer ${token}`).send(body);
  const readRow = async (id: string) =>
    (await api.database.pool.query('select run_status from task_runs where id = $1', [id])).rows[0];

  describe('200', () => {
    test('PATCH tells of progress, PUT of the end, and the run shows what was said', async () => {
      const { id, token } = await wait({}, open);
      const progress = await open.request
        .patch(`/api/runs/${id}/status`)
        .set('authorization', `bearer ${token}`)
        .send({ progress: 33.3, log: ['begun', { level: 'warn', line: 'slow' }], extendMs: 120_000 });
      expect([progress.status, progress.body.runStatus, progress.body.progress]).toEqual([
        200,
        'waiting',
        33,
      ]);
      const results = { result: { pages: 3 }, cost: 0.25, qualityScore: '99.5' };
      const end = await report(id, token, { status: 'completed', ...results }, open);
      expect(end.status).toBe(200);
      const { body } = await open.request.get(`/api/runs/${id}`);
      expect(body).toMatchObject({
        ...end.body,
        ...{ runStatus: 'completed', result: { pages: 3 }, cost: 0.25, qualityScore: 99.5, progress: 100 },
      });
      expect(body.logLines.map(({ level, line }: Record<string, string>) => [level, line])).toEqual([
        ['info', 'begun'],
        ['warn', 'slow'],
      ]);
      expect(body.history.map(({ status, actor }: Record<string, string | null>) => [status, actor])).toEqual(
        [
          ['pending', null],
          ['running', null],
          ['waiting', null],
          ['completed', 'receiver'],
        ],
      );
      expect(JSON.stringify(body)).not.toMatch(/hash/i);
    });

    test('an operator reports in the place of a receiver', async () => {
      const { id } = await wait({}, open);
      const answer = await open.request.put(`/api/runs/${id}/status`).send({ status: 'completed' });
      expect([answer.status, answer.body.runStatus]).toEqual([200, 'completed']);
      const { body } = await open.request.get(`/api/runs/${id}`);
      expect(body.history.at(-1)).toMatchObject({ status: 'completed', actor: 'this machine' });
    });

    test('the same end again', async () => {
      const { id, token } = await wait();
      const first = await report(id, token, { status: 'completed', result: [1] });
      const second = await report(id, token, { status: 'completed', result: [1] });
      expect([second.status, second.body]).toEqual([200, first.body]);
    });

    test('a failure brings the run back, hinted at when it is due', async () => {
      const { id, token } = await wait({ backoffBaseMs: 60_000, backoffMaxMs: 60_000 });
      const before = await api.queueAdmin.counts();
      const answer = await report(id, token, { status: 'failed', error: 'out of paper' });
      expect(answer.body).toMatchObject({ runStatus: 'retrying', retryCount: 1, error: 'out of paper' });
      await until(async () => (await api.queueAdmin.counts()).delayed === before.delayed + 1, {
        what: 'a delayed hint in the queue',
      });
    });

    test('the end of a run makes room in its lane', async () => {
      const { id, taskId, token } = await wait({ overlapPolicy: 'queue' });
      await api.database.pool.query('update task_runs set lane = task_id::text where id = $1', [id]);
      const next = await insertRun(api.database.pool, { id: taskId }, { runStatus: 'held', lane: taskId });
      await report(id, token, { progress: 1 });
      expect((await readRow(next.id)).run_status).toBe('held');
      await report(id, token, { status: 'completed' });
      expect((await readRow(next.id)).run_status).toBe('pending');
    });

    test('costs and scores at the edges of what is stored', async () => {
      const edges = [
        { cost: '999999999999.999999', qualityScore: -999.999 },
        { cost: 0, qualityScore: '0' },
      ];
      for (const edge of edges) {
        const { id, token } = await wait();
        expect((await report(id, token, edge)).status).toBe(200);
      }
    });
  });

  describe('400', () => {
    test.each([
      { status: 'done' },
      { status: '' },
      { progress: 101 },
      { progress: '5' },
      { cost: -1 },
      { cost: 0.0000001 },
      { cost: '1e3' },
      { cost: '1,5' },
      { cost: 1_000_000_000_000 },
      { qualityScore: 1_000 },
      { qualityScore: '1.0001' },
      { extendMs: 0 },
      { extendMs: 604_800_001 },
      { log: ['x'.repeat(4_001)] },
      { log: ['a\u0000b'] },
      { log: Array.from({ length: 101 }, () => 'x') },
      { log: [{ level: 'loud', line: 'x' }] },
      { result: 1 },
      { error: 'why' },
      { status: 'completed', error: 'why' },
      { status: 'completed', result: '\u0000' },
      { fence: 7 },
    ])('a report with %j', async (body) => {
      const { id, token } = await wait();
      const answer = await report(id, token, body);
      expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
      expect(answer.body.fieldErrors.length).toBeGreaterThan(0);
      expect((await readRow(id)).run_status).toBe('waiting');
    });
  });

  describe('401', () => {
    test('without a token', async () => {
      const { id } = await wait();
      const answer = await api.request.put(`/api/runs/${id}/status`).send({ status: 'completed' });
      expect([answer.status, answer.body.code]).toEqual([401, 'auth.required']);
    });

    test('another run’s token is told the same of a run that waits, one that runs and one that is not there', async () => {
      const { token } = await wait();
      const waiting = await wait();
      const running = await claim();
      const answers = await Promise.all(
        [waiting.id, running.id, unknownId].map((id) => report(id, token, { status: 'completed' })),
      );
      const seen = answers.map(({ status, body }) => [status, body.code, body.detail]);
      expect(seen[0]!.slice(0, 2)).toEqual([401, 'auth.required']);
      expect(seen).toEqual([seen[0], seen[0], seen[0]]);
      expect((await readRow(waiting.id)).run_status).toBe('waiting');
    });

    test('a run’s token opens nothing else', async () => {
      const { id, token } = await wait();
      const authorization = `Bearer ${token}`;
      const answers = await Promise.all([
        api.request.get(`/api/runs/${id}`).set({ authorization }),
        api.request.post(`/api/runs/${id}/cancel`).set({ authorization }),
        api.request.get('/api/tasks').set({ authorization }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    });

    test('the token of a run that has been cancelled meanwhile', async () => {
      const { id, token } = await wait({}, open);
      await open.request.post(`/api/runs/${id}/cancel`).expect(200);
      expect((await report(id, token, { status: 'completed' }, open)).status).toBe(401);
      expect((await open.request.get(`/api/runs/${id}`)).body.runStatus).toBe('cancelled');
    });

    test('a wrong token, although without one an operator would be let in', async () => {
      const { id } = await wait({}, open);
      const wrong = makeRunToken(newId()).text;
      expect((await report(id, wrong, { status: 'completed' }, open)).status).toBe(401);
    });
  });

  test('404: an operator’s report on an unknown run', async () => {
    const answer = await open.request.put(`/api/runs/${unknownId}/status`).send({ status: 'completed' });
    expect([answer.status, answer.body.code]).toEqual([404, 'run.not_found']);
  });

  describe('409', () => {
    test.each([
      ['pending', 'allowed: running, abandoned, cancelled'],
      ['running', 'allowed: cancelled'],
      ['retrying', 'allowed: running, abandoned, cancelled'],
      ['cancelled', 'no move is allowed'],
    ] as const)(
      'an operator’s report on a run that is %s names what is allowed',
      async (runStatus, allowed) => {
        const finishedAt = runStatus === 'cancelled' ? new Date().toISOString() : null;
        const task = await insertTask(open.database.pool);
        const { id } = await insertRun(open.database.pool, task, { runStatus, finishedAt });
        const answer = await open.request.put(`/api/runs/${id}/status`).send({ status: 'completed' });
        expect([answer.status, answer.body.code]).toEqual([409, 'run.state_conflict']);
        expect(answer.body.detail).toContain(allowed);
      },
    );

    test.each(runStatuses.filter((status) => status !== 'completed' && status !== 'failed'))(
      'a waiting run is not reported %s, by a receiver or an operator, and waits as before',
      async (status) => {
        const { id, token } = await wait({}, open);
        const answers = [
          await report(id, token, { status, progress: 7, log: ['x'] }, open),
          await open.request.put(`/api/runs/${id}/status`).send({ status }),
          await open.request.patch(`/api/runs/${id}/status`).send({ status }),
        ];
        for (const { status: answered, body } of answers) {
          expect([answered, body.code]).toEqual([409, 'run.state_conflict']);
          expect(body.detail).toBe(
            `A run that is waiting is not reported ${status}: allowed: completed, failed.`,
          );
        }
        const { body } = await open.request.get(`/api/runs/${id}`);
        expect(body).toMatchObject({ runStatus: 'waiting', progress: null, logLines: [] });
        const wrong = makeRunToken(newId()).text;
        expect((await report(id, wrong, { status }, open)).status).toBe(401);
      },
    );

    test('a report that comes before the answer to its webhook is on record is asked to come again', async () => {
      const run = await claim();
      const token = makeRunToken(run.logId);
      const early = await report(run.id, token.text, { status: 'completed' });
      expect([early.status, early.body.code, early.headers['retry-after']]).toEqual([
        ...[409, 'run.not_waiting_yet', '1'],
      ]);
      await awaitCallbacks(api.database.pool, [attemptOf(run, token.hash)]);
      expect((await report(run.id, token.text, { status: 'completed' })).status).toBe(200);
    });

    test('another end than the one before', async () => {
      const { id, token } = await wait();
      await report(id, token, { status: 'completed', result: 1 });
      const answer = await report(id, token, { status: 'failed' });
      expect([answer.status, answer.body.code]).toEqual([409, 'run.state_conflict']);
      expect(answer.body.detail).toBe(
        'A run that is completed cannot become failed: it has ended, and no move is allowed.',
      );
    });
  });

  test('413: a report of more than 256 kB', async () => {
    const { id, token } = await wait();
    const answer = await report(id, token, { status: 'completed', result: 'x'.repeat(300_000) });
    expect([answer.status, answer.body.code]).toEqual([413, 'request.too_large']);
  });
});
