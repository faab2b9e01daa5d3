import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestUser } from '../testing/accounts.js';
import { givenApiKey, givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('a name of one’s own', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
  });
  afterAll(() => api.close());

  const rename = ({ bearer }: Pick<TestUser, 'bearer'>, body: object) =>
    api.request.patch('/api/auth/me').set(bearer).send(body);
  const me = async ({ bearer }: TestUser) => (await api.request.get('/api/auth/me').set(bearer)).body;

  describe('200', () => {
    test('a viewer chooses one, goes on with the same session, and takes it away again', async () => {
      const user = await givenUser(api, 'viewer');
      expect(await me(user)).toMatchObject({ name: user.email, displayName: null });
      const { status, body } = await rename(user, { displayName: '  Ada Lovelace ' });
      expect([status, body]).toEqual([200, { ...(await me(user)), displayName: 'Ada Lovelace' }]);
      expect(body.name).toBe(user.email);
      expect((await rename(user, { displayName: null })).body.displayName).toBeNull();
      expect((await me(user)).displayName).toBeNull();
    });

    test('administrators see it beside the address, as another version of the user', async () => {
      const [admin, user] = [await givenUser(api, 'admin'), await givenUser(api)];
      await rename(user, { displayName: '李小龍' }).expect(200);
      const { body, headers } = await api.request.get(`/api/users/${user.id}`).set(admin.bearer);
      expect(body).toMatchObject({ email: user.email, displayName: '李小龍', version: 2 });
      expect(headers.etag).toBe('"2"');
    });

    test('the record tells of it, and keeps the address', async () => {
      const user = await givenUser(api);
      await rename(user, { displayName: 'Grace' }).expect(200);
      await rename(user, { displayName: 'Grace Hopper' }).expect(200);
      const { rows } = await api.database.pool.query(
        `select action, subject_type, subject_id, details from audit_log where actor = $1 order by id`,
        [user.email],
      );
      const entry = { action: 'renameSessionCaller', subject_type: 'auth', subject_id: user.id };
      expect(rows).toEqual([
        { ...entry, details: { displayName: 'Grace' } },
        { ...entry, details: { displayName: 'Grace Hopper' } },
      ]);
    });
  });

  describe('400', () => {
    test.each([
      ['nothing', {}],
      ['an empty name', { displayName: '' }],
      ['blanks', { displayName: ' \t ' }],
      ['101 characters', { displayName: 'x'.repeat(101) }],
      ['two lines', { displayName: 'Ada\nLovelace' }],
      ['a control character', { displayName: 'Ada\u0007' }],
      ['a turned direction', { displayName: 'Ada\u202elliB' }],
      ['NUL', { displayName: 'A\u0000da' }],
      ['somebody’s address', { displayName: 'admin@example.com' }],
      ['the name under which Carillon posts', { displayName: 'Carillon' }],
      ['that name in other letters', { displayName: 'ｃarillon' }],
      ['the machine', { displayName: 'this machine' }],
    ])('%s', async (_, body) => {
      const answer = await rename(await givenUser(api), body);
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, 'displayName']);
    });

    test('anything else of the account', async () => {
      const user = await givenUser(api, 'viewer');
      expect((await rename(user, { displayName: 'Ada', role: 'admin' })).status).toBe(400);
      expect(await me(user)).toMatchObject({ displayName: null, role: 'viewer' });
    });
  });

  test('401: nobody that is known', async () => {
    expect((await api.request.patch('/api/auth/me').send({ displayName: 'Ada' })).status).toBe(401);
  });

  test('403: a key has none to choose, whoever’s it is', async () => {
    const user = await givenUser(api, 'admin');
    const key = await givenApiKey(api, { userId: user.id });
    const answer = await rename(key, { displayName: 'Ada' });
    expect([answer.status, answer.body.code]).toEqual([403, 'auth.forbidden']);
    expect((await me(user)).displayName).toBeNull();
  });
});
