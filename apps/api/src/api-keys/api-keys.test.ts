import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestUser } from '../testing/accounts.js';
import { bearer, givenApiKey, givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';
import { closeSockets, connectSocket } from '../testing/sockets.js';

describeApi('API keys', () => {
  let api: TestApi;
  let user: TestUser;
  let admin: TestUser;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
    [user, admin] = [await givenUser(api, 'operator'), await givenUser(api, 'admin')];
  });
  afterAll(() => api.close());

  const post = (by: TestUser, body: object) => api.request.post('/api/api-keys').set(by.bearer).send(body);
  const list = async (by: TestUser) =>
    (await api.request.get('/api/api-keys').set(by.bearer)).body.items as {
      id: string;
      lastUsedAt: string | null;
    }[];
  const remove = (by: TestUser, id: string) => api.request.delete(`/api/api-keys/${id}`).set(by.bearer);
  const read = (headers: object) => api.request.get('/api/tasks').set({ ...headers });
  const write = (headers: object) =>
    api.request
      .post('/api/tasks')
      .set({ ...headers })
      .send({ taskName: 'a task', webhookUrl: 'http://receiver.test/hook', start: 'manual' });

  describe('201', () => {
    test('a key is shown once, stored as a hash, and opens what its role opens', async () => {
      const { status, body } = await post(user, { name: 'ci', role: 'operator' });
      expect([status, body.userId, body.role, body.scopes]).toEqual([201, user.id, 'operator', null]);
      expect(body.key).toMatch(new RegExp(`^cak_${body.prefix}_[\\w-]{43}$`));
      const { rows } = await api.database.pool.query('select * from api_keys where id = $1', [body.id]);
      expect(JSON.stringify(rows)).not.toContain(body.key.slice(-43));
      expect(JSON.stringify(await list(user))).not.toContain(body.key.slice(-43));
      expect([(await read(bearer(body.key))).status, (await write(bearer(body.key))).status]).toEqual([
        200, 201,
      ]);
      const me = await api.request.get('/api/auth/me').set(bearer(body.key));
      expect(me.body).toMatchObject({ kind: 'api_key', id: body.id, userId: user.id, role: 'operator' });
    });

    test('a task that a key makes is its owner’s', async () => {
      const { body } = await post(user, { name: 'maker', role: 'operator' });
      expect((await write(bearer(body.key))).body.createdBy).toBe(user.id);
    });

    test('its use is on record once for each address, over sockets and another process too, and never its text', async () => {
      const proxied = await startTestApi({ openOnLoopback: false, trustedProxies: ['127.0.0.1'] });
      const { id, text, bearer: by } = await givenApiKey(proxied, { name: 'deploys' });
      const uses = async () =>
        (await proxied.request.get(`/api/audit?action=useApiKey&subjectId=${id}`).set(by)).body
          .items as object[];
      const from = (address: string) => ({ ...by, 'x-forwarded-for': address });
      await proxied.request.get('/api/tasks').set(from('203.0.113.7')).expect(200);
      await proxied.request.get('/api/tasks').set(from('203.0.113.7')).expect(200);
      await proxied.request.get('/api/tasks').set(from('203.0.113.8')).expect(200);
      await connectSocket(proxied, text);
      const other = await startTestApi(
        { openOnLoopback: false, trustedProxies: ['127.0.0.1'] },
        undefined,
        proxied.database,
      );
      await other.request.get('/api/tasks').set(from('203.0.113.8')).expect(200);
      await other.close();
      const told = await uses();
      expect(told).toMatchObject([
        { actor: 'deploys', action: 'useApiKey', ipAddress: '127.0.0.1', requestId: null },
        { ipAddress: '203.0.113.8', requestId: expect.any(String) },
        { ipAddress: '203.0.113.7' },
      ]);
      expect(told).toHaveLength(3);
      expect(JSON.stringify(told)).not.toContain(text);
      closeSockets();
      await proxied.close();
    });

    test('a key may be narrowed to scopes', async () => {
      const { body } = await post(user, { name: 'reader', role: 'operator', scopes: ['tasks:read'] });
      expect((await read(bearer(body.key))).status).toBe(200);
      const refused = await write(bearer(body.key));
      expect([refused.status, refused.body.detail]).toEqual([
        403,
        'This API key lacks the scope tasks:write.',
      ]);
      expect((await api.request.get('/api/runs').set(bearer(body.key))).status).toBe(403);
    });
  });

  describe('200', () => {
    test('everybody sees their own keys, administrators all', async () => {
      const { body } = await post(admin, { name: 'of the admin' });
      const mine = await list(user);
      expect(mine.map(({ id }) => id)).not.toContain(body.id);
      const all = (await list(admin)).map(({ id }) => id);
      expect(all).toEqual(expect.arrayContaining([body.id, ...mine.map(({ id }) => id)]));
    });

    test('the last use is noted at most once a minute', async () => {
      const { id, bearer: key } = await givenApiKey(api, { userId: user.id });
      const lastUse = async () => (await list(user)).find((one) => one.id === id)!.lastUsedAt;
      expect(await lastUse()).toBeNull();
      await read(key).expect(200);
      const first = await lastUse();
      expect(first).not.toBeNull();
      await read(key).expect(200);
      expect(await lastUse()).toBe(first);
    });
  });

  describe('204', () => {
    test('a revoked key opens nothing from that moment on', async () => {
      const { id, bearer: key } = await givenApiKey(api, { userId: user.id });
      await read(key).expect(200);
      expect((await remove(user, id)).status).toBe(204);
      expect((await read(key)).status).toBe(401);
      expect((await remove(user, id)).status).toBe(404);
    });

    test('administrators end the keys of others', async () => {
      const { id } = await givenApiKey(api, { userId: user.id });
      expect((await remove(admin, id)).status).toBe(204);
    });
  });

  describe('400', () => {
    test.each([
      ['name', { name: '' }],
      ['role', { name: 'x', role: 'root' }],
      ['scopes.0', { name: 'x', scopes: ['everything'] }],
      ['scopes', { name: 'x', scopes: [] }],
      ['expiresAt', { name: 'x', expiresAt: '2020-01-01T00:00:00Z' }],
      ['userId', { name: 'x', userId: unknownId }],
    ])('the problem names %s', async (path, body) => {
      const answer = await post(user, body);
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, path]);
    });

    test('a key in an address, even beside a good one in the header', async () => {
      const { text, bearer: key } = await givenApiKey(api);
      for (const name of ['key', 'access_token', 'search']) {
        const answer = await api.request.get(`/api/tasks?${name}=${text}`).set(key);
        expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
        expect(JSON.stringify(answer.body)).not.toContain(text);
      }
      const encoded = `/api/tasks?search=%63ak_${text.slice(4)}`;
      expect((await api.request.get(encoded).set(key)).status).toBe(400);
    });
  });

  describe('401', () => {
    test('a key that has expired', async () => {
      const expiresAt = new Date(Date.now() - 1_000).toISOString();
      expect((await read((await givenApiKey(api, { expiresAt })).bearer)).status).toBe(401);
    });
  });

  describe('403', () => {
    test('a key is never more than its maker, and never made by another key', async () => {
      expect((await post(user, { name: 'more', role: 'admin' })).status).toBe(403);
      for (const overrides of [{ userId: admin.id }, { scopes: ['admin' as const] }]) {
        const { bearer: key } = await givenApiKey(api, overrides);
        const answer = await api.request.post('/api/api-keys').set(key).send({ name: 'child' });
        expect([answer.status, answer.body.code]).toEqual([403, 'auth.forbidden']);
      }
      const machine = await givenApiKey(api);
      const child = await api.request.post('/api/api-keys').set(machine.bearer).send({ name: 'child' });
      expect([child.status, child.body.userId]).toEqual([201, null]);
    });
  });

  describe('404', () => {
    test('somebody else’s key is none, and stays', async () => {
      const { id, bearer: key } = await givenApiKey(api, { userId: admin.id });
      const answer = await remove(user, id);
      expect([answer.status, answer.body.code]).toEqual([404, 'api_key.not_found']);
      expect((await read(key)).status).toBe(200);
    });
  });
});
