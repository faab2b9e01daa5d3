import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi, unknownId } from '../testing/api.js';

const nested = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;

/** JSON that no field may take, whatever its type, and as GraphQL writes it. */
const poisons = [
  { what: 'a NUL', json: '"a\\u0000b"', literal: '"a\\u0000b"' },
  { what: 'half a surrogate pair', json: '"\\ud800"', literal: '"\\uD800"' },
  { what: 'an endless number', json: '1e400', literal: '1e400' },
  { what: 'lists deeper than a payload may be', json: nested(120), literal: nested(120) },
  { what: 'lists deeper than a body may be', json: nested(200), literal: nested(200) },
  { what: 'lists 50,000 deep', json: nested(50_000), literal: nested(50_000) },
  { what: 'a NUL in the name of a field', json: '{"\\u0000":1}', literal: '{ a: [{ b: "\\u0000" }] }' },
];

const fields = ['taskName', 'webhookUrl', 'taskSchedule', 'maxRetry', 'tags', 'httpHeaders', 'jsonPayload'];
const leaks = /node_modules|\.[jt]s:\d|\bat \w+ \(|insert into|invalid byte|RangeError/i;

describeApi('whatever GraphQL is sent that it cannot accept', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const post = (body: string) =>
    api.request.post('/graphql').set('content-type', 'application/json').send(body);
  const countRows = async () => {
    const text = `select (select count(*) from tasks) as tasks, (select count(*) from audit_log) as entries,
      (select count(*) from idempotency_keys) as keys`;
    return (await api.database.pool.query(text)).rows[0];
  };

  /** Refuses the request as one of a client that is at fault, and stores nothing. */
  async function expectRefusal(body: string, codes = /^request\.(invalid|too_complex)$/): Promise<void> {
    const before = await countRows();
    const answer = await post(body);
    const code = answer.body.code ?? answer.body.errors?.[0].extensions.code;
    expect([answer.status < 500, code]).toEqual([true, expect.stringMatching(codes)]);
    expect(answer.body.data ?? null).toBeNull();
    expect(answer.text).not.toMatch(leaks);
    expect(await countRows()).toEqual(before);
  }

  const create = JSON.stringify(
    'mutation ($input: CreateTaskInput!) { createTask(input: $input, idempotencyKey: "k") { id } }',
  );
  /** The fields of a task as JSON, or as GraphQL writes them, one of them poisoned. */
  const taskWith = (field: string, poison: string, quoted: boolean) => {
    const good = Object.entries(plainTask).filter(([name]) => name !== field);
    const written = [...good.map(([name, value]) => [name, JSON.stringify(value)]), [field, poison]];
    return written.map(([name, value]) => `${quoted ? `"${name}"` : name}: ${value}`).join(', ');
  };

  test.each(poisons)('$what as a variable, in any field', async ({ json }) => {
    for (const field of fields) {
      await expectRefusal(`{"query":${create},"variables":{"input":{${taskWith(field, json, true)}}}}`);
    }
  });

  test.each(poisons)('$what in the text of the operation, in any field', async ({ literal }) => {
    for (const field of fields.filter((name) => name !== 'jsonPayload' || !literal.startsWith('{'))) {
      const query = `mutation { createTask(input: { ${taskWith(field, literal, false)} }, idempotencyKey: "k") { id } }`;
      await expectRefusal(JSON.stringify({ query }));
    }
  });

  test('a NUL or half a surrogate pair anywhere in a payload of a batch takes nothing from its other tasks', async () => {
    const query = JSON.stringify(
      'mutation ($tasks: [CreateTaskInput!]!) { createTaskBatch(tasks: $tasks, idempotencyKey: "b") { status } }',
    );
    const good = JSON.stringify(plainTask);
    const poisoned = ['{"\\u0000":1}', '{"\\ud800":1}', '"\\u0000"', '[{"a":"\\ud800"}]'];
    const tasks = poisoned.map((payload) => `{${taskWith('jsonPayload', payload, true)}}`);
    const { body } = await post(`{"query":${query},"variables":{"tasks":[${[good, ...tasks].join(',')}]}}`);
    expect(body.errors).toBeUndefined();
    expect(body.data.createTaskBatch.map(({ status }: { status: number }) => status)).toEqual([
      201, 400, 400, 400, 400,
    ]);
  });

  test('__proto__ as the name of a field, of a header or of a variable', async () => {
    const input = JSON.stringify(plainTask).slice(1, -1);
    for (const variables of [
      `{"input":{${input},"__proto__":{"maxRetry":1}}}`,
      `{"input":{${input},"httpHeaders":{"__proto__":"x"}}}`,
      `{"__proto__":{"input":{${input}}}}`,
    ]) {
      await expectRefusal(`{"query":${create},"variables":${variables}}`);
    }
    const literal = `${taskWith('httpHeaders', '{ __proto__: "x" }', false)}`;
    await expectRefusal(JSON.stringify({ query: `mutation { createTask(input: { ${literal} }) { id } }` }));
  });

  test('__proto__ in a payload is a name like any other, and arrives as it was given', async () => {
    const payload = '{"__proto__":{"a":1}}';
    const { body } = await post(
      `{"query":"mutation ($input: CreateTaskInput!) { createTask(input: $input) { id } }","variables":{"input":{${taskWith('jsonPayload', payload, true)}}}}`,
    );
    const { rows } = await api.database.pool.query(
      'select json_payload::text as payload from tasks where id = $1',
      [body.data.createTask.id],
    );
    expect(JSON.parse(rows[0].payload)).toEqual(JSON.parse(payload));
  });

  test('a field that an input does not have, as a variable and in the text', async () => {
    await expectRefusal(`{"query":${create},"variables":{"input":{${taskWith('colour', '"red"', true)}}}}`);
    const query = `mutation { createTask(input: { ${taskWith('colour', '"red"', false)} }) { id } }`;
    await expectRefusal(JSON.stringify({ query }));
  });

  test.each(['\\u0000', 'x', `${unknownId}'--`, 'x'.repeat(5_000)])('%p as an id', async (id) => {
    await expectRefusal(`{"query":"query ($id: ID!) { task(id: $id) { id } }","variables":{"id":"${id}"}}`);
    await expectRefusal(
      `{"query":"mutation ($id: ID!) { runTask(id: $id) { id } }","variables":{"id":"${id}"}}`,
    );
  });

  test.each(['{"query":', '"{ __typename }"', '[]', 'null', `{"query":${nested(50_000)}}`])(
    'a body of %.40s',
    async (body) => {
      const answer = await post(body);
      expect([answer.status, answer.type, answer.body.code]).toEqual([
        400,
        'application/problem+json',
        'request.invalid',
      ]);
    },
  );

  test.each(['put', 'patch', 'delete'] as const)('405 for %s', async (method) => {
    const answer = await api.request[method]('/graphql').send({ query: '{ __typename }' });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
  });
});
