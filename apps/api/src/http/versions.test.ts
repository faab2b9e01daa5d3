import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '@carillon/domain';
import { givenUser, password } from '../testing/accounts.js';
import type { TestUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi } from '../testing/api.js';

/** What can be changed: how it is made, where it is then, and two changes of it. */
interface Changeable {
  create: () => { method?: 'post' | 'put'; path: string; body: object };
  /** By the answer of `create`. */
  pathOf: (made: { id: string; name: string }) => string;
  method: 'patch' | 'put';
  changes: [object, object];
  code?: string;
}

const name = () => `n${newId()}`;
const byId =
  (noun: string) =>
  ({ id }: { id: string }) =>
    `/api/${noun}/${id}`;
const byName = (noun: string) => (made: { name: string }) => `/api/${noun}/${made.name}`;

const lane = () => ({ method: 'put', path: `/api/lanes/${name()}`, body: { concurrencyLimit: 1 } }) as const;
const window = { schedule: '0 2 * * *', durationMs: 3_600_000 };

const changeables: Record<string, Changeable> = {
  task: {
    create: () => ({ path: '/api/tasks', body: plainTask }),
    pathOf: byId('tasks'),
    method: 'patch',
    changes: [{ maxRetry: 7 }, { maxRetry: 8 }],
    code: 'task.version_conflict',
  },
  user: {
    create: () => ({ path: '/api/users', body: { email: `${name()}@carillon.test`, password } }),
    pathOf: byId('users'),
    method: 'patch',
    changes: [{ role: 'operator' }, { disabled: true }],
  },
  lane: {
    create: lane,
    pathOf: byName('lanes'),
    method: 'put',
    changes: [{ concurrencyLimit: 2 }, { concurrencyLimit: 3 }],
  },
  'alert channel': {
    create: () => ({
      path: '/api/alert-channels',
      body: { name: name(), kind: 'chat', address: 'https://chat.example.com/services/x' },
    }),
    pathOf: byId('alert-channels'),
    method: 'patch',
    changes: [{ enabled: false }, { groupSeconds: 7 }],
  },
  'blackout window': {
    create: () => ({ path: '/api/blackouts', body: { name: name(), ...window } }),
    pathOf: byId('blackouts'),
    method: 'patch',
    changes: [{ enabled: false }, { tags: ['a'] }],
  },
  'saved view': {
    create: () => ({ path: '/api/saved-views', body: { name: name(), page: '/tasks', query: '' } }),
    pathOf: byId('saved-views'),
    method: 'patch',
    changes: [{ query: 'tag=a' }, { query: 'tag=b' }],
  },
  secret: {
    create: () => ({ path: '/api/secrets', body: { name: name(), value: 'one' } }),
    pathOf: byName('secrets'),
    method: 'put',
    changes: [{ value: 'two' }, { value: 'three' }],
  },
};

describeApi('the version of what is changed', () => {
  let api: TestApi;
  let admin: TestUser;
  beforeAll(async () => {
    api = await startTestApi();
    admin = await givenUser(api, 'admin');
  });
  afterAll(() => api.close());

  const given = async ({ create, pathOf }: Changeable) => {
    const { method = 'post', path, body } = create();
    const made = await api.request[method](path).set(admin.bearer).send(body);
    expect(made.headers.etag).toBe('"1"');
    return pathOf(made.body);
  };
  const change = (path: string, { method }: Changeable, body: object, ifMatch: string) =>
    api.request[method](path).set(admin.bearer).set('if-match', ifMatch).send(body);

  test.each(Object.entries(changeables))('of a %s is its ETag', async (_, changeable) => {
    const path = await given(changeable);
    const [first, second] = changeable.changes;
    const changed = await change(path, changeable, first, '"1"');
    expect([changed.status, changed.headers.etag, changed.body.version]).toEqual([200, '"2"', 2]);
    const again = await change(path, changeable, second, '*');
    expect([again.status, again.headers.etag]).toEqual([200, '"3"']);
    const read = await api.request.get(path).set(admin.bearer);
    expect([read.headers.etag, read.body.version]).toEqual(['"3"', 3]);
  });

  test.each(Object.entries(changeables))('of a %s that is past is refused', async (_, changeable) => {
    const path = await given(changeable);
    const [first, second] = changeable.changes;
    const both = await Promise.all([
      change(path, changeable, first, '"1"'),
      change(path, changeable, second, '"1"'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const stale = await change(path, changeable, first, '"1"');
    expect([stale.status, stale.body.code]).toEqual([412, changeable.code ?? 'version.conflict']);
    const next = await change(path, changeable, second, '"2"');
    expect([next.status, next.body.version]).toEqual([200, 3]);
  });

  test.each(Object.entries(changeables))('of a %s that is no ETag is told', async (_, changeable) => {
    const answer = await change(await given(changeable), changeable, changeable.changes[0], '3');
    expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, 'if-match']);
  });

  test('of a lane rises with a pause and not with its runs; one that is not there has none', async () => {
    const path = await given(changeables.lane!);
    await api.request.post(`${path}/pause`).set(admin.bearer).send({});
    const read = await api.request.get(path).set(admin.bearer);
    expect(read.headers.etag).toBe('"2"');
    const missing = `/api/lanes/${name()}`;
    const made = await change(missing, changeables.lane!, { concurrencyLimit: 2 }, '"1"');
    expect([made.status, made.body.code]).toEqual([412, 'version.conflict']);
    expect((await api.request.get(missing).set(admin.bearer)).status).toBe(404);
  });
});
