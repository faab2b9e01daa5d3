import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi, unknownId } from '../testing/api.js';

interface BadInput {
  what: string;
  body: object;
  path: string;
}

const badSchedules = [
  '0 0 30 2 *',
  '61 * * * *',
  '* * * *',
  '* * * * * * *',
  '*/0 * * * *',
  '5-1 * * * *',
  '1,,2 * * * *',
  'a b c d e',
  '@fortnightly',
  'TZ=UTC 0 0 * * *',
  '',
].map((taskSchedule) => ({
  what: `the schedule "${taskSchedule}"`,
  body: { taskSchedule },
  path: 'taskSchedule',
}));

const badUrls = [
  'ftp://receiver.test/',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'receiver.test/hook',
  'http:receiver.test',
  'http://',
  'http://user:secret@receiver.test/',
  'http://receiver.test/#part',
  'http://receiver.test/a b',
  'http://[::1/',
  `http://receiver.test/${'x'.repeat(2_048)}`,
  7,
].map((webhookUrl) => ({
  what: `the URL ${String(webhookUrl).slice(0, 40)}`,
  body: { webhookUrl },
  path: 'webhookUrl',
}));

const badHeaders = [
  'Host',
  'content-length',
  'Webhook-Signature',
  'bad name',
  'bad:name',
  '',
  '__proto__',
].map((name) => ({
  what: `the header "${name}"`,
  body: { httpHeaders: Object.fromEntries([[name, 'x']]) },
  path: `httpHeaders.${name}`,
}));

let deep: unknown = 1;
for (let depth = 0; depth < 120; depth += 1) deep = [deep];

const badInputs: BadInput[] = [
  ...badSchedules,
  ...badUrls,
  ...badHeaders,
  { what: 'an unknown field', body: { nextRunAt: '2030-01-01T00:00:00Z' }, path: 'nextRunAt' },
  { what: 'a wrong type', body: { maxRetry: '3' }, path: 'maxRetry' },
  { what: 'a negative number of retries', body: { maxRetry: -1 }, path: 'maxRetry' },
  { what: 'too many retries', body: { maxRetry: 101 }, path: 'maxRetry' },
  { what: 'a fraction', body: { timeoutMs: 1_000.5 }, path: 'timeoutMs' },
  { what: 'an empty name', body: { taskName: '' }, path: 'taskName' },
  { what: 'a NUL in a name', body: { taskName: 'a\u0000b' }, path: 'taskName' },
  { what: 'half a surrogate pair in a name', body: { taskName: 'a\ud800' }, path: 'taskName' },
  { what: 'a NUL in the payload', body: { jsonPayload: { a: ['\u0000'] } }, path: 'jsonPayload.a.0' },
  { what: 'a NUL in a key of the payload', body: { jsonPayload: { 'a\u0000': 1 } }, path: 'jsonPayload' },
  { what: 'half a surrogate pair in the payload', body: { jsonPayload: '\udc00' }, path: 'jsonPayload' },
  {
    what: 'a number of many digits where its text is not kept',
    body: { deliveryOptions: { assertion: { type: 'json_path_equals', path: '$.id', value: 2 ** 60 } } },
    path: 'deliveryOptions.assertion.value',
  },
  {
    what: 'a payload that is nested too deep',
    body: { jsonPayload: deep },
    path: 'jsonPayload.0.0.0.0.0.0.0.0.0.0',
  },
  { what: 'a line break in a header', body: { httpHeaders: { x: 'a\r\nb: c' } }, path: 'httpHeaders.x' },
  { what: 'a header given twice', body: { httpHeaders: { x: '1', X: '2' } }, path: 'httpHeaders.X' },
  { what: 'an unknown time zone', body: { timeZone: 'Mars/Olympus' }, path: 'timeZone' },
  {
    what: 'an unknown time zone of a recurring task',
    body: { taskSchedule: '0 * * * *', timeZone: '+02:00' },
    path: 'timeZone',
  },
  { what: 'two plans', body: { taskSchedule: '0 * * * *', runAt: '2999-01-01T00:00:00Z' }, path: 'runAt' },
  { what: 'a plan and a start', body: { taskSchedule: '0 * * * *', start: 'now' }, path: 'start' },
  { what: 'an instant without a zone', body: { runAt: '2999-01-01T00:00:00' }, path: 'runAt' },
  { what: 'a day that does not exist', body: { runAt: '2999-02-30T00:00:00Z' }, path: 'runAt' },
  { what: 'a one-off in the past', body: { runAt: '2020-01-01T00:00:00Z' }, path: 'runAt' },
  { what: 'a distance without a unit', body: { runIn: '10' }, path: 'runIn' },
  {
    what: 'an end before the start',
    body: { startsAt: '2999-01-02T00:00:00Z', endsAt: '2999-01-01T00:00:00Z' },
    path: 'endsAt',
  },
  {
    what: 'an end that leaves no instant',
    body: { taskSchedule: '0 * * * *', endsAt: '2020-01-01T00:00:00Z' },
    path: 'endsAt',
  },
  { what: 'an unknown priority', body: { priority: 'asap' }, path: 'priority' },
  { what: 'too many tags', body: { tags: Array.from({ length: 21 }, () => 'x') }, path: 'tags' },
  { what: 'an impossible status', body: { successStatus: [99] }, path: 'successStatus.0' },
];

describeApi('input that cannot be accepted', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const post = (body: string, type = 'application/json') =>
    api.request.post('/api/tasks').set('content-type', type).send(body);

  describe('400', () => {
    test.each(badInputs)('$what is refused, and named', async ({ body, path }) => {
      const { rows: before } = await api.database.pool.query('select from tasks');
      const answer = await api.request.post('/api/tasks').send({ ...plainTask, ...body });
      expect(answer.status).toBe(400);
      expect(answer.type).toBe('application/problem+json');
      expect(answer.body.fieldErrors.map((fault: { path: string }) => fault.path)).toContain(path);
      expect(answer.body).toMatchObject({ status: 400, requestId: answer.headers['x-request-id'] });
      expect(answer.text).not.toMatch(/node_modules|\bat \w+ \(|select |insert /i);
      const { rows: after } = await api.database.pool.query('select from tasks');
      expect(after).toHaveLength(before.length);
    });

    test.each([
      ['no field', '{}', ['taskName', 'webhookUrl']],
      ['a list', '[]', ['body']],
      ['too deep a list', '['.repeat(50_000) + ']'.repeat(50_000), ['body']],
    ])('a body of %s is refused', async (_, body, paths) => {
      const answer = await post(body);
      expect(answer.status).toBe(400);
      expect(answer.body.fieldErrors.map((fault: { path: string }) => fault.path)).toEqual(paths);
    });

    test.each([
      ['limit', { limit: '0' }],
      ['limit', { limit: '101' }],
      ['limit', { limit: 'x' }],
      ['sort', { sort: 'webhookUrl' }],
      ['status', { status: 'ready,broken' }],
      ['offset', { offset: '10' }],
      ['search', { search: '\u0000' }],
      ['cursor', { cursor: 'nonsense' }],
      ['cursor', { cursor: Buffer.from('["-createdAt","x",""]').toString('base64url') }],
      [
        'cursor',
        { cursor: Buffer.from(`["-createdAt","9999999999999999999","${unknownId}"]`).toString('base64url') },
      ],
      ['cursor', { cursor: Buffer.from(`["createdAt","1","${unknownId}"]`).toString('base64url') }],
    ])('a list with a bad %s is refused: %j', async (path, query) => {
      const answer = await api.request.get('/api/tasks').query(query);
      expect(answer.status).toBe(400);
      expect(JSON.stringify(answer.body.fieldErrors)).toContain(`"path":"${path}`);
    });

    test('a path with a malformed id, and one that cannot be decoded', async () => {
      const malformed = await api.request.get('/api/tasks/7');
      expect([malformed.status, malformed.body.fieldErrors[0].path]).toEqual([400, 'id']);
      const undecodable = await api.request.get('/api/tasks/%ff');
      expect([undecodable.status, undecodable.body.code]).toEqual([400, 'request.invalid']);
    });

    test('a malformed If-Match or Idempotency-Key', async () => {
      const change = await api.request
        .patch(`/api/tasks/${unknownId}`)
        .set('if-match', 'x')
        .send({ maxRetry: 1 });
      expect(change.body.fieldErrors[0].path).toBe('if-match');
      const creation = await api.request.post('/api/tasks').set('idempotency-key', 'a b').send(plainTask);
      expect(creation.body.fieldErrors[0].path).toBe('idempotency-key');
    });

    test('a change that leaves two plans, or changes nothing', async () => {
      const { body: task } = await api.request
        .post('/api/tasks')
        .send({ ...plainTask, taskSchedule: '0 * * * *' });
      const two = await api.request.patch(`/api/tasks/${task.id}`).send({ runAt: '2999-01-01T00:00:00Z' });
      expect([two.status, two.body.fieldErrors[0].path]).toEqual([400, 'runAt']);
      const never = await api.request.patch(`/api/tasks/${task.id}`).send({ taskSchedule: '0 0 31 11 *' });
      expect([never.status, never.body.code]).toEqual([400, 'schedule.invalid']);
      expect((await api.request.patch(`/api/tasks/${task.id}`).send({})).status).toBe(400);
    });

    test('what only the database refuses is a problem too', async () => {
      const { pool } = api.database;
      await pool.query(
        'alter table tasks add constraint tasks_agent_id_strict_check check (agent_id <> $$forbidden$$)',
      );
      const answer = await api.request.post('/api/tasks').send({ ...plainTask, agentId: 'forbidden' });
      expect([answer.status, answer.body.code]).toEqual([400, 'task.invalid']);
      expect(answer.text).not.toContain('constraint');
    });
  });

  describe('404', () => {
    test('an unknown address, inside and outside of /api', async () => {
      for (const path of ['/', '/api', '/api/nothing', '/api/tasks/x/y/z']) {
        const answer = await api.request.get(path);
        expect([answer.status, answer.body.code, answer.type]).toEqual([
          404,
          'route.not_found',
          'application/problem+json',
        ]);
      }
    });
  });

  describe('405', () => {
    test('a method that an address does not take, with those that it does', async () => {
      const answer = await api.request.put('/api/tasks');
      expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD, POST']);
      expect(answer.body.code).toBe('route.method_not_allowed');
      const run = await api.request.get(`/api/tasks/${unknownId}/run`);
      expect([run.status, run.headers.allow]).toEqual([405, 'POST']);
      expect(run.body.detail).toBe('This address takes POST.');
    });
  });

  describe('413', () => {
    test('a body over 256 kB, as declared and as sent', async () => {
      const large = JSON.stringify({ ...plainTask, jsonPayload: 'x'.repeat(1_000_000) });
      const answer = await post(large);
      expect([answer.status, answer.body.code]).toEqual([413, 'request.too_large']);
      const chunked = await fetch(`${await api.app.getUrl()}/api/tasks`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: new Blob([large]).stream(),
        duplex: 'half',
      } as RequestInit);
      expect(chunked.status).toBe(413);
    });
  });

  describe('415', () => {
    test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1'])(
      'a body of %s',
      async (type) => {
        const answer = await post(JSON.stringify(plainTask), type);
        expect([answer.status, answer.body.code]).toEqual([415, 'request.unsupported_type']);
      },
    );
  });

  describe('500', () => {
    test('a bug tells its request id and nothing else', async () => {
      const { pool } = api.database;
      await pool.query('alter table lanes rename to lanes_away');
      try {
        const answer = await api.request
          .post('/api/tasks')
          .set('x-request-id', 'my-request.1')
          .send({ ...plainTask, lane: 'x' });
        expect(answer.status).toBe(500);
        expect(answer.body).toMatchObject({ code: 'server.failed', requestId: 'my-request.1' });
        expect(answer.text).not.toMatch(/lanes|relation|insert|stack/);
      } finally {
        await pool.query('alter table lanes_away rename to lanes');
      }
    });
  });
});
