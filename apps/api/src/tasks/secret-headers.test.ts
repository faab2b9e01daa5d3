import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { insertRun } from '@carillon/db/testing';
import { givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi } from '../testing/api.js';
import { closeSockets, connectSocket } from '../testing/sockets.js';
import { until, WebhookSink } from '@carillon/testkit';

type Bearer = { authorization: string };

const canary = 'canary-of-a-header';
const written = {
  Authorization: `Bearer ${canary}`,
  cookie: `id=${canary}`,
  'X-Api-Key': canary,
  'x-auth-token': canary,
  'x-secret': 'Bearer {{secret:billing}}',
  'x-team': 'billing',
};
const masked = {
  Authorization: '[redacted]',
  cookie: '[redacted]',
  'X-Api-Key': '[redacted]',
  'x-auth-token': '[redacted]',
  'x-secret': 'Bearer {{secret:billing}}',
  'x-team': 'billing',
};

describeApi('secret headers of a task', () => {
  let api: TestApi;
  let sink: WebhookSink;
  let id: string;
  let runId: string;
  let viewer: Bearer;
  let operator: Bearer;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false, outboundAllow: ['127.0.0.1'] });
    sink = await WebhookSink.start({ answer: { body: `you sent Bearer ${canary} and ${canary}` } });
    viewer = (await givenUser(api, 'viewer')).bearer;
    operator = (await givenUser(api, 'operator')).bearer;
    const made = await api.request
      .post('/api/tasks')
      .set({ ...operator, 'idempotency-key': 'one' })
      .send({ ...plainTask, httpHeaders: written, webhookUrl: sink.url('/hook'), start: 'manual' });
    expect([made.status, made.body.httpHeaders]).toEqual([201, masked]);
    id = made.body.id;
    runId = (await insertRun(api.database.pool, { id })).id;
  });
  afterAll(async () => {
    closeSockets();
    await api.close();
    await sink.close();
  });

  const patch = (body: object) => api.request.patch(`/api/tasks/${id}`).set(operator).send(body);
  /** What a receiver gets of them. */
  const sent = async (body: object = {}): Promise<Record<string, unknown>> => {
    const count = sink.requests.length;
    const answer = await api.request
      .post('/api/tasks/test-request')
      .set(operator)
      .send({ taskId: id, ...body });
    expect([answer.status, answer.body.ok]).toEqual([200, true]);
    expect(answer.text).not.toContain(canary);
    return sink.requests[count]!.headers;
  };
  const asSent = Object.fromEntries(
    Object.entries(written).map(([name, value]) => [name.toLowerCase(), value]),
  );

  const graphql = async (query: string, bearer: Bearer) => {
    const { body } = await api.request.post('/graphql').set(bearer).send({ query });
    expect(body.errors).toBeUndefined();
    return body.data;
  };
  const task = '{ httpHeaders }';
  const doors: Record<string, (bearer: Bearer) => Promise<unknown>> = {
    'GET /api/tasks/:id': async (bearer) =>
      (await api.request.get(`/api/tasks/${id}`).set(bearer)).body.httpHeaders,
    'GET /api/tasks': async (bearer) =>
      (await api.request.get('/api/tasks').set(bearer)).body.items[0].httpHeaders,
    'GET /api/exports/tasks.json': async (bearer) =>
      JSON.parse((await api.request.get('/api/exports/tasks.json').set(bearer)).text)[0].httpHeaders,
    'GraphQL task': async (bearer) =>
      (await graphql(`{ task(id: "${id}") ${task} }`, bearer)).task.httpHeaders,
    'GraphQL tasks': async (bearer) =>
      (await graphql(`{ tasks { items ${task} } }`, bearer)).tasks.items[0].httpHeaders,
    'GraphQL task of a run': async (bearer) =>
      (await graphql(`{ run(id: "${runId}") { task ${task} } }`, bearer)).run.task.httpHeaders,
  };

  test.each(Object.entries(doors))('are shown to nobody by %s', async (_, read) => {
    expect(await read(viewer)).toEqual(masked);
    expect(await read(operator)).toEqual(masked);
  });

  test('stand in no row of the database', async () => {
    await patch({ httpHeaders: written }).expect(200);
    const { rows: tables } = await api.database.pool.query<{ name: string }>(
      "select format('%I', tablename) as name from pg_tables where schemaname = 'public'",
    );
    for (const { name } of tables) {
      const { rows } = await api.database.pool.query({
        text: `select t::text as row from ${name} t where t::text like $1`,
        values: [`%${canary}%`],
      });
      expect([name, rows]).toEqual([name, []]);
    }
  });

  test('stand in nothing else that is read: table, history, runs, events', async () => {
    const socket = await connectSocket(api, viewer.authorization.replace('Bearer ', ''));
    const paths = [
      '/api/exports/tasks.csv',
      `/api/tasks/${id}/history`,
      `/api/tasks/${id}/runs`,
      `/api/tasks/${id}/logs`,
      `/api/runs/${runId}`,
      '/api/exports/runs.json',
      '/api/statistics/task-facets',
    ];
    for (const path of paths) {
      const { status, text } = await api.request.get(path).set(operator);
      expect([path, status]).toEqual([path, 200]);
      expect(text).not.toContain(canary);
    }
    await patch({ httpHeaders: written }).expect(200);
    await until(() => socket.of('task.updated').length > 0, { what: 'the change is told' });
    expect(JSON.stringify(socket.received)).not.toContain(canary);
  });

  test('are sent as they were written', async () => {
    expect(await sent()).toMatchObject(asSent);
  });

  test('stay as they are where what is shown is sent back, beside others that change', async () => {
    const changed = await patch({ httpHeaders: { ...masked, cookie: 'id=another', 'x-team': 'sales' } });
    expect([changed.status, changed.body.httpHeaders]).toEqual([200, { ...masked, 'x-team': 'sales' }]);
    expect(await sent()).toMatchObject({ ...asSent, cookie: 'id=another', 'x-team': 'sales' });
    await patch({ httpHeaders: written }).expect(200);
  });

  test('are taken from the task by a test request with what is shown', async () => {
    const httpHeaders = { authorization: '[redacted]', 'x-team': 'draft' };
    const headers = await sent({ httpHeaders });
    expect(headers).toMatchObject({ authorization: written.Authorization, 'x-team': 'draft' });
    expect(headers).not.toHaveProperty('cookie');
  });

  test('keep what names a stored secret in use', async () => {
    const admin = (await givenUser(api, 'admin')).bearer;
    await api.request.post('/api/secrets').set(admin).send({ name: 'USED', value: 'abcdef' }).expect(201);
    const httpHeaders = { authorization: 'Basic abc{{secret:USED}}' };
    const fields = { ...plainTask, httpHeaders, start: 'manual', deliveryOptions: { templates: true } };
    await api.request.post('/api/tasks').set(operator).send(fields).expect(201);
    const refused = await api.request.delete('/api/secrets/USED').set(admin);
    expect([refused.status, refused.body.code]).toEqual([409, 'secret.conflict']);
  });

  test('are looked through for placeholders before they are sealed, where a task is changed too', async () => {
    const fields = { ...plainTask, start: 'manual', deliveryOptions: { templates: true } };
    const { body: other } = await api.request.post('/api/tasks').set(operator).send(fields).expect(201);
    const refused = await api.request
      .patch(`/api/tasks/${other.id}`)
      .set(operator)
      .send({ httpHeaders: { authorization: 'Bearer {{nothing}}' } });
    expect([refused.status, refused.body.fieldErrors?.[0].path]).toEqual([400, 'httpHeaders.authorization']);
  });

  test.each([
    ['[redacted]', 'none is stored'],
    ['sealed:one:abc', 'sealed'],
  ])('are refused with the value %s, and nothing changes', async (value, message) => {
    const httpHeaders = { 'x-other-token': value };
    for (const refused of [
      await patch({ taskName: 'renamed', httpHeaders }),
      await api.request
        .post('/api/tasks')
        .set(operator)
        .send({ ...plainTask, httpHeaders }),
    ]) {
      const { path, message: told } = refused.body.fieldErrors[0];
      expect([refused.status, path]).toEqual([400, 'httpHeaders.x-other-token']);
      expect(told).toContain(message);
    }
    expect((await api.request.get(`/api/tasks/${id}`).set(operator)).body.taskName).toBe(plainTask.taskName);
  });
});
