import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi, unknownId } from '../testing/api.js';
import type { Operation } from '../testing/operations.js';
import { operationsOf } from '../testing/operations.js';
import { countRows } from '../testing/rows.js';

/** JSON that no field may take, whatever its type. */
const poisons = [
  '"a\\u0000b"',
  '"half a pair: \\ud800"',
  '1e400',
  // Deeper than a payload may be, and deeper than a body.
  `${'['.repeat(120)}1${']'.repeat(120)}`,
  `${'['.repeat(200)}1${']'.repeat(200)}`,
  '{"a":{"\\u0000":1}}',
];

/** The same, as a task of a batch. */
const poisonedTasks = ['{"a\\u0000":1}', '{"half a pair: \\ud800":1}', '{"__proto__":{}}', 'null', '[]'];

const leaks =
  /node_modules|\.[jt]s:\d|\bat \w+ \(|\bselect .* from\b|\binsert into\b|relation "|syntax error/i;

const isUnstorable = (name: string): boolean => /^%(00|ff|ed)|x{300}/.test(name);

describeApi('whatever a route is sent that it cannot accept', () => {
  let api: TestApi;
  let operations: Operation[];
  let withBody: Operation[];
  beforeAll(async () => {
    api = await startTestApi();
    operations = operationsOf((await api.request.get('/api/openapi.json')).body);
    // A route that reads no body has no field of one.
    withBody = operations
      .filter(({ method }) => method !== 'get')
      .map((operation) => ({ ...operation, body: operation.body ?? { fields: [], sample: {} } }));
    expect(withBody.length).toBeGreaterThanOrEqual(60);
  });
  afterAll(() => api.close());

  afterEach(async () => {
    const { status, body } = await api.request.post('/api/tasks').send(plainTask);
    expect(status).toBe(201);
    expect((await api.request.delete(`/api/tasks/${body.id}`)).status).toBe(204);
  });

  interface Sent {
    what: string;
    method: string;
    path: string;
    body?: string;
  }

  /** What is wrong with the answers: nothing, when all are problems, nothing leaked and nothing was stored. */
  async function faultsOf(requests: Sent[], allowed: number[]): Promise<string[]> {
    expect(requests.length).toBeGreaterThan(0);
    const before = await countRows(api.database.pool);
    const faults: string[] = [];
    for (const { what, method, path, body } of requests) {
      const answer = await fetch(`${api.url}${path}`, {
        method: method.toUpperCase(),
        headers: body === undefined ? {} : { 'content-type': 'application/json' },
        body: body ?? null,
      });
      const text = await answer.text();
      const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json');
      const { code, status } = isProblem ? JSON.parse(text) : ({} as { code?: string; status?: number });
      const isRight = typeof code === 'string' && status === answer.status && allowed.includes(status);
      if (!isRight || leaks.test(text)) {
        faults.push(`${method} ${path.slice(0, 80)}, ${what}: ${answer.status} ${text.slice(0, 200)}`);
      }
    }
    if (faults.length === 0) expect(await countRows(api.database.pool)).toEqual(before);
    return faults;
  }

  const bodies: [string, string, number][] = [
    ['broken JSON', '{"taskName":', 400],
    ['text', '"a task"', 400],
    ['a list', '[]', 400],
    ['brackets, 100,000 deep', '['.repeat(100_000), 400],
    ['a nested list, 50,000 deep', '['.repeat(50_000) + ']'.repeat(50_000), 400],
    ['1 MB', JSON.stringify({ taskName: 'x'.repeat(1_000_000) }), 413],
  ];
  test.each(bodies)('a body of %s', async (what, body, status) => {
    const sent = withBody.map(({ method, path }) => ({ what, method, path, body }));
    expect(await faultsOf(sent, [status])).toEqual([]);
  });

  test.each(['aFieldThatNobodyKnows', 'constructor', '__proto__', 'prototype', 'toString'])(
    'the field %s beside all that is right',
    async (field) => {
      const sent = withBody.map(({ method, path, body }) => {
        const good = JSON.stringify(body!.sample).slice(1, -1);
        return {
          what: field,
          method,
          path,
          body: `{${good}${good === '' ? '' : ','}"${field}":{"isAdmin":true}}`,
        };
      });
      expect(await faultsOf(sent, [400])).toEqual([]);
    },
  );

  test.each(poisons)('%p as the value of any field', async (poison) => {
    const sent = withBody.flatMap(({ method, path, body }) =>
      // The items of a batch are judged one by one, and so is the password of a sign-in, with a line in the audit log.
      body!.fields
        .filter(
          (field) => !['/api/tasks/batch tasks', '/api/auth/login password'].includes(`${path} ${field}`),
        )
        .map((field) => {
          const others = Object.entries(body!.sample).filter(([name]) => name !== field);
          const good = others.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)},`);
          return { what: field, method, path, body: `{${good.join('')}${JSON.stringify(field)}:${poison}}` };
        }),
    );
    expect(await faultsOf(sent, [400])).toEqual([]);
  });

  test.each([...poisons, ...poisonedTasks])(
    '%p as a task of a batch takes nothing from the others',
    async (poison) => {
      const answer = await api.request
        .post('/api/tasks/batch')
        .set('content-type', 'application/json')
        .send(`{"tasks":[${JSON.stringify(plainTask)},${poison}]}`);
      const results: { status: number }[] | undefined = answer.body.results;
      expect([answer.status, results?.map(({ status }) => status)]).toEqual(
        poison.startsWith('['.repeat(200)) ? [400, undefined] : [200, [201, 400]],
      );
      expect(answer.text).not.toMatch(leaks);
    },
  );

  test('a batch whose task is nested 40,000 deep', async () => {
    const deep = '{"a":'.repeat(40_000) + '1' + '}'.repeat(40_000);
    const body = `{"tasks":[${JSON.stringify(plainTask)},${deep}]}`;
    expect(
      await faultsOf([{ what: 'the depth', method: 'post', path: '/api/tasks/batch', body }], [400]),
    ).toEqual([]);
  });

  test.each(['%00', '%ff', '%ed%a0%80', 'x'.repeat(5_000), '..%2f..%2fetc', "'%20or%201=1--"])(
    '%p as the name of a thing',
    async (name) => {
      const sent = operations
        .filter(({ template }) => template.includes('{'))
        // A lane comes into being by its name, which may be almost any, and any host can be let in again.
        .filter(({ template }) => !/lanes|hosts/.test(template) || isUnstorable(name))
        .map(({ method, template, body }) => ({
          what: 'the name',
          method,
          path: template.replace(/\{\w+\}/g, name),
          ...(body && { body: JSON.stringify(body.sample) }),
        }));
      expect(await faultsOf(sent, [400, 404])).toEqual([]);
    },
  );

  test('the id of nothing', async () => {
    const sent = operations
      .filter(({ template }) => template.includes('{id}'))
      .map(({ method, path, body }) => ({
        what: unknownId,
        method,
        path,
        ...(body && { body: JSON.stringify(body.sample) }),
      }));
    expect(await faultsOf(sent, [400, 404])).toEqual([]);
  });

  test('a NUL in any part of an address’s query', async () => {
    const sent = operations
      .filter(({ method }) => method === 'get')
      .flatMap(({ method, path, query }) =>
        query.map((name) => ({ what: name, method, path: `${path}?${name}=%00` })),
      );
    // Whatever the cursor of a list is, the thing that is listed is missed first.
    expect(await faultsOf(sent, [400, 404])).toEqual([]);
  });

  test('a parameter that nobody knows, in any address’s query', async () => {
    const sent = operations
      // Providers of OpenID Connect add what they like to the address of the way back.
      .filter(({ method, path }) => method === 'get' && path !== '/api/auth/oidc/callback')
      .map(({ method, path }) => ({
        what: 'the query',
        method,
        path: `${path}?aParameterThatNobodyKnows=1`,
      }));
    expect(await faultsOf(sent, [400])).toEqual([]);
  });

  test('a method that an address does not take: 405, with exactly those that it does', async () => {
    const methodsAt = new Map<string, string[]>();
    for (const { method, path } of operations) {
      methodsAt.set(path, [...(methodsAt.get(path) ?? []), method.toUpperCase()]);
    }
    const faults: string[] = [];
    for (const [path, methods] of methodsAt) {
      const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].sort().join(', ');
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(
        (one) => !methods.includes(one),
      )) {
        const { status, headers } = await fetch(`${api.url}${path}`, { method });
        const got = `${status} ${headers.get('allow')}`;
        if (got !== `405 ${allow}`) faults.push(`${method} ${path}: ${got}, not ${allow}`);
      }
    }
    expect(faults).toEqual([]);
  });

  test('no body, an empty one and one without fields are all fine where no field is known', async () => {
    const asking = () => api.request.post('/api/cleanup/timeout-stale').set('x-request-id', 'bodies');
    const answers = [
      await asking(),
      await asking().set('content-type', 'application/json').set('content-length', '0'),
      await asking().send({}),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const refused = await asking().send({ x: 1 });
    expect([refused.status, refused.body.fieldErrors]).toEqual([
      400,
      [{ path: 'x', message: 'is not a known field' }],
    ]);
  });
});
