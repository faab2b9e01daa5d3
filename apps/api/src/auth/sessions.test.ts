import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestUser } from '../testing/accounts.js';
import { bearer, givenUser, password, signedIn } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

const ownPage = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };

describeApi('sessions', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
  });
  afterAll(() => api.close());

  const logIn = (body: object) => api.request.post('/api/auth/login').send(body);
  const refresh = (cookie: string, headers: object = ownPage) =>
    api.request.post('/api/auth/refresh').set({ ...headers, cookie });
  const logOut = (cookie: string, headers: object = ownPage) =>
    api.request.post('/api/auth/logout').set({ ...headers, cookie });
  const meStatus = async (token: string) => (await api.request.get('/api/auth/me').set(bearer(token))).status;
  const cookieOf = ({ headers }: { headers: Record<string, unknown> }) =>
    (headers['set-cookie'] as string[])[0]!.split(';')[0]!;
  /** As if the token had been used so long ago. */
  const ageUses = (interval: string) =>
    api.database.pool.query('update refresh_tokens set used_at = used_at - $1::interval', [interval]);
  const audited = async (action: string) => {
    const { rows } = await api.database.pool.query('select * from audit_log where action = $1', [action]);
    return rows as { actor: string; subject_id: string; ip_address: string; details: object }[];
  };

  describe('200', () => {
    test('the right password opens a session; the address may be written in any case', async () => {
      const user = await givenUser(api, 'viewer');
      const answer = await logIn({ email: user.email.toUpperCase(), password });
      expect([answer.status, answer.body]).toEqual([
        200,
        {
          accessToken: expect.any(String),
          expiresAt: expect.any(String),
          user: { id: user.id, email: user.email, role: 'viewer' },
        },
      ]);
      const lifetimeMs = Date.parse(answer.body.expiresAt) - Date.now();
      expect(lifetimeMs > 0 && lifetimeMs <= 15 * 60_000).toBe(true);
      const me = await api.request.get('/api/auth/me').set(bearer(answer.body.accessToken));
      expect(me.body).toMatchObject({
        kind: 'user',
        id: user.id,
        name: user.email,
        role: 'viewer',
        scopes: null,
      });
      expect((await audited('signIn')).map(({ subject_id }) => subject_id)).toContain(user.id);
    });

    test('the refresh token comes in a cookie that no script and no foreign page gets, and is stored hashed', async () => {
      const user = await givenUser(api);
      const [cookie] = (await logIn({ email: user.email, password })).headers[
        'set-cookie'
      ] as unknown as string[];
      expect(cookie).toMatch(
        /^carillon_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
      );
      const { rows } = await api.database.pool.query('select token_hash from refresh_tokens');
      const token = cookie!.slice(cookie!.indexOf('=') + 1, cookie!.indexOf(';'));
      expect(rows.map(({ token_hash }) => token_hash.toString('latin1'))).not.toContain(token);
    });

    test('behind https the cookie is bound to the host and to https', async () => {
      const behindTls = await startTestApi({ openOnLoopback: false, frontendUrl: 'https://board.example' });
      try {
        const { email } = await givenUser(behindTls);
        const answer = await behindTls.request.post('/api/auth/login').send({ email, password });
        const [cookie] = answer.headers['set-cookie'] as unknown as string[];
        expect(cookie).toMatch(/^__Host-carillon_session=.+; Path=\/; .*Secure; SameSite=Strict$/);
        expect(cookie).not.toMatch(/domain/i);
        const call = (origin: string) =>
          behindTls.request.post('/api/auth/refresh').set({
            'content-type': 'application/json',
            'sec-fetch-site': 'same-site',
            origin,
            cookie: cookie!,
          });
        expect((await call('https://evil.board.example')).status).toBe(403);
        expect((await call('https://board.example')).status).toBe(200);
      } finally {
        await behindTls.close();
      }
    });

    test('a refresh gives the next pair of tokens, and takes up what has changed in the user', async () => {
      const user = await givenUser(api, 'viewer');
      await api.database.pool.query(`update users set role = 'admin' where id = $1`, [user.id]);
      const next = await refresh(user.cookie);
      expect([next.status, next.body.user.role]).toEqual([200, 'admin']);
      expect(await meStatus(next.body.accessToken)).toBe(200);
      expect((await refresh(cookieOf(next))).status).toBe(200);
    });

    test('two tabs that wake at the same moment both go on', async () => {
      const { cookie } = await givenUser(api);
      const answers = await Promise.all([1, 2, 3].map(() => refresh(cookie)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    });

    test('the cookie alone reads, and writes from our own page', async () => {
      const { cookie } = await givenUser(api);
      expect((await api.request.get('/api/tasks').set({ cookie })).status).toBe(200);
      const write = (headers: object) =>
        api.request
          .post('/api/schedules/preview')
          .set({ cookie, ...headers })
          .send({ taskSchedule: '* * * * *' });
      expect((await write(ownPage)).status).toBe(200);
      expect((await write({})).status).toBe(401);
      expect((await write({ 'sec-fetch-site': 'cross-site' })).status).toBe(401);
      expect((await write({ 'sec-fetch-site': 'same-site' })).status).toBe(401);
      expect((await write({ origin: 'https://evil.example' })).status).toBe(401);
    });

    test('a new password ends every session but the one that it opens', async () => {
      const user = await givenUser(api);
      const elsewhere = await signedIn(api, user.id);
      const answer = await api.request
        .post('/api/auth/password')
        .set(user.bearer)
        .send({ currentPassword: password, newPassword: 'another password' });
      expect(answer.status).toBe(200);
      expect(await Promise.all([user, elsewhere].map(({ accessToken }) => meStatus(accessToken)))).toEqual([
        401, 401,
      ]);
      expect((await refresh(elsewhere.cookie)).status).toBe(401);
      expect(await meStatus(answer.body.accessToken)).toBe(200);
      expect((await logIn({ email: user.email, password })).status).toBe(401);
      expect((await logIn({ email: user.email, password: 'another password' })).status).toBe(200);
    });

    test('a password is the same however its characters are composed', async () => {
      const user = await givenUser(api);
      const change = { currentPassword: password, newPassword: 'Ame\u0301lie et Zoe\u0308' };
      await api.request.post('/api/auth/password').set(user.bearer).send(change).expect(200);
      expect((await logIn({ email: user.email, password: 'Amélie et Zoë' })).status).toBe(200);
    });
  });

  describe('204', () => {
    test('after a logout neither token of the session opens anything; other sessions go on', async () => {
      const user = await givenUser(api);
      const other = await signedIn(api, user.id);
      const answer = await logOut(user.cookie);
      expect([answer.status, cookieOf(answer)]).toEqual([204, 'carillon_session=']);
      expect(await meStatus(user.accessToken)).toBe(401);
      expect((await refresh(user.cookie)).status).toBe(401);
      expect(await meStatus(other.accessToken)).toBe(200);
    });
  });

  describe('400', () => {
    test.each([
      ['currentPassword', { currentPassword: 'wrong', newPassword: 'another password' }],
      ['newPassword', { currentPassword: password, newPassword: 'eleven char' }],
      ['newPassword', { currentPassword: password, newPassword: 'x'.repeat(129) }],
    ])('a change of password names %s', async (path, body) => {
      const user = await givenUser(api);
      const answer = await api.request.post('/api/auth/password').set(user.bearer).send(body);
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, path]);
    });
  });

  describe('401', () => {
    test('an unknown address, a wrong password and a disabled user look alike', async () => {
      const [known, disabled] = [await givenUser(api), await givenUser(api)];
      await api.database.pool.query('update users set disabled_at = now() where id = $1', [disabled.id]);
      const answers = await Promise.all([
        logIn({ email: 'nobody@carillon.test', password }),
        logIn({ email: known.email, password: 'not the password' }),
        logIn({ email: disabled.email, password }),
      ]);
      const seen = answers.map(({ status, body: { requestId: _, ...body } }) => ({ status, body }));
      expect(seen).toEqual([seen[0], seen[0], seen[0]]);
      expect(seen[0]!.status).toBe(401);
      const subjects = (await audited('refuseSignIn')).map(({ subject_id }) => subject_id);
      expect(subjects).toEqual(expect.arrayContaining([null, known.id, disabled.id]));
    });

    test('an unknown address takes as long as a wrong password', async () => {
      const { email } = await givenUser(api);
      const times = { unknown: [] as number[], wrong: [] as number[] };
      for (let round = 0; round < 4; round += 1) {
        for (const [kind, address] of [
          ['unknown', 'nobody-else@carillon.test'],
          ['wrong', email],
        ] as const) {
          const startedAt = performance.now();
          await logIn({ email: address, password: 'not the password' }).expect(401);
          times[kind].push(performance.now() - startedAt);
        }
      }
      const best = (values: number[]) => Math.min(...values);
      // Without a hash to compare with, it would be a sixth.
      expect(best(times.unknown)).toBeGreaterThan(best(times.wrong) * 0.5);
      expect(best(times.unknown)).toBeLessThan(best(times.wrong) * 2);
    });

    test('a refresh token that comes a second time ends the session for whoever holds it', async () => {
      const user = await givenUser(api);
      const next = await refresh(user.cookie);
      await ageUses('11 seconds');
      expect((await refresh(user.cookie)).status).toBe(401);
      expect((await refresh(cookieOf(next))).status).toBe(401);
      expect(await meStatus(next.body.accessToken)).toBe(401);
      expect((await audited('revokeStolenSession')).map(({ subject_id }) => subject_id)).toContain(user.id);
    });

    test('a refresh token that has expired, or is none', async () => {
      const { id, cookie } = await givenUser(api);
      await api.database.pool.query('update refresh_tokens set expires_at = now() where user_id = $1', [id]);
      for (const one of [cookie, 'carillon_session=x', 'carillon_session=', 'other=x']) {
        expect((await refresh(one)).status).toBe(401);
      }
    });

    const changes: [string, (user: TestUser) => [string, unknown[]]][] = [
      [
        'another role',
        ({ id }) => [
          `update users set role = 'viewer', token_version = token_version + 1 where id = $1`,
          [id],
        ],
      ],
      ['disabled', ({ id }) => ['update users set disabled_at = now() where id = $1', [id]]],
      ['gone', ({ id }) => ['delete from users where id = $1', [id]]],
    ];
    test.each(changes)('the next request of a user who is %s', async (_, change) => {
      const user = await givenUser(api);
      expect(await meStatus(user.accessToken)).toBe(200);
      await api.database.pool.query(...change(user));
      expect(await meStatus(user.accessToken)).toBe(401);
    });
  });

  describe('403', () => {
    const foreign: [string, Record<string, string>][] = [
      ['a foreign page', { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }],
      ['a neighbour’s page', { 'content-type': 'application/json', 'sec-fetch-site': 'same-site' }],
      ['a foreign origin', { 'content-type': 'application/json', origin: 'https://evil.example' }],
      ['an opaque origin', { 'content-type': 'application/json', origin: 'null' }],
      ['whoever does not say from where', { 'content-type': 'application/json' }],
      ['a form of our own page', { 'sec-fetch-site': 'same-origin' }],
    ];
    test.each(foreign)('%s neither refreshes nor ends the session', async (_, headers) => {
      const user = await givenUser(api);
      expect((await refresh(user.cookie, headers)).status).toBe(403);
      expect((await logOut(user.cookie, headers)).status).toBe(403);
      expect((await refresh(user.cookie)).status).toBe(200);
    });
  });
});
