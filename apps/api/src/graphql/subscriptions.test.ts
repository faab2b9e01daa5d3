import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { revokeApiKey } from '@carillon/db';
import { insertRun, insertTask } from '@carillon/db/testing';
import { runUpdated } from '@carillon/domain';
import { until } from '@carillon/testkit';
import { givenApiKey, givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';
import { Subscriptions } from './subscriptions.js';

/** A subscription as a client reads it. */
interface Stream {
  status: number;
  text: () => string;
  values: () => object[];
  isEnded: () => boolean;
  leave: () => void;
}

describeApi('subscriptions', () => {
  let api: TestApi;
  let viewer: { authorization: string };
  const opened: Stream[] = [];
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
    viewer = (await givenUser(api, 'viewer')).bearer;
  });
  afterEach(async () => {
    for (const stream of opened.splice(0)) stream.leave();
    await until(() => api.app.get(Subscriptions).size === 0, { what: 'every stream is closed' });
  });
  afterAll(() => api.close());

  const subscribe = async (query: string, headers: object = viewer): Promise<Stream> => {
    const request = httpRequest(new URL('/graphql', api.url), {
      method: 'POST',
      headers: { ...headers, accept: 'text/event-stream', 'content-type': 'application/json' },
    });
    request.on('error', () => undefined);
    request.end(JSON.stringify({ query }));
    const response = await new Promise<IncomingMessage>((resolve) => request.on('response', resolve));
    let text = '';
    let isEnded = false;
    response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    response.on('close', () => (isEnded = true)).on('error', () => undefined);
    const stream = {
      status: response.statusCode!,
      text: () => text,
      values: () => [...text.matchAll(/^data: (\{.*)$/gm)].map((match) => JSON.parse(match[1]!)),
      isEnded: () => isEnded,
      leave: () => request.destroy(),
    };
    opened.push(stream);
    return stream;
  };
  const open = async (query: string, headers: object = viewer) => {
    const before = api.app.get(Subscriptions).size;
    const stream = await subscribe(query, headers);
    await until(() => api.app.get(Subscriptions).size > before, { what: 'the stream is open' });
    return stream;
  };
  const runsOf = (taskId: string) =>
    `subscription { runUpdated(taskId: "${taskId}") { id status run { runStatus task { id } } } }`;
  const queue = 'subscription { queueUpdated { paused lag { dueRuns } } }';

  test('runUpdated tells of the runs of its task, as they are by then, and of no other', async () => {
    const [task, other] = [await insertTask(api.database.pool), await insertTask(api.database.pool)];
    const run = await insertRun(api.database.pool, task);
    const stranger = await insertRun(api.database.pool, other);
    const stream = await open(runsOf(task.id));
    expect(stream.status).toBe(200);
    const at = new Date().toISOString();
    api.events.publish([
      runUpdated({ id: stranger.id, taskId: other.id, fence: 1 }, 'running', at),
      runUpdated({ id: run.id, taskId: task.id, fence: 1 }, 'running', at),
    ]);
    await until(() => stream.values().length > 0, { what: 'the event arrives' });
    await api.database.pool.query("update task_runs set run_status = 'running' where id = $1", [run.id]);
    api.events.publish([runUpdated({ id: run.id, taskId: task.id, fence: 1 }, 'completed', at)]);
    await until(() => stream.values().length > 1, { what: 'the second event arrives' });
    const told = { id: run.id, run: { task: { id: task.id } } };
    expect(stream.values()).toMatchObject([
      { data: { runUpdated: { ...told, status: 'RUNNING', run: { runStatus: 'PENDING' } } } },
      { data: { runUpdated: { ...told, status: 'COMPLETED', run: { runStatus: 'RUNNING' } } } },
    ]);
  });

  test('queueUpdated tells the state at once, and when the queue is paused', async () => {
    const admin = (await givenUser(api, 'admin')).bearer;
    const stream = await open(queue);
    await until(() => stream.values().length === 1, { what: 'the state arrives' });
    await api.request.post('/api/queue/pause').set(admin);
    await until(() => stream.values().length === 2, { what: 'the pause arrives' });
    await api.request.post('/api/queue/resume').set(admin);
    expect(stream.values()).toMatchObject([
      { data: { queueUpdated: { paused: false } } },
      { data: { queueUpdated: { paused: true } } },
    ]);
  });

  test('queueUpdated comes every five seconds although nobody has changed it', async () => {
    const stream = await open(queue);
    await until(() => stream.values().length === 1, { what: 'the state arrives' });
    const startedAt = performance.now();
    await until(() => stream.values().length === 3, { what: 'it comes by itself', timeoutMs: 30_000 });
    expect(performance.now() - startedAt).toBeGreaterThan(8_000);
  });

  test('runUpdated ends when events were lost, so that nobody waits for what will not come', async () => {
    const task = await insertTask(api.database.pool);
    const stream = await open(runsOf(task.id));
    api.events.publish([{ type: 'events.missed', at: new Date().toISOString() }]);
    await until(() => stream.isEnded(), { what: 'the stream ends' });
    expect(stream.text()).toMatch(/event: complete/);
  });

  test('a silent stream has a heartbeat', async () => {
    const task = await insertTask(api.database.pool);
    const stream = await open(runsOf(task.id));
    await until(() => stream.text().split(':\n\n').length > 2, { what: 'a second heartbeat' });
  });

  test('a stream ends when the credential does', async () => {
    const key = await givenApiKey(api, { expiresAt: new Date(Date.now() + 1_500).toISOString() });
    const stream = await open(queue, key.bearer);
    expect(stream.isEnded()).toBe(false);
    await until(() => stream.isEnded(), { what: 'the stream ends' });
    expect(stream.text()).toMatch(/event: complete/);
  });

  test('a stream ends soon after its key was revoked; others are not concerned', async () => {
    const key = await givenApiKey(api, { role: 'viewer' });
    const timers = jest.spyOn(globalThis, 'setInterval');
    const stream = await open(queue, key.bearer);
    const look = timers.mock.calls.find(([, everyMs]) => everyMs === 30_000)![0];
    timers.mockRestore();
    const other = await open(queue);
    look();
    await until(() => stream.values().length === 2, { what: 'it goes on while the key holds' });
    await revokeApiKey(api.database.pool, { id: key.id, ownerId: null });
    look();
    await until(() => stream.isEnded(), { what: 'the stream ends' });
    expect(stream.text()).toMatch(/event: complete/);
    expect(other.isEnded()).toBe(false);
  });

  test('a user has twenty streams at most; one that was left makes room', async () => {
    const { bearer } = await givenUser(api, 'viewer');
    for (let count = 0; count < 20; count += 1) await open(queue, bearer);
    const refused = await subscribe(queue, bearer);
    await until(() => refused.isEnded(), { what: 'the refusal' });
    expect(refused.text()).toMatch(/request\.too_many/);
    await open(queue, (await givenUser(api, 'viewer')).bearer);
    opened[0]!.leave();
    await until(() => api.app.get(Subscriptions).size === 20, { what: 'the stream that was left is closed' });
    await open(queue, bearer);
  });

  describe('refusals', () => {
    test.each([
      ['a task that is not there', runsOf(unknownId), 'task.not_found'],
      ['an id that is none', runsOf('1'), 'request.invalid'],
      [
        'two subscriptions at once',
        'subscription { a: queueUpdated { paused } b: queueUpdated { paused } }',
        'request.invalid',
      ],
      [
        'too deep a selection',
        'subscription { runUpdated(taskId: "1") { run { task { lastRun { task { lastRun { task { lastRun { id } } } } } } } } }',
        'request.too_complex',
      ],
    ])('%s', async (_, query, code) => {
      const stream = await subscribe(query);
      await until(() => stream.isEnded(), { what: 'the answer ends' });
      expect(stream.values()[0]).toMatchObject({ errors: [{ extensions: { code } }] });
    });

    test('nobody that is known: 401', async () => {
      expect((await subscribe(queue, {})).status).toBe(401);
    });

    test('a key without the scope', async () => {
      const key = await givenApiKey(api, { scopes: ['tasks:read'] });
      const stream = await subscribe(runsOf(unknownId), key.bearer);
      await until(() => stream.isEnded(), { what: 'the answer ends' });
      expect(stream.text()).toMatch(/auth\.forbidden/);
    });
  });

  test('the application stops although streams are open', async () => {
    const own = await startTestApi();
    const request = httpRequest(new URL('/graphql', own.url), {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    });
    const ended = new Promise((resolve) =>
      request.on('response', (response: IncomingMessage) => response.resume().on('close', resolve)),
    );
    request.end(JSON.stringify({ query: queue }));
    await until(() => own.app.get(Subscriptions).size === 1, { what: 'the stream is open' });
    await own.close();
    await ended;
  });
});
