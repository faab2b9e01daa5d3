import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { until, WebhookSink } from '@carillon/testkit';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';
import { closeSockets, connectSocket, openSocket, refusalOf } from '../testing/sockets.js';

const canary = (name: string) => `canary${name}x7f3`;

describeApi('no secret of a request', () => {
  let api: TestApi;
  let sink: WebhookSink;
  let folder: string;
  /** What the API says to whoever may see no secret: refusals, failures, metrics. */
  const said: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carillon-redaction-'));
    sink = await WebhookSink.start();
    api = await startTestApi({ logDir: folder, logLevel: 'debug', outboundAllow: ['127.0.0.1'] });
  });
  afterAll(async () => {
    closeSockets();
    await api.close();
    await sink.close();
    await rm(folder, { recursive: true });
  });

  const post = async (path: string, body: object | string, headers: Record<string, string> = {}) => {
    const asking = api.request.post(path).set('content-type', 'application/json').set(headers);
    const answer = await asking.send(typeof body === 'string' ? body : JSON.stringify(body));
    if (answer.status >= 400) said.push(JSON.stringify(answer.headers), answer.text);
    return answer;
  };

  test('is in a log, a refusal or a metric', async () => {
    const task = { taskName: 'a task', webhookUrl: 'http://receiver.test/hook' };
    const jwt = `eyJhbGciOiJIUzI1NiJ9.${canary('Jwt')}.${canary('Jwt')}`;
    await post('/api/auth/login', { email: 'a@example.org', password: canary('Password') });
    await post('/api/auth/setup', { token: canary('SetupToken'), email: 'no', password: canary('Password') });
    await post('/api/tasks', task, { authorization: `Bearer ${jwt}` });
    await post('/api/tasks', task, {
      authorization: `Bearer cak_0123456789ab_${canary('ApiKey').padEnd(43, 'a')}`,
    });
    await post('/api/tasks', task, { authorization: `Basic ${canary('Basic')}` });
    await post('/api/tasks', { ...task, taskName: '' }, { cookie: `carillon_session=${canary('Cookie')}` });
    await post(`/api/tasks?token=${canary('Query')}`, { ...task, taskSchedule: 'nonsense' });
    await post('/api/tasks', {
      ...task,
      webhookUrl: `ftp://user:${canary('UrlPassword')}@host/?q=${canary('UrlQuery')}`,
    });
    await post('/api/tasks', { ...task, jsonPayload: { secret: canary('Payload') }, timeoutMs: -1 });
    await post('/api/tasks', { ...task, httpHeaders: { authorization: canary('Header'), 'bad name': 'x' } });
    await post('/api/secrets', { name: 'bad name!', value: canary('Secret') });
    // The form of a refused one; one that is taken stands in secret-fields.test.ts.
    await post('/api/signing-secrets', { name: 'signer', secret: `whsec_${canary('Signing')}` });
    await post('/graphql', {
      query: `mutation ($input: CreateTaskInput!) { createTask(input: $input) { id } }`,
      variables: { input: { ...task, jsonPayload: canary('Variable'), unknown: canary('Variable') } },
    });
    await post('/graphql', {
      query: 'mutation ($input: CreateTaskInput!) { createTask(input: $input) { id } }',
      variables: {
        input: {
          ...task,
          jsonPayload: { value: canary('Variable') },
          taskName: { secret: canary('Variable') },
        },
      },
    });
    const board = api.request.get(`/admin/queues/api/queues?token=${canary('Board')}`);
    await board.set({
      authorization: `Bearer ${canary('Board')}`,
      cookie: `carillon_session=${canary('Board')}`,
    });
    said.push(JSON.stringify(await refusalOf(openSocket(api, { auth: { token: canary('SocketToken') } }))));
    const socket = await connectSocket(api);
    for (const event of ['send_message', 'join_channel', canary('Event')]) {
      const asked = socket.ask(event, {
        channel: 'nowhere',
        body: canary('Message'),
        token: canary('Message'),
      });
      said.push(JSON.stringify(await asked.catch((error: Error) => error.message)));
    }
    await socket.ask('send_message', { channel: 'general', body: canary('Message') });
    await post(
      `/api/runs/${unknownId}/status`,
      { status: 'nonsense', result: canary('Result') },
      {
        authorization: `Bearer crt_${canary('RunToken')}`,
      },
    );
    await post('/api/tasks/test-request', {
      ...task,
      webhookUrl: sink.url(`/hook?token=${canary('SentQuery')}`),
      httpHeaders: { authorization: `Bearer ${canary('SentHeader')}` },
      jsonPayload: { value: canary('SentPayload') },
    });
    expect(sink.requests[0]).toMatchObject({ body: expect.stringContaining(canary('SentPayload')) });
    await post(`/api/runs/0190b5c2-0000-7000-8000-000000000000/status?key=${canary('Query')}`, '{}');
    await post('/api/auth/login', `{"password": ${canary('Broken')}`);
    // A bug, and the words that PostgreSQL has for it, which quote what it was given.
    await api.database.pool.query('alter table tasks rename to tasks_gone');
    const bug = await post('/api/tasks', { ...task, jsonPayload: { value: canary('BugPayload') } });
    expect(bug.status).toBe(500);
    await api.database.pool.query('alter table tasks_gone rename to tasks');
    said.push((await api.request.get('/metrics')).text, (await api.request.get('/api/health')).text);
    const logs = await until(
      async () => {
        const text = await readLogs();
        return text.includes('"path":"/metrics"') && text;
      },
      { what: 'everything is logged' },
    );
    expect(logs).toContain(String(bug.headers['x-request-id']));
    expect(said.length).toBeGreaterThan(20);
    // Random bytes would do as well: nothing that was secret may be found again.
    expect([logs, ...said].flatMap((text) => text.match(/.{0,60}canary\w+/g) ?? [])).toEqual([]);
  });

  test('and no answer holds what is kept in its place: the tests watch all of them', async () => {
    const { body } = await api.request
      .post('/api/tasks')
      .send({ taskName: 'a task', webhookUrl: 'http://receiver.test/hook', jsonPayload: 1 });
    for (const name of ['passwordHash', 'key_hash', 'tokenHash', 'sealed_value', '$argon2id$v=19']) {
      await api.database.pool.query('update tasks set task_name = $2 where id = $1', [body.id, name]);
      await expect(api.request.get(`/api/tasks/${body.id}`).then()).rejects.toThrow(name.slice(0, 7));
    }
  });

  test('and every line about a request names it', async () => {
    const lines = (await readLogs())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const about = lines.filter(({ message }) => message === 'Request' || message === 'A request failed');
    expect(about.length).toBeGreaterThan(10);
    expect(about.filter(({ requestId }) => typeof requestId !== 'string')).toEqual([]);
  });

  async function readLogs(): Promise<string> {
    const files = await readdir(folder);
    return (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('');
  }
});
