import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertRun, insertTask } from '@carillon/db/testing';
import { getIntrospectionQuery } from 'graphql';
import { givenApiKey, givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';

describeApi('the doors of GraphQL', () => {
  let api: TestApi;
  let admin: { authorization: string };
  let operator: { authorization: string };
  let viewer: { authorization: string };
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
    admin = (await givenUser(api, 'admin')).bearer;
    operator = (await givenUser(api, 'operator')).bearer;
    viewer = (await givenUser(api, 'viewer')).bearer;
  });
  afterAll(() => api.close());

  const post = (body: object | string, headers: object = viewer) =>
    api.request
      .post('/graphql')
      .set(headers as Record<string, string>)
      .set('content-type', 'application/json')
      .send(body);
  const codeOf = async (query: string, headers: object = viewer) => {
    const { body } = await post({ query }, headers);
    return body.errors?.[0].extensions.code ?? null;
  };

  describe('401', () => {
    test.each([
      ['a query', '{ queueStatus { paused } }'],
      ['a question for the schema', '{ __schema { types { name } } }'],
      ['what cannot be parsed', '{'],
    ])('%s of nobody that is known', async (_, query) => {
      const answer = await post({ query }, {});
      expect([answer.status, answer.type, answer.body.code]).toEqual([
        401,
        'application/problem+json',
        'auth.required',
      ]);
    });
  });

  describe('auth.forbidden', () => {
    const id = `id: "${unknownId}"`;
    const operators = [
      'createTask(input: { taskName: "a", webhookUrl: "http://r.test" }) { id }',
      'createTaskBatch(tasks: []) { index }',
      `updateTask(${id}, input: {}) { id }`,
      `deleteTask(${id})`,
      `runTask(${id}) { id }`,
      `cancelTask(${id}) { cancelled }`,
      `retryTask(${id}) { id }`,
      `pauseTask(${id}) { id }`,
      `resumeTask(${id}) { id }`,
    ];
    const admins = ['cleanupOld { dropped }', 'timeoutStale { failed }'];

    test.each(operators)('%s by a viewer', async (field) => {
      expect(await codeOf(`mutation { ${field} }`, viewer)).toBe('auth.forbidden');
      expect(await codeOf(`mutation { ${field} }`, operator)).not.toBe('auth.forbidden');
    });

    test.each(admins)('%s by an operator', async (field) => {
      expect(await codeOf(`mutation { ${field} }`, operator)).toBe('auth.forbidden');
      expect(await codeOf(`mutation { ${field} }`, admin)).toBe(null);
    });

    test('a run that a key without runs:read reaches through a task', async () => {
      const task = await insertTask(api.database.pool);
      await insertRun(api.database.pool, task);
      const key = await givenApiKey(api, { scopes: ['tasks:read'] });
      expect(await codeOf(`{ task(id: "${task.id}") { taskName } }`, key.bearer)).toBe(null);
      expect(await codeOf(`{ task(id: "${task.id}") { lastRun { id } } }`, key.bearer)).toBe(
        'auth.forbidden',
      );
      expect(await codeOf('{ runs { nextCursor } }', key.bearer)).toBe('auth.forbidden');
      expect(await codeOf(`mutation { deleteTask(${id}) }`, key.bearer)).toBe('auth.forbidden');
    });

    test('the schema, by an administrator too, also behind a fragment', async () => {
      expect(await codeOf(getIntrospectionQuery(), admin)).toBe('auth.forbidden');
      expect(await codeOf('{ __type(name: "Task") { name } }', admin)).toBe('auth.forbidden');
      expect(await codeOf('{ ...F } fragment F on Query { __schema { types { name } } }', admin)).toBe(
        'auth.forbidden',
      );
      expect(await codeOf('{ __typename }', viewer)).toBe(null);
    });

    test('but not the schema on one’s own machine, where nobody signs in', async () => {
      const open = await startTestApi({}, undefined, api.database);
      const { body } = await open.request.post('/graphql').send({ query: getIntrospectionQuery() });
      await open.close();
      expect(body.errors).toBeUndefined();
      expect(body.data.__schema.queryType.name).toBe('Query');
    });
  });

  describe('request.too_complex', () => {
    const nested = (depth: number) =>
      `{ runs { items ${'{ task { lastRun '.repeat(depth)}{ id } ${'} }'.repeat(depth)} } }`;
    test.each([
      ['nine levels', nested(3)],
      [
        'nine levels behind a fragment',
        `{ runs { items { ...F } } } fragment F on Run { task { lastRun { task { lastRun { task { lastRun { id } } } } } } }`,
      ],
      ['31 aliases', `{ ${Array.from({ length: 31 }, (_, index) => `a${index}: __typename`).join(' ')} }`],
      [
        '31 aliases behind a fragment',
        `{ a: __typename ...F ...F ...F } fragment F on Query { ${Array.from({ length: 10 }, (_, index) => `b${index}: __typename`).join(' ')} }`,
      ],
      ['11 root fields', `{ ${Array.from({ length: 11 }, () => 'queueStatus { paused }').join(' ')} }`],
      ['a cost of 100 × 10 attempts', '{ tasks(limit: 100) { items { lastRun { attempts { id } } } } }'],
      [
        'a cost that a variable hides',
        'query ($n: Int!) { tasks(limit: $n) { items { lastRun { attempts { id } } } } }',
      ],
      [
        'a cost below zero',
        '{ a: runs(limit: -1000) { items { id } } tasks(limit: 100) { items { lastRun { attempts { id } } } } }',
      ],
    ])('%s', async (_, query) => {
      expect(await codeOf(query)).toBe('request.too_complex');
    });

    test('2,001 tokens', async () => {
      const words = (count: number) => `{ __typename ${'@skip(if: false) '.repeat(count)} }`;
      expect(await codeOf(words(285))).not.toBe('request.too_complex');
      expect(await codeOf(words(286))).toBe('request.too_complex');
    });

    test('brackets as deep as tokens allow', async () => {
      expect(await codeOf(`{ task(id: ${'['.repeat(1_990)}`)).toBe('request.too_complex');
    });

    test('what is just within the limits is answered', async () => {
      expect(
        await codeOf(
          '{ tasks(limit: 50) { items { nextRuns(count: 5) lastRun { attempts(limit: 10) { id } } } } }',
        ),
      ).toBe(null);
      expect(
        await codeOf(`{ ${Array.from({ length: 10 }, (_, index) => `a${index}: __typename`).join(' ')} }`),
      ).toBe(null);
      expect(await codeOf('{ tasks { items { lastRun { task { lastRun { task { id } } } } } } }')).toBe(null);
    });
  });

  describe('hostile documents', () => {
    const quick = async (body: object | string) => {
      const startedAt = performance.now();
      const answer = await post(body);
      expect(performance.now() - startedAt).toBeLessThan(2_000);
      return answer;
    };
    test.each([
      ['10,000 levels', `${'{a'.repeat(10_000)}${'}'.repeat(10_000)}`],
      [
        '1,000 aliases',
        `{ ${Array.from({ length: 1_000 }, (_, index) => `a${index}: queueStatus { paused }`).join(' ')} }`,
      ],
      ['10,000 levels of lists', `{ task(id: ${'['.repeat(10_000)}${']'.repeat(10_000)}) { id } }`],
      ['10,000 directives', `{ task(id: "1") ${'@a '.repeat(10_000)} { id } }`],
      ['a fragment that contains itself', '{ ...A } fragment A on Query { ...A }'],
      [
        'fragments that contain each other',
        '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
      ],
      ['an unknown fragment', '{ ...A }'],
      ['an unknown field', '{ tsk { id } }'],
      ['nothing but a comment', '#'],
    ])('%s: refused, and quickly', async (_, query) => {
      const answer = await quick({ query });
      expect(answer.status).toBe(400);
      expect(answer.body.errors[0].extensions.code).toMatch(/^request\.(invalid|too_complex)$/);
      expect(answer.body.data).toBeUndefined();
    });

    test('fragments that double twenty times: refused, and quickly', async () => {
      const fragments = Array.from(
        { length: 20 },
        (_, index) =>
          `fragment F${index} on Task { a: lastRun { task { ...F${index + 1} } } b: lastRun { task { ...F${index + 1} } } }`,
      );
      const query = `{ task(id: "1") { ...F0 } } ${fragments.join(' ')} fragment F20 on Task { id }`;
      const answer = await quick({ query });
      expect(answer.body.errors[0].extensions.code).toBe('request.too_complex');
    });

    test('a name that is nearly right is not corrected', async () => {
      const { body } = await post({ query: '{ taks { id } tasks { nextCursors } }' });
      expect(body.errors).toHaveLength(2);
      expect(JSON.stringify(body)).not.toMatch(/mean|"tasks"|nextCursor\b/);
    });

    test('1 MB: 413', async () => {
      const answer = await quick({ query: `{ __typename ${' '.repeat(1_000_000)} }` });
      expect([answer.status, answer.body.code]).toEqual([413, 'request.too_large']);
    });
  });

  describe('400', () => {
    const query = '{ __typename }';
    test.each([
      ['an array of operations', [{ query }, { query }]],
      ['no query', {}],
      ['a query that is no text', { query: { a: 1 } }],
      ['variables that are no object', { query, variables: [1] }],
      ['an unknown field', { query, batch: true }],
    ])('%s', async (_, body) => {
      const answer = await post(body);
      expect([answer.status, answer.type, answer.body.code]).toEqual([
        400,
        'application/problem+json',
        'request.invalid',
      ]);
    });
  });

  describe('405 and 415', () => {
    test('a GET, whatever it asks for', async () => {
      for (const query of ['{ __typename }', `mutation { deleteTask(id: "${unknownId}") }`]) {
        const answer = await api.request.get('/graphql').query({ query }).set(operator);
        expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
      }
    });

    test('a form and plain text, which any page may send', async () => {
      for (const type of [
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        'text/plain',
        'application/graphql',
      ]) {
        const answer = await api.request
          .post('/graphql')
          .set(operator)
          .set('content-type', type)
          .send('query={__typename}');
        expect(answer.status).toBe(415);
      }
    });

    test('no page is served to browsers', async () => {
      const answer = await api.request.get('/graphql').set(admin).set('accept', 'text/html');
      expect(answer.text).not.toMatch(/<html/i);
    });
  });
});
