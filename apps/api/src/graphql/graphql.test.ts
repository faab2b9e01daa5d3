import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertRun, insertTask } from '@carillon/db/testing';
import { newId } from '@carillon/domain';
import { givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi, unknownId } from '../testing/api.js';

describeApi('the operations of GraphQL', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const ask = async (query: string, variables: object = {}) =>
    (await api.request.post('/graphql').send({ query, variables })).body;
  const data = async (query: string, variables: object = {}) => {
    const body = await ask(query, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  };
  const errorOf = async (query: string, variables: object = {}) => {
    const { errors } = await ask(query, variables);
    expect(errors).toHaveLength(1);
    return errors[0];
  };
  const createTask = 'mutation ($input: CreateTaskInput!) { createTask(input: $input) { id version } }';

  describe('queries', () => {
    test('task: its fields, words as enums, payload as JSON, what it computes', async () => {
      const input = { ...plainTask, jsonPayload: { a: [1] }, taskSchedule: '0 12 * * *', priority: 'HIGH' };
      const { createTask: made } = await data(createTask, { input });
      const { task } = await data(
        `query ($id: ID!) { task(id: $id) {
          taskName taskStatus priority httpMethod jsonPayload nextRunAt nextRuns(count: 3) lastRun { id } deliveryOptions
        } }`,
        { id: made.id },
      );
      expect(task).toMatchObject({
        taskName: 'a task',
        taskStatus: 'READY',
        priority: 'HIGH',
        httpMethod: 'POST',
        jsonPayload: { a: [1] },
        lastRun: null,
      });
      expect(task.nextRuns[0]).toBe(task.nextRunAt);
      const dayMs = 86_400_000;
      const [first, second, third] = task.nextRuns.map((instant: string) => Date.parse(instant));
      expect([second - first, third - second]).toEqual([dayMs, dayMs]);
    });

    test('tasks: filtered, sorted, in pages, counted on request', async () => {
      const tag = `t${newId()}`;
      for (const taskName of ['b', 'a', 'c']) await insertTask(api.database.pool, { taskName, tags: [tag] });
      await insertTask(api.database.pool, { taskName: 'd', tags: [tag], taskStatus: 'failed' });
      const query = `query ($tag: String, $cursor: String) {
        tasks(filter: { tag: $tag, status: [READY, RUNNING] }, sort: TASK_NAME_DESC, limit: 2, cursor: $cursor) {
          items { taskName } nextCursor total
        }
      }`;
      const { tasks: first } = await data(query, { tag });
      expect(first).toMatchObject({ items: [{ taskName: 'c' }, { taskName: 'b' }], total: 3 });
      const { tasks: second } = await data(query, { tag, cursor: first.nextCursor });
      expect(second).toMatchObject({ items: [{ taskName: 'a' }], nextCursor: null, total: 3 });
      const { tasks: found } = await data(
        `query ($e: String) { tasks(filter: { expression: $e }) { items { taskName } } }`,
        { e: `tag:${tag} status:failed` },
      );
      expect(found.items).toEqual([{ taskName: 'd' }]);
    });

    test('run and runs: with duration, attempts and task', async () => {
      const task = await insertTask(api.database.pool);
      const startedAt = new Date(Date.now() - 5_000).toISOString();
      const finishedAt = new Date(Date.parse(startedAt) + 1_500).toISOString();
      const { id } = await insertRun(api.database.pool, task, {
        runStatus: 'completed',
        startedAt,
        finishedAt,
      });
      const fields = 'id runStatus durationMs task { id lastRun { id } } attempts { status }';
      const { run } = await data(`query ($id: ID!) { run(id: $id) { ${fields} } }`, { id });
      const expected = {
        id,
        runStatus: 'COMPLETED',
        durationMs: 1_500,
        task: { id: task.id, lastRun: { id } },
        attempts: [],
      };
      expect(run).toEqual(expected);
      const { runs } = await data(
        `query ($id: ID!) { runs(filter: { taskId: $id }) { total items { ${fields} } } }`,
        {
          id: task.id,
        },
      );
      expect(runs).toEqual({ total: 1, items: [expected] });
    });

    test('queueStatus and statistics answer what REST answers', async () => {
      const { queueStatus, statistics } = await data(
        '{ queueStatus { paused lag { dueRuns } workers { id } depth { count } } statistics { total successRate cost { sum } } }',
      );
      const { body: status } = await api.request.get('/api/queue/status');
      const { body: summary } = await api.request.get('/api/statistics/summary');
      expect(queueStatus).toMatchObject({ paused: status.paused, lag: { dueRuns: status.lag.dueRuns } });
      expect(statistics).toEqual({
        total: summary.total,
        successRate: summary.successRate,
        cost: { sum: summary.cost.sum },
      });
    });
  });

  describe('mutations', () => {
    test('createTask and createTaskBatch note who made the tasks', async () => {
      const user = await givenUser(api);
      const query = `mutation ($input: CreateTaskInput!) {
        createTask(input: $input) { createdBy } createTaskBatch(tasks: [$input]) { task { createdBy } }
      }`;
      const { body } = await api.request
        .post('/graphql')
        .set(user.bearer)
        .send({ query, variables: { input: plainTask } });
      expect(body.data).toEqual({
        createTask: { createdBy: user.id },
        createTaskBatch: [{ task: { createdBy: user.id } }],
      });
    });

    test('createTask once for each idempotencyKey, updateTask with its version, deleteTask', async () => {
      const query = `mutation ($input: CreateTaskInput!, $key: String) {
        createTask(input: $input, idempotencyKey: $key) { id version }
      }`;
      const variables = { input: plainTask, key: newId() };
      const { createTask: made } = await data(query, variables);
      expect((await data(query, variables)).createTask).toEqual(made);
      const update = `mutation ($id: ID!) { updateTask(id: $id, input: { taskName: "new", lane: null }, version: 1) { taskName version } }`;
      expect((await data(update, made)).updateTask).toEqual({ taskName: 'new', version: 2 });
      expect((await errorOf(update, made)).extensions.code).toBe('task.version_conflict');
      const remove = 'mutation ($id: ID!) { deleteTask(id: $id) }';
      expect((await data(remove, made)).deleteTask).toBe(made.id);
      expect((await errorOf(remove, made)).extensions.code).toBe('task.not_found');
    });

    test('createTaskBatch makes or refuses each task by itself, and none of more than 100', async () => {
      const query = `mutation ($tasks: [CreateTaskInput!]!) {
        createTaskBatch(tasks: $tasks) { index status task { taskName } problem { code fieldErrors { path } } }
      }`;
      const tasks = [plainTask, { ...plainTask, maxRetry: 1_000 }];
      expect((await data(query, { tasks })).createTaskBatch).toEqual([
        { index: 0, status: 201, task: { taskName: 'a task' }, problem: null },
        {
          index: 1,
          status: 400,
          task: null,
          problem: { code: 'request.invalid', fieldErrors: [{ path: 'maxRetry' }] },
        },
      ]);
      const error = await errorOf(query, { tasks: Array.from({ length: 101 }, () => plainTask) });
      expect(error.extensions).toMatchObject({ code: 'request.invalid', fieldErrors: [{ path: 'tasks' }] });
    });

    test('runTask with a payload of its own, cancelTask, retryTask, pauseTask, resumeTask', async () => {
      const { createTask: task } = await data(createTask, {
        input: { ...plainTask, taskSchedule: '0 0 * * *' },
      });
      const { runTask } = await data(
        'mutation ($id: ID!) { runTask(id: $id, jsonPayload: { deep: [1, { x: null }] }) { id runStatus task { taskStatus } } }',
        task,
      );
      expect(runTask).toMatchObject({ runStatus: 'PENDING', task: { taskStatus: 'RUNNING' } });
      const { cancelTask } = await data(
        'mutation ($id: ID!) { cancelTask(id: $id) { cancelled task { activeRuns lastRun { runStatus } } } }',
        task,
      );
      expect(cancelTask).toEqual({
        cancelled: 1,
        task: { activeRuns: 0, lastRun: { runStatus: 'CANCELLED' } },
      });
      const { pauseTask } = await data(
        'mutation ($id: ID!) { pauseTask(id: $id, reason: "why") { taskStatus pauseReason nextRuns } }',
        task,
      );
      expect(pauseTask).toEqual({ taskStatus: 'PAUSED', pauseReason: 'why', nextRuns: [] });
      const { resumeTask } = await data(
        'mutation ($id: ID!) { resumeTask(id: $id, missed: SKIP) { taskStatus } }',
        task,
      );
      expect(resumeTask).toEqual({ taskStatus: 'READY' });
      const refused = await errorOf('mutation ($id: ID!) { retryTask(id: $id) { id } }', task);
      expect(refused.extensions.code).toBe('task.state_conflict');
      const failed = await insertTask(api.database.pool, { taskStatus: 'failed' });
      await insertRun(api.database.pool, failed, {
        runStatus: 'failed',
        finishedAt: new Date().toISOString(),
      });
      const { retryTask } = await data(
        'mutation ($id: ID!) { retryTask(id: $id) { taskStatus lastRun { trigger } } }',
        {
          id: failed.id,
        },
      );
      expect(retryTask).toEqual({ taskStatus: 'RUNNING', lastRun: { trigger: 'RETRY' } });
    });

    test('cleanupOld and timeoutStale', async () => {
      expect(
        await data('mutation { cleanupOld { dropped } timeoutStale { retrying failed abandoned } }'),
      ).toEqual({
        cleanupOld: { dropped: [] },
        timeoutStale: { retrying: 0, failed: 0, abandoned: 0 },
      });
    });

    test('every change is in the audit log, refusals and reads are not', async () => {
      const { createTask: task } = await data(createTask, { input: plainTask });
      await data('query ($id: ID!) { task(id: $id) { id } }', task);
      await errorOf('mutation ($id: ID!) { retryTask(id: $id) { id } }', task);
      await data('mutation ($id: ID!) { pauseTask(id: $id) { id } }', task);
      const { body } = await api.request.get('/api/audit').query({ subjectId: task.id });
      expect(body.items.map(({ action, actor }: Record<string, string>) => [action, actor])).toEqual([
        ['pauseTask', 'this machine'],
        ['createTask', 'this machine'],
      ]);
      const { rows } = await api.database.pool.query("select from audit_log where action ilike '%graphql%'");
      expect(rows).toEqual([]);
    });
  });

  describe('refusals', () => {
    test('a field of the input: the code and the fields that REST names, and the request id', async () => {
      const input = { ...plainTask, maxRetry: 101, webhookUrl: 'ftp://x' };
      const answer = await api.request
        .post('/graphql')
        .set('x-request-id', 'r-1')
        .send({ query: createTask, variables: { input } });
      const { body: rest } = await api.request.post('/api/tasks').send(input);
      expect(answer.body.errors[0].extensions).toEqual({
        code: 'request.invalid',
        fieldErrors: rest.fieldErrors,
        requestId: 'r-1',
        docsUrl: rest.docsUrl,
      });
      expect(answer.body.errors[0]).toMatchObject({ message: rest.detail, path: ['createTask'] });
    });

    test.each([
      ['an unknown task', `{ task(id: "${unknownId}") { id } }`, 'task.not_found'],
      ['an unknown run', `{ run(id: "${unknownId}") { id } }`, 'run.not_found'],
      ['an id that is none', '{ task(id: "1") { id } }', 'request.invalid'],
      ['more than 100 of a list', '{ tasks(limit: 101) { nextCursor } }', 'request.invalid'],
      ['less than one of a list', '{ runs(limit: 0) { nextCursor } }', 'request.invalid'],
      ['a cursor that is none', '{ tasks(cursor: "x") { nextCursor } }', 'request.invalid'],
      [
        'a schedule that is none',
        `mutation { createTask(input: { taskName: "a", webhookUrl: "http://r.test", taskSchedule: "61 * * * *" }) { id } }`,
        'schedule.invalid',
      ],
      [
        'a payload with a number that receivers cannot read',
        `mutation { createTask(input: { taskName: "a", webhookUrl: "http://r.test", jsonPayload: 1e400 }) { id } }`,
        'request.invalid',
      ],
      [
        'a variable of the wrong type',
        'query { tasks(filter: { status: [NONE] }) { nextCursor } }',
        'request.invalid',
      ],
    ])('%s', async (_, query, code) => {
      expect((await errorOf(query)).extensions.code).toBe(code);
    });

    test('a bug tells nothing but the request id', async () => {
      await api.database.pool.query('alter table tasks rename column task_name to secret_column');
      const error = await errorOf('{ tasks { nextCursor } }').finally(() =>
        api.database.pool.query('alter table tasks rename column secret_column to task_name'),
      );
      expect(error.extensions).toMatchObject({ code: 'server.failed', fieldErrors: [] });
      expect(JSON.stringify(error)).not.toMatch(/task_name|secret_column|does not exist|stack/);
    });
  });

  test('thirty tasks with their last runs, those runs’ attempts and tasks take five statements', async () => {
    const tag = `t${newId()}`;
    const names = [tag];
    for (let index = 0; index < 30; index += 1) {
      const task = await insertTask(api.database.pool, { tags: [tag] });
      const run = await insertRun(api.database.pool, task);
      names.push(task.id, run.id);
    }
    const statements: string[] = [];
    const { pool } = api.database;
    const original = pool.query.bind(pool);
    pool.query = ((...given: Parameters<typeof original>) => {
      statements.push(JSON.stringify(given[0]));
      return original(...given);
    }) as typeof pool.query;
    const { tasks } = await data(
      `query ($tag: String) { tasks(filter: { tag: $tag }, limit: 30) { items { id lastRun { id attempts { id } task { id } } } } }`,
      { tag },
    ).finally(() => (pool.query = original));
    expect(
      tasks.items.filter(
        (task: { id: string; lastRun: { task: { id: string } } }) => task.lastRun.task.id === task.id,
      ),
    ).toHaveLength(30);
    // Whatever the API reads for itself meanwhile names nothing of what was made here.
    const reads = statements.filter((statement) => names.some((name) => statement.includes(name)));
    expect(reads).toHaveLength(5);
  });
});
