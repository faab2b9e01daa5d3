import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { claimRuns, openHosts } from '@carillon/db';
import { insertRun, insertTask } from '@carillon/db/testing';
import { newId } from '@carillon/domain';
import { ChannelsService } from '../channels/channels.service.js';
import { givenUser, password, signedIn } from '../testing/accounts.js';
import type { TestUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';
import type { Given } from '../testing/given.js';
import { givenFor } from '../testing/given.js';
import { until } from '@carillon/testkit';

interface Parameter {
  name: string;
  schema: { enum?: string[]; default?: unknown };
}

interface Schema {
  $ref?: string;
  properties?: Record<string, unknown>;
}

interface Operation {
  parameters?: Parameter[];
  responses: Record<string, { content?: Record<string, { schema?: Schema }> } | undefined>;
}

/**
 * What answers `items` and does not go on: the first of a ranking, runs of tasks that are named, the requests that the
 * built-in receiver keeps in memory, whose numbers are their positions.
 */
const unpaged = [
  '/api/statistics/failing',
  '/api/statistics/slowest',
  '/api/statistics/recent-runs',
  '/api/inspector/requests',
];

const { paths, components } = JSON.parse(
  readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8'),
) as { paths: Record<string, { get?: Operation }>; components: { schemas: Record<string, Schema> } };
const answersWith = (path: string, field: string) => {
  const schema = paths[path]?.get?.responses['200']?.content?.['application/json']?.schema;
  const named = schema?.$ref?.split('/').at(-1);
  return field in { ...(named === undefined ? schema : components.schemas[named])?.properties };
};
const itemPaths = Object.keys(paths).filter((path) => answersWith(path, 'items'));
const lists = itemPaths.filter((path) => answersWith(path, 'nextCursor'));
const parametersOf = (path: string) => paths[path]?.get?.parameters ?? [];
const sortsOf = (path: string) => parametersOf(path).find(({ name }) => name === 'sort')?.schema.enum ?? [];

const wanted = 5;

/** What a list has to be asked for so that it takes all of its sorts. */
const needed: Record<string, object> = { '/api/runs': { filter: 'scheduled:<24h' } };

describeApi('lists', () => {
  let api: TestApi;
  let admin: TestUser;
  let given: Given;
  const params = new Map<string, string>();

  beforeAll(async () => {
    api = await startTestApi();
    admin = await givenUser(api, 'admin');
    given = givenFor(api, admin, '');
    await fillHistories();
    for (let index = 0; index < wanted; index += 1) await makeOneOfEach();
    const hosts = Array.from({ length: wanted }, (_, index) => `h${index}.example:443`);
    await openHosts(
      api.database.pool,
      hosts.map((host) => ({ host, reason: 'timeout', pauseMs: 60_000 })),
    );
    const haveEnded = async () => {
      const { items } = await read('/api/bulk-operations', {});
      return items.every(({ bulkStatus }) => bulkStatus === 'completed');
    };
    await until(haveEnded, { what: 'the bulk operations have ended' });
  });
  afterAll(() => api.close());

  async function fillHistories() {
    const { pool } = api.database;
    const task = await insertTask(pool);
    const runs = [];
    for (let index = 0; index < wanted; index += 1) runs.push(await insertRun(pool, task));
    await claimRuns(pool, runs, { workerId: newId(), leaseMs: 60_000 });
    const lane = await given.lane();
    // Of the same moment: their ids decide.
    const due = new Date(Date.now() - 45_000).toISOString();
    for (const priority of ['low', 'urgent', 'normal', 'normal', 'high'] as const) {
      const own = await insertTask(pool, { lane });
      await insertRun(pool, own, {
        ...{ lane, priority, runStatus: 'held', scheduledFor: due, nextAttemptAt: due },
      });
    }
    const channel = await given.made('alert-channels', given.chat);
    params.set('/api/tasks/{id}/', task.id);
    params.set('/api/lanes/{name}/', lane);
    params.set('/api/alert-channels/{id}/', channel.id);
    // Changes of tasks are told in the general one.
    params.set('/api/channels/{name}/', 'quiet');
    await given.call('post', '/api/channels', { name: 'quiet' });
  }

  async function makeOneOfEach() {
    const name = given.name();
    const taskId = params.get('/api/tasks/{id}/')!;
    await given.call('post', '/api/users', { email: `${name}@carillon.test`, password });
    await given.invitation();
    await given.secret();
    await given.lane();
    await given.made('signing-secrets');
    await given.made('alert-channels', given.chat);
    await given.call('post', `/api/alert-channels/${params.get('/api/alert-channels/{id}/')!}/test`);
    await given.made('blackouts', { schedule: '0 2 * * *', durationMs: 3_600_000 });
    await given.made('saved-views', { page: '/tasks', query: '' });
    await given.made('api-keys');
    await given.call('post', '/api/channels', { name });
    await api.request.patch(`/api/tasks/${taskId}`).set(admin.bearer).send({ taskName: name });
    await given.call('post', '/api/bulk-operations', { action: 'pause', ids: [taskId] });
    await api.app.get(ChannelsService).post('quiet', { author: 'a test', body: name });
    await signedIn(api, admin.id);
  }

  const addressOf = (path: string) => {
    const prefix = [...params.keys()].find((key) => path.startsWith(key));
    return prefix === undefined ? path : path.replace(/\{\w+\}/, params.get(prefix)!);
  };
  const ask = (path: string, query: object) =>
    api.request
      .get(addressOf(path))
      .query({ ...needed[path], ...query })
      .set(admin.bearer);
  const read = async (path: string, query: object) => {
    const answer = await ask(path, query);
    expect([path, query, answer.status, answer.body.detail]).toEqual([path, query, 200, undefined]);
    return answer.body as { items: Record<string, string>[]; nextCursor: string | null };
  };
  const nameOf = (item: Record<string, string>) => item.id ?? item.host ?? item.name!;

  test('are all of what answers items, but for what does not go on', () => {
    expect(itemPaths.filter((path) => !lists.includes(path)).sort()).toEqual(unpaged.toSorted());
    expect(lists.length).toBeGreaterThan(20);
  });

  test.each(lists)('%s takes limit, cursor and sort', (path) => {
    const names = parametersOf(path).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['limit', 'cursor', 'sort']));
  });

  test.each(lists.flatMap((path) => sortsOf(path).map((sort) => [path, sort])))(
    '%s by %s tells each thing once, in order, however small the pages are',
    async (path, sort) => {
      const whole = await read(path, { sort, limit: 100 });
      expect(whole.items.length).toBeGreaterThanOrEqual(wanted);
      const seen: Record<string, string>[] = [];
      let cursor: string | null | undefined;
      while (cursor !== null) {
        const page = await read(path, { sort, limit: 2, ...(cursor && { cursor }) });
        expect(page.items.length).toBeLessThanOrEqual(2);
        seen.push(...page.items);
        cursor = page.nextCursor;
      }
      expect(seen.map(nameOf)).toEqual(whole.items.map(nameOf));
      expect(new Set(seen.map(nameOf)).size).toBe(seen.length);
      const opposite = await read(path, {
        sort: sort.startsWith('-') ? sort.slice(1) : `-${sort}`,
        limit: 100,
      });
      expect(opposite.items.map(nameOf)).toEqual(whole.items.map(nameOf).toReversed());
      const field = sort.replace('-', '');
      const times = seen.map((item) => item[field]!).filter((value) => /^\d{4}-.*Z$/.test(value));
      const ordered = times.toSorted();
      if (field !== 'nextRunAt') expect(times).toEqual(sort === field ? ordered : ordered.toReversed());
    },
  );

  test.each(lists)(
    '%s refuses cursors that it has not answered, and other sorts and limits',
    async (path) => {
      const [first, ...others] = sortsOf(path);
      const { nextCursor } = await read(path, { sort: first, limit: 2 });
      const forge = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
      const queries = [
        ...others.map((sort) => ({ sort, cursor: nextCursor! })),
        ...sortsOf(path).map((sort) => ({ sort, cursor: forge(sort, '0\u0000', newId()) })),
        ...sortsOf(path).map((sort) => ({ sort, cursor: forge(sort, 'x', '') })),
        ...sortsOf(path).map((sort) => ({ sort, cursor: forge(sort, '0', 7) })),
        { cursor: 'x' },
        { sort: 'nothing' },
        { limit: 0 },
        { limit: 101 },
      ];
      for (const query of queries) {
        const { status, body } = await ask(path, query);
        expect([query, status, body.code]).toEqual([query, 400, 'request.invalid']);
      }
      const notAnId = { sort: first, cursor: forge(first, '0', "no'id") };
      const { status } = await ask(path, notAnId);
      expect([path, status]).toEqual([
        path,
        /lanes$|hosts$|channels$/.test(path) && !path.includes('alert') ? 200 : 400,
      ]);
    },
  );
});
