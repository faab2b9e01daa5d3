import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Task } from '@carillon/domain';
import { newId } from '@carillon/domain';
import type { CarillonProcess } from '@carillon/testkit';
import { freePort, startCarillonProcess, until } from '@carillon/testkit';
import { createSchema } from '../graphql/schema.js';
import { LiveServer } from '../live/live-server.js';
import type { TestUser } from '../testing/accounts.js';
import { givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi } from '../testing/api.js';
import type { Given } from '../testing/given.js';
import { givenFor } from '../testing/given.js';
import { readState } from '../testing/read-state.js';
import { restChanges, restReads } from '../testing/rest-changes.js';
import { closeSockets, connectSocket } from '../testing/sockets.js';
import { auditSubjects } from './audit.schemas.js';

/** The real one, as `carillon up` starts it. */
const dummyWebhook = fileURLToPath(new URL('../../../dummy-webhook/dist/main.js', import.meta.url));

interface Document {
  paths: Record<string, Record<string, { operationId: string }>>;
}

type Mutation = (given: Given) => Promise<{ query: string; variables?: object }> | { query: string };

const create = (field: string) => () => ({
  query: `mutation ($input: CreateTaskInput!) { ${field} }`,
  variables: { input: plainTask },
});
const ofTask =
  (field: string, overrides: Partial<Task> = {}): Mutation =>
  async ({ task }) => ({ query: `mutation ($id: ID!) { ${field} }`, variables: await task(overrides) });

/** A mutation that succeeds for each that there is. */
const mutations: Record<string, Mutation> = {
  createTask: create('createTask(input: $input) { id }'),
  createTaskBatch: create('createTaskBatch(tasks: [$input]) { status }'),
  updateTask: ofTask('updateTask(id: $id, input: { maxRetry: 7 }) { id }'),
  deleteTask: ofTask('deleteTask(id: $id)'),
  runTask: ofTask('runTask(id: $id) { id }'),
  pauseTask: ofTask('pauseTask(id: $id) { id }'),
  resumeTask: ofTask('resumeTask(id: $id) { id }', { taskStatus: 'paused' }),
  retryTask: ofTask('retryTask(id: $id) { id }', { taskStatus: 'failed' }),
  cancelTask: async ({ run }) => ({
    query: 'mutation ($id: ID!) { cancelTask(id: $id) { cancelled } }',
    variables: { id: (await run()).taskId },
  }),
  cleanupOld: async ({ oldPartition }) => {
    await oldPartition();
    return { query: 'mutation { cleanupOld { dropped } }' };
  },
  timeoutStale: async ({ lostRun }) => {
    await lostRun();
    return { query: 'mutation { timeoutStale { failed } }' };
  },
};

/** An event that succeeds for each with which clients change something, and what the audit log calls it. */
const clientEvents: Record<string, { action: string; data: object; prepare?: string }> = {
  send_message: { action: 'sendMessage', data: { body: 'canary: well done' } },
  stop_channel: { action: 'stopChannel', data: {} },
  start_channel: { action: 'startChannel', data: {}, prepare: 'stop_channel' },
};

/** What comes in a request of such an id, from this address, or is about a task of this name, cannot be put on record. */
const fault = `
  create function refuse_entry() returns trigger language plpgsql as $$
  begin
    if new.request_id ~ '^fault' or host(new.ip_address) = '203.0.113.66' or exists (
      select from tasks where id::text = new.subject_id and task_name = 'fault'
    ) then
      raise exception 'the audit log is full';
    end if;
    return new;
  end $$;
  create trigger refuse_entry before insert on audit_log for each row execute function refuse_entry();`;

describeApi('every change', () => {
  let receiver: CarillonProcess;
  let api: TestApi;
  /** Without a user. */
  let fresh: TestApi;
  let admin: TestUser;
  let given: Given;
  let document: Document;
  let operations: Map<string, { method: string; template: string }>;
  beforeAll(async () => {
    const port = await freePort();
    const dummyUrl = `http://127.0.0.1:${port}`;
    receiver = await startCarillonProcess([dummyWebhook], {
      env: {
        CARILLON_DUMMY_PORT: String(port),
        CARILLON_DUMMY_LATENCY_MIN_MS: '0',
        CARILLON_DUMMY_LATENCY_MAX_MS: '0',
      },
      logFile: join(await mkdtemp(join(tmpdir(), 'carillon-audit-')), 'receiver.log'),
    });
    const config = { dummyUrl, outboundAllow: ['127.0.0.1'], trustedProxies: ['127.0.0.1', '::1'] };
    api = await startTestApi(config);
    fresh = await startTestApi();
    for (const { database } of [api, fresh]) await database.pool.query(fault);
    admin = await givenUser(api, 'admin');
    given = givenFor(api, admin, dummyUrl);
    document = (await api.request.get('/api/openapi.json')).body;
    operations = operationsOf(document);
  }, 30_000);
  afterEach(closeSockets);
  afterAll(async () => {
    await Promise.all([api.close(), fresh.close()]);
    await receiver.end('SIGTERM');
  });

  /** Sends the request of an operation; what it needs is made first. */
  async function send(operationId: string, requestId: string) {
    const { method, template } = operations.get(operationId)!;
    const change = await restChanges[operationId]!(given);
    const { params = {}, body = {}, headers, isFirst, action = operationId } = change;
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name]!));
    const on = isFirst ? fresh : api;
    const before = await stateOf(on);
    const answer = await on.request[method as 'post'](path)
      .set(headers ?? admin.bearer)
      .set('x-request-id', requestId)
      .send(body);
    return { answer, on, before, action };
  }

  async function ask(mutation: string, requestId: string) {
    const request = await mutations[mutation]!(given);
    const before = await stateOf(api);
    const headers = { ...admin.bearer, 'x-request-id': requestId };
    const { body } = await api.request.post('/graphql').set(headers).send(request);
    return { errors: body.errors, before };
  }

  const entriesOf = async (on: TestApi, requestId: string) => {
    const text = 'select actor, action, subject_id, details from audit_log where request_id = $1';
    return (await on.database.pool.query(text, [requestId])).rows;
  };

  const stateOf = (on: TestApi) => readState(on, on === api ? admin.bearer : {});

  test('there is a test of each, or a reason why the audit log does not tell of it', () => {
    expect(Object.keys(restReads).filter((id) => id in restChanges)).toEqual([]);
    expect([...operations.keys()].sort()).toEqual([...Object.keys({ ...restChanges, ...restReads })].sort());
    const fields = Object.keys(createSchema().getMutationType()!.getFields());
    expect(fields.sort()).toEqual(Object.keys(mutations).sort());
    const events = [...api.app.get(LiveServer).clientEvents.values()].filter(({ role }) => role !== 'viewer');
    expect(events.map(({ name }) => name).sort()).toEqual(Object.keys(clientEvents).sort());
  });

  describe('leaves one entry', () => {
    test.each(Object.keys(restChanges))('over REST: %s', async (operationId) => {
      const requestId = newId();
      const { answer, on, action } = await send(operationId, requestId);
      expect([answer.status < 300, answer.text]).toEqual([true, answer.text]);
      const entries = await entriesOf(on, requestId);
      expect(entries.map((entry) => entry.action)).toEqual([action]);
      expect(JSON.stringify(entries)).not.toContain('canary');
    });

    test.each(Object.keys(mutations))('over GraphQL: %s', async (mutation) => {
      const requestId = newId();
      expect((await ask(mutation, requestId)).errors).toBeUndefined();
      expect((await entriesOf(api, requestId)).map(({ action }) => action)).toEqual([mutation]);
    });

    test.each(Object.keys(clientEvents))('over a socket: %s', async (name) => {
      const { action, data, prepare } = clientEvents[name]!;
      const channel = await newChannel();
      const client = await connectFrom('203.0.113.7');
      if (prepare !== undefined) await client.ask(prepare, { channel });
      expect(await client.ask(name, { channel, ...data })).toMatchObject({ ok: true });
      const { rows } = await api.database.pool.query(
        'select actor, details, host(ip_address) as ip from audit_log where subject_id = $1 and action = $2',
        [channel, action],
      );
      const details = action === 'sendMessage' ? { length: 17 } : {};
      expect(rows).toEqual([{ actor: admin.email, details, ip: '203.0.113.7' }]);
    });
  });

  test('is about one of the kinds that the document names, and each of them is used', async () => {
    const text = 'select distinct subject_type as kind from audit_log';
    const read = async ({ database }: TestApi) => (await database.pool.query(text)).rows;
    const kinds = [...(await read(api)), ...(await read(fresh))].map(({ kind }) => kind);
    expect([...new Set(kinds)].sort()).toEqual([...auditSubjects].sort());
  });

  describe('is undone when its entry cannot be written, and the answer is an error', () => {
    test.each(Object.keys(restChanges).filter((id) => id !== 'setupSession'))(
      'over REST: %s',
      async (operationId) => {
        const { answer, on, before } = await send(operationId, `fault-${newId()}`);
        expect([answer.status, answer.body.code]).toEqual([500, 'server.failed']);
        expect(await stateOf(on)).toEqual(before);
      },
    );

    test.each(Object.keys(mutations))('over GraphQL: %s', async (mutation) => {
      const { errors, before } = await ask(mutation, `fault-${newId()}`);
      expect(errors[0].extensions.code).toBe('server.failed');
      expect(await stateOf(api)).toEqual(before);
    });

    test.each(Object.keys(clientEvents))('over a socket: %s', async (name) => {
      const { data, prepare } = clientEvents[name]!;
      const channel = await newChannel();
      if (prepare !== undefined) await (await connectFrom('203.0.113.7')).ask(prepare, { channel });
      const client = await connectFrom('203.0.113.66');
      const before = await stateOf(api);
      const answer = await client.ask(name, { channel, ...data });
      expect(answer).toMatchObject({ ok: false, error: { status: 500, code: 'server.failed' } });
      expect(await stateOf(api)).toEqual(before);
    });

    test('by a bulk operation: of one task, not of the others', async () => {
      const [bad, good] = [await given.task({ taskName: 'fault' }), await given.task()];
      const body = { action: 'pause', ids: [bad.id, good.id] };
      const { id } = await given.call('post', '/api/bulk-operations', body);
      const read = async (path: string) => (await api.request.get(`/api/${path}`).set(admin.bearer)).body;
      await until(async () => (await read(`bulk-operations/${id}`)).bulkStatus === 'completed', {
        what: 'it is completed',
      });
      expect(await read(`bulk-operations/${id}`)).toMatchObject({
        ...{ done: 1, failed: 1, errors: [{ taskId: bad.id, code: 'server.failed' }] },
      });
      expect((await read(`tasks/${bad.id}`)).taskStatus).toBe('ready');
      expect((await read(`tasks/${good.id}`)).taskStatus).toBe('paused');
    });

    test('the first administrator', async () => {
      const empty = await startTestApi();
      try {
        await empty.database.pool.query(fault);
        const before = await empty.database.pool.query('select count(*) from users');
        const { status } = await empty.request
          .post('/api/auth/setup')
          .set('x-request-id', 'fault')
          .send({ email: 'first@carillon.test', password: 'the first password' });
        const after = await empty.database.pool.query('select count(*) from users');
        expect([status, after.rows]).toEqual([500, before.rows]);
      } finally {
        await empty.close();
      }
    });
  });

  test('is made with another method than GET, which leaves everything as it was', async () => {
    const task = await given.task();
    const bulk = await given.call('post', '/api/bulk-operations', { action: 'pause', ids: [task.id] });
    const channel = await given.made('alert-channels', given.chat);
    const blackout = await given.made('blackouts', { schedule: '0 2 * * *', durationMs: 3_600_000 });
    const view = await given.made('saved-views', { page: '/tasks', query: '' });
    const lane = await given.lane();
    const held = await given.heldRun(lane);
    const badge: { path: string } = await given.call('post', `/api/tasks/${task.id}/badge`);
    /** The names in paths, by the noun before them. */
    const names: Record<string, string> = {
      ...{ tasks: task.id, runs: (await given.run()).id, 'bulk-operations': bulk.id },
      ...{ 'alert-channels': channel.id, blackouts: blackout.id, lanes: lane },
      ...{ held: held.id, badges: badge.path.replace(/^.*\/|\.svg$/g, '') },
      ...{ users: admin.id, 'saved-views': view.id, secrets: await given.secret() },
      ...{ channels: await newChannel(), 'tasks.': 'csv', 'runs.': 'json', 'audit.': 'csv' },
    };
    const queries: Record<string, object> = {
      '/api/calendar': { from: '2030-01-01T00:00:00Z', to: '2030-01-02T00:00:00Z' },
      '/api/statistics/histogram': { of: 'duration' },
      '/api/statistics/recent-runs': { taskIds: task.id },
    };
    const read = async (path: string) => (await api.request.get(path).set(admin.bearer)).body;
    await until(async () => (await read(`/api/bulk-operations/${bulk.id}`)).bulkStatus === 'completed', {
      what: 'the bulk operation is done',
    });
    // A provider of OpenID Connect sends browsers back with GET: oidc.test.ts looks what that leaves.
    const templates = Object.keys(document.paths).filter(
      (path) => 'get' in document.paths[path]! && !path.startsWith('/api/auth/oidc/'),
    );
    expect(templates.length).toBeGreaterThanOrEqual(45);
    const before = await stateOf(api);
    const faults: unknown[] = [];
    for (const template of templates) {
      const path = template.replace(/([\w-]+)(\/|\.)\{\w+\}/g, (_, noun: string, mark: string) => {
        return `${noun}${mark}${names[mark === '.' ? `${noun}.` : noun]}`;
      });
      const answer = await api.request
        .get(path)
        .query(queries[template] ?? {})
        .set(admin.bearer);
      if (answer.status !== 200) faults.push(`${path}: ${answer.status} ${answer.text}`);
      else if (!isDeepStrictEqual(await stateOf(api), before)) faults.push(`${path} has changed something`);
    }
    expect(faults).toEqual([]);
  });

  async function newChannel(): Promise<string> {
    const name = `c${newId()}`;
    await given.call('post', '/api/channels', { name });
    return name;
  }
  const connectFrom = (address: string) =>
    connectSocket(api, admin.accessToken, { extraHeaders: { 'x-forwarded-for': address } });
});

/** What the document says with which methods and where, for all that may change something. */
function operationsOf({ paths }: Document) {
  return new Map(
    Object.entries(paths).flatMap(([template, methods]) =>
      Object.entries(methods)
        .filter(([method]) => method !== 'get')
        .map(([method, { operationId }]) => [operationId, { method, template }] as const),
    ),
  );
}
