import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi, unknownId } from '../testing/api.js';
import type { Operation } from '../testing/operations.js';
import { operationsOf } from '../testing/operations.js';

/** JSON that no field may take, whatever its type. */
const poisons = [
  '"a\\u0000b"',
  '"half a pair: \\ud800"',
  '1152921504606846976',
  '1e400',
  `${'['.repeat(200)}1${']'.repeat(200)}`,
  '{"a":{"\\u0000":1}}',
];

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
    withBody = operations.filter(({ body }) => body !== null);
    expect(withBody.length).toBeGreaterThanOrEqual(20);
  });
  afterAll(() => api.close());

  afterEach(async () => {
    const { status, body } = await api.request.post('/api/tasks').send(plainTask);
    expect(status).toBe(201);
    expect((await api.request.delete(`/api/tasks/${body.id}`)).status).toBe(204);
  });

  async function countRows(): Promise<Record<string, number>> {
    const { pool } = api.database;
    const tables = await pool.query<{ name: string }>(
      `select quote_ident(relname) as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
    );
    const counts = tables.rows.map(({ name }) => `(select count(*)::int from ${name}) as ${name}`);
    return (await pool.query<Record<string, number>>(`select ${counts.join(', ')}`)).rows[0]!;
  }

  interface Sent {
    what: string;
    method: string;
    path: string;
    body?: string;
  }

  /** What is wrong with the answers: nothing, when all are problems, nothing leaked and nothing was stored. */
  async function faultsOf(requests: Sent[], allowed: number[]): Promise<string[]> {
    expect(requests.length).toBeGreaterThan(0);
    const before = await countRows();
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
    if (faults.length === 0) expect(await countRows()).toEqual(before);
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

  test('a method that an address does not take', async () => {
    const taken = new Set(operations.map(({ method, path }) => `${method} ${path}`));
    const paths = [...new Set(operations.map(({ path }) => path))];
    const sent = paths.flatMap((path) =>
      ['get', 'post', 'put', 'patch', 'delete']
        .filter((method) => !taken.has(`${method} ${path}`))
        .map((method) => ({ what: 'the method', method, path })),
    );
    // /api/tasks/batch is besides an address below /api/tasks/:id, with an id that is none.
    expect(await faultsOf(sent, [405, 400])).toEqual([]);
  });
});
