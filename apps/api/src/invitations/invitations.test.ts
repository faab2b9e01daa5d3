import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { offerSetup } from '@carillon/db';
import type { TestUser } from '../testing/accounts.js';
import { bearer, givenUser, password } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';

describeApi('invitations', () => {
  let api: TestApi;
  let admin: TestUser;
  let made = 0;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false, trustedProxies: ['127.0.0.1', '::1'] });
    admin = await givenUser(api, 'admin');
  });
  afterAll(() => api.close());

  const query = (text: string, values: unknown[] = []) => api.database.pool.query(text, values);
  const post = (body: object, as = admin) => api.request.post('/api/invitations').set(as.bearer).send(body);
  const revoke = (id: string) => api.request.delete(`/api/invitations/${id}`).set(admin.bearer);
  /** Each from an address of its own, as its attempts are counted. */
  const send = (path: string, body: object, from = `203.0.113.${(made += 1)}`) =>
    api.request.post(path).set('x-forwarded-for', from).send(body);
  const join = (token: string, from?: string) => send('/api/auth/join', { token, password }, from);
  const read = (token: string) => send('/api/auth/invitation', { token });

  /** An invitation, and the token of its link. */
  async function invite(overrides: object = {}, as = admin) {
    const email = `guest${(made += 1)}@carillon.test`;
    const { body } = await post({ email, role: 'operator', ...overrides }, as).expect(201);
    return { id: body.id as string, email: body.email as string, body, token: tokenOf(body.link as string) };
  }
  const tokenOf = (link: string): string => /#token=([\w-]{43})$/.exec(link)![1]!;
  const stateOf = async (id: string) => {
    const { body } = await api.request.get('/api/invitations').set(admin.bearer).query({ limit: 100 });
    return body.items.find((each: { id: string }) => each.id === id)?.state;
  };
  const refusalOf = async (token: string) => {
    const answers = [await join(token), await read(token)];
    const [first, second] = answers.map(({ status, body }) => [status, body.code, body.detail]);
    expect(second).toEqual(first);
    return first;
  };

  describe('201', () => {
    test('the link is shown once, its token is stored as a hash, and it holds for a week', async () => {
      const { id, body, token } = await invite();
      expect(body.link).toBe(`/join#token=${token}`);
      expect(body).toMatchObject({ state: 'open', role: 'operator', inviterName: admin.email });
      expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBe(7 * 86_400_000);
      const { rows } = await query('select * from invitations where id = $1', [id]);
      expect(JSON.stringify(rows)).not.toContain(token);
      const list = await api.request.get('/api/invitations').set(admin.bearer);
      expect(JSON.stringify(list.body)).not.toMatch(/token|hash|link/i);
    });

    test('the link leads to the address of the dashboard, where it is known', async () => {
      const other = await startTestApi(
        { frontendUrl: 'https://board.example:8443' },
        undefined,
        api.database,
      );
      const answer = await other.request.post('/api/invitations').send({ email: 'far@carillon.test' });
      expect(answer.body.link).toMatch(/^https:\/\/board\.example:8443\/join#token=/);
      await other.close();
    });

    test('whoever has the link makes the account, and is signed in with the role of the invitation', async () => {
      const { id, email, token } = await invite();
      expect((await read(token).expect(200)).body).toMatchObject({ email, role: 'operator' });
      const answer = await join(token);
      expect([answer.status, answer.body.user.email, answer.body.user.role]).toEqual([
        201,
        email,
        'operator',
      ]);
      expect(answer.headers['set-cookie']).toHaveLength(1);
      await api.request.get('/api/tasks').set(bearer(answer.body.accessToken)).expect(200);
      await send('/api/auth/login', { email, password }).expect(200);
      const { rows } = await query('select password_hash from users where email = $1', [email]);
      expect(rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect(await stateOf(id)).toBe('used');
    });

    test('of several who use it at once, one wins', async () => {
      const { email, token } = await invite();
      const answers = await Promise.all([1, 2, 3, 4].map(() => join(token)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
      expect((await query('select from users where email = $1', [email])).rowCount).toBe(1);
    });

    test('another one for the address takes the place of the first', async () => {
      const first = await invite();
      const second = await invite({ email: first.email.toUpperCase() });
      expect([await stateOf(first.id), await stateOf(second.id)]).toEqual(['revoked', 'open']);
    });

    test('who invited, who came and who was refused is in the audit log, without a token', async () => {
      const { id, email, token } = await invite();
      await join(token);
      await join(token);
      const { rows } = await query(
        `select actor, action, subject_id, details from audit_log
         where subject_id = $1 or details->>'invitationId' = $1 order by id`,
        [id],
      );
      expect(rows.map(({ actor, action }) => [actor, action])).toEqual([
        [admin.email, 'createInvitation'],
        [email, 'acceptInvitation'],
        ['unknown', 'refuseInvitation'],
      ]);
      expect(JSON.stringify(rows)).not.toContain(token);
    });
  });

  describe('200', () => {
    test('page by page, the newest first, and by state', async () => {
      const { id, token } = await invite();
      await join(token);
      const list = (asked: object) => api.request.get('/api/invitations').set(admin.bearer).query(asked);
      const used = await list({ state: 'used', limit: 1 });
      expect(used.body.items).toMatchObject([{ id, state: 'used' }]);
      const next = await list({ state: 'used', limit: 1, cursor: used.body.nextCursor });
      expect(next.body.items[0].id < id).toBe(true);
      const open = await list({ state: 'open', limit: 100 });
      expect(new Set(open.body.items.map(({ state }: { state: string }) => state))).toEqual(
        new Set(['open']),
      );
    });
  });

  describe('400', () => {
    test.each([
      ['email', { email: 'x' }],
      ['role', { email: 'a@carillon.test', role: 'root' }],
      ['validDays', { email: 'a@carillon.test', validDays: 31 }],
    ])('the problem names %s', async (path, body) => {
      const answer = await post(body);
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, path]);
    });

    test('a password that set-up would refuse makes no account and leaves the invitation open', async () => {
      const { id, token } = await invite();
      const answer = await send('/api/auth/join', { token, password: 'short' });
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, 'password']);
      expect(await stateOf(id)).toBe('open');
    });
  });

  describe('404', () => {
    test('a token that is none', async () => {
      expect(await refusalOf('x'.repeat(43))).toEqual([
        404,
        'invitation.not_found',
        'There is no such invitation.',
      ]);
    });

    test('there is nothing to revoke twice', async () => {
      const { id } = await invite();
      await revoke(id).expect(204);
      expect((await revoke(id)).body.code).toBe('invitation.not_found');
      await revoke(unknownId).expect(404);
    });
  });

  describe('409', () => {
    const ended = (detail: string) => [409, 'invitation.ended', detail];

    test('one that was used', async () => {
      const { token } = await invite();
      await join(token).expect(201);
      expect(await refusalOf(token)).toEqual(ended('The invitation has been used already.'));
    });

    test('one that has expired', async () => {
      const { id, token } = await invite();
      await query(`update invitations set expires_at = now() - interval '1 second' where id = $1`, [id]);
      expect(await refusalOf(token)).toEqual(ended('The invitation has expired.'));
      expect(await stateOf(id)).toBe('expired');
    });

    test('one that was revoked reads like one whose address has an account by now', async () => {
      const revoked = await invite();
      await revoke(revoked.id).expect(204);
      const taken = await invite();
      await api.request
        .post('/api/users')
        .set(admin.bearer)
        .send({ email: taken.email.toUpperCase(), password });
      const refusal = ended('The invitation does not hold any more.');
      expect([await refusalOf(revoked.token), await refusalOf(taken.token)]).toEqual([refusal, refusal]);
    });

    test.each([
      ['was disabled', { disabled: true }],
      ['is no administrator any more', { role: 'operator' }],
    ])('one whose maker %s', async (_, change) => {
      const other = await givenUser(api, 'admin');
      const { id, token } = await invite({}, other);
      await api.request.patch(`/api/users/${other.id}`).set(admin.bearer).send(change).expect(200);
      expect(await refusalOf(token)).toEqual(ended('The invitation does not hold any more.'));
      expect(await stateOf(id)).toBe('revoked');
    });

    test('an administrator learns that an address has an account', async () => {
      const answer = await post({ email: admin.email.toUpperCase() });
      expect([answer.status, answer.body.code]).toEqual([409, 'user.conflict']);
    });
  });

  describe('before there is an administrator', () => {
    let own: TestApi;
    beforeEach(async () => {
      own = await startTestApi();
    });
    afterEach(() => own.close());
    const inviteTo = async (role: string, email: string) => {
      const { body } = await own.request.post('/api/invitations').send({ role, email }).expect(201);
      return tokenOf(body.link as string);
    };
    const joinThere = (token: string) => own.request.post('/api/auth/join').send({ token, password });
    const setUp = () => own.request.post('/api/auth/setup').send({ email: 'first@carillon.test', password });
    const roles = async () =>
      (await own.database.pool.query('select role from users order by id')).rows.map(({ role }) => role);

    test('an invitation to anything else waits for the first one, and opens afterwards', async () => {
      const token = await inviteTo('operator', 'early@carillon.test');
      const { status, body } = await joinThere(token);
      expect([status, body.code]).toEqual([409, 'user.administrator_first']);
      expect(body.detail).toContain('POST /api/auth/setup');
      expect(await roles()).toEqual([]);
      await setUp().expect(201);
      await joinThere(token).expect(201);
      expect(await roles()).toEqual(['admin', 'operator']);
    });

    test('an invited administrator may be the first, and ends the set-up', async () => {
      expect(await offerSetup(own.database.pool)).not.toBeNull();
      await joinThere(await inviteTo('admin', 'early@carillon.test')).expect(201);
      expect(await roles()).toEqual(['admin']);
      expect((await own.database.pool.query('select from setup_tokens')).rowCount).toBe(0);
      await setUp().expect(409);
    });

    test('of the set-up and two invitations at once, no account is before the administrator’s', async () => {
      for (let round = 0; round < 5; round += 1) {
        await own.database.pool.query('delete from users');
        const tokens = [
          await inviteTo('viewer', `viewer${round}@carillon.test`),
          await inviteTo('operator', `operator${round}@carillon.test`),
        ];
        const [first, ...joined] = await Promise.all([setUp(), ...tokens.map((token) => joinThere(token))]);
        expect(first.status).toBe(201);
        for (const { status } of joined) expect([201, 409]).toContain(status);
        const made = await roles();
        expect(made[0]).toBe('admin');
        expect(made).toHaveLength(1 + joined.filter(({ status }) => status === 201).length);
        for (const token of tokens) expect([201, 409]).toContain((await joinThere(token)).status);
        expect((await roles()).sort()).toEqual(['admin', 'operator', 'viewer']);
      }
    });
  });

  describe('429', () => {
    test('who tries tokens waits, and nobody else does', async () => {
      const { token } = await invite();
      const attempt = () => join('y'.repeat(43), '198.51.100.1');
      const statuses = [];
      for (let at = 0; at < 6; at += 1) statuses.push((await attempt()).status);
      expect(statuses).toEqual([404, 404, 404, 404, 404, 429]);
      expect((await join(token, '198.51.100.1')).status).toBe(429);
      expect((await join(token, '198.51.100.2')).status).toBe(201);
    });
  });
});
