import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { givenApiKey, givenUser, password } from '../testing/accounts.js';
import type { TestUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';

describeApi('users', () => {
  let api: TestApi;
  let admin: TestUser;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
    admin = await givenUser(api, 'admin');
  });
  afterAll(() => api.close());

  const post = (body: object) => api.request.post('/api/users').set(admin.bearer).send(body);
  const patch = (id: string, body: object) =>
    api.request.patch(`/api/users/${id}`).set(admin.bearer).send(body);
  const logIn = (email: string, given: string) =>
    api.request.post('/api/auth/login').send({ email, password: given });
  const tasksStatus = async (headers: object) =>
    (await api.request.get('/api/tasks').set({ ...headers })).status;

  describe('201', () => {
    test('a new user signs in; no hash leaves, and argon2id is what is stored', async () => {
      const answer = await post({ email: 'new@carillon.test', password, role: 'operator' });
      expect(answer.status).toBe(201);
      expect(Object.keys(answer.body).sort()).toEqual(
        [
          'createdAt',
          'disabledAt',
          'displayName',
          'email',
          'id',
          'isLinked',
          'role',
          'updatedAt',
          'version',
        ].sort(),
      );
      const { rows } = await api.database.pool.query('select password_hash from users where id = $1', [
        answer.body.id,
      ]);
      expect(rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect((await logIn('new@carillon.test', password)).status).toBe(200);
    });
  });

  describe('200', () => {
    test('all of them page by page, by address', async () => {
      await Promise.all([1, 2, 3].map((index) => post({ email: `page${index}@carillon.test`, password })));
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query = { limit: 2, ...(cursor === '' ? {} : { cursor }) };
        const { body } = await api.request.get('/api/users').set(admin.bearer).query(query);
        expect(JSON.stringify(body)).not.toMatch(/argon2|token/i);
        seen.push(...body.items.map(({ email }: { email: string }) => email));
        cursor = body.nextCursor;
      }
      const { rows } = await api.database.pool.query('select email from users order by lower(email)');
      expect(seen).toEqual(rows.map(({ email }) => email));
    });

    test('another role counts from the next request on, for sessions and keys', async () => {
      const user = await givenUser(api, 'admin');
      const key = await givenApiKey(api, { userId: user.id, role: 'admin' });
      const users = async (headers: object) =>
        (await api.request.get('/api/users').set({ ...headers })).status;
      expect([await users(user.bearer), await users(key.bearer)]).toEqual([200, 200]);
      expect((await patch(user.id, { role: 'viewer' })).body.role).toBe('viewer');
      expect([await users(user.bearer), await users(key.bearer)]).toEqual([401, 403]);
    });

    test('whoever is disabled is out at once, and comes back with new sessions only', async () => {
      const user = await givenUser(api);
      const key = await givenApiKey(api, { userId: user.id, role: 'operator' });
      expect((await patch(user.id, { disabled: true })).body.disabledAt).not.toBeNull();
      expect([await tasksStatus(user.bearer), await tasksStatus(key.bearer)]).toEqual([401, 401]);
      expect(await tasksStatus({ cookie: user.cookie })).toBe(401);
      expect((await logIn(user.email, password)).status).toBe(401);
      expect((await patch(user.id, { disabled: false })).body.disabledAt).toBeNull();
      expect([await tasksStatus(user.bearer), await tasksStatus({ cookie: user.cookie })]).toEqual([
        401, 401,
      ]);
      expect((await logIn(user.email, password)).status).toBe(200);
    });

    test('a password that an administrator sets takes the place of a forgotten one', async () => {
      const user = await givenUser(api);
      await patch(user.id, { password: 'set by somebody else' }).expect(200);
      expect([await tasksStatus(user.bearer), await tasksStatus({ cookie: user.cookie })]).toEqual([
        401, 401,
      ]);
      expect((await logIn(user.email, 'set by somebody else')).status).toBe(200);
    });
  });

  describe('400', () => {
    test.each([
      ['email', { email: 'x', password }],
      ['password', { email: 'a@carillon.test', password: 'short' }],
      ['role', { email: 'a@carillon.test', password, role: 'root' }],
      ['tokenVersion', { email: 'a@carillon.test', password, tokenVersion: 9 }],
    ])('the problem names %s', async (path, body) => {
      const answer = await post(body);
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, path]);
      expect(JSON.stringify(answer.body)).not.toContain(password);
    });

    test('a change that changes nothing', async () => {
      expect((await patch(admin.id, {})).status).toBe(400);
    });
  });

  describe('404', () => {
    test('a user that is not there', async () => {
      const answer = await patch(unknownId, { role: 'admin' });
      expect([answer.status, answer.body.code]).toEqual([404, 'user.not_found']);
      const read = await api.request.get(`/api/users/${unknownId}`).set(admin.bearer);
      expect([read.status, read.body.code]).toEqual([404, 'user.not_found']);
    });
  });

  describe('409', () => {
    test('an address is taken once, in whatever case', async () => {
      await post({ email: 'taken@carillon.test', password }).expect(201);
      const answer = await post({ email: 'Taken@Carillon.test', password });
      expect([answer.status, answer.body.code]).toEqual([409, 'user.conflict']);
    });

    describe('while there is no administrator', () => {
      let own: TestApi;
      beforeEach(async () => {
        own = await startTestApi();
      });
      afterEach(() => own.close());
      const make = (body: object) => own.request.post('/api/users').send({ password, ...body });
      const roles = async () =>
        (await own.database.pool.query('select role from users order by role')).rows.map(({ role }) => role);

      test('no account but an administrator’s is made, and the refusal names the way', async () => {
        for (const role of ['viewer', 'operator', undefined]) {
          const { status, body } = await make({ email: 'a@carillon.test', role });
          expect([status, body.code]).toEqual([409, 'user.administrator_first']);
          expect(body.detail).toContain('POST /api/auth/setup');
        }
        expect(await roles()).toEqual([]);
        expect((await own.request.get('/api/auth/setup')).body.isOpen).toBe(true);
        await make({ email: 'a@carillon.test', role: 'admin' }).expect(201);
        await make({ email: 'b@carillon.test', role: 'viewer' }).expect(201);
        expect(await roles()).toEqual(['admin', 'viewer']);
      });

      test('nor when several are made at once', async () => {
        // The first round may be over before the other connections are open.
        for (let round = 0; round < 5; round += 1) {
          await own.database.pool.query('delete from users');
          const answers = await Promise.all(
            ['viewer', 'admin', 'operator', 'viewer'].map((role, index) =>
              make({ email: `user${index}@carillon.test`, role }),
            ),
          );
          expect(answers[1]!.status).toBe(201);
          const made = answers.filter(({ status }) => status === 201).map(({ body }) => body.role as string);
          expect(await roles()).toEqual(made.sort());
          for (const { status } of answers) expect([201, 409]).toContain(status);
          const { rows } = await own.database.pool.query('select role from users order by id limit 1');
          expect(rows).toEqual([{ role: 'admin' }]);
        }
      });

      test('a disabled administrator is none', async () => {
        const { id } = await givenUser(own, 'admin');
        await own.database.pool.query('update users set disabled_at = now() where id = $1', [id]);
        expect((await make({ email: 'c@carillon.test' })).body.code).toBe('user.administrator_first');
      });
    });

    test('the last administrator stays one, also when two step down at once', async () => {
      const own = await startTestApi();
      try {
        const both = [await givenUser(own, 'admin'), await givenUser(own, 'admin')];
        const change = (id: string, body: object) => own.request.patch(`/api/users/${id}`).send(body);
        let answers: { status: number }[] = [];
        // The first round may be over before the second connection is open.
        for (let round = 0; round < 5; round += 1) {
          await own.database.pool.query(`update users set role = 'admin', disabled_at = null`);
          answers = await Promise.all([
            change(both[0]!.id, { role: 'viewer' }),
            change(both[1]!.id, { disabled: true }),
          ]);
          expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
        }
        const last = both[answers.findIndex(({ status }) => status === 409)]!.id;
        for (const body of [{ role: 'operator' }, { disabled: true }]) {
          expect((await change(last, body)).body.code).toBe('user.conflict');
        }
        expect((await change(last, { role: 'admin' })).status).toBe(200);
      } finally {
        await own.close();
      }
    });
  });
});
