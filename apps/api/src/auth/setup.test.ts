import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLogger } from '@carillon/telemetry';
import type { ApiConfig } from '@carillon/config';
import { bearer } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';
import { prepareFirstAdministrator } from './first-administrator.js';

const password = 'the first password';

describeApi('the first administrator', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    await api.database.pool.query('delete from users');
  });

  /** What the start of an API logs. */
  async function start(overrides: Partial<ApiConfig> = {}): Promise<string[]> {
    const lines: string[] = [];
    const logger = createLogger({ service: 'api', level: 'info', format: 'json', directory: null });
    for (const transport of logger.transports) transport.silent = true;
    logger.on('data', (line: { message: string }) => lines.push(line.message));
    const config = { firstAdministrator: null, openOnLoopback: false, ...overrides } as ApiConfig;
    await prepareFirstAdministrator({ config, pool: api.database.pool, logger });
    return lines;
  }
  const tokenIn = (lines: string[]) => /: ([\w-]{43})$/.exec(lines.at(-1) ?? '')?.[1];
  const setUp = (token: string | undefined, email = 'first@carillon.test') =>
    api.request.post('/api/auth/setup').send({ token, email, password });

  describe('201', () => {
    test('the token that the start printed makes an administrator, who is signed in', async () => {
      const token = tokenIn(await start());
      const { rows } = await api.database.pool.query('select token_hash from setup_tokens');
      expect(JSON.stringify(rows)).not.toContain(token);
      const answer = await setUp(token);
      expect([answer.status, answer.body.user.role]).toEqual([201, 'admin']);
      expect(answer.headers['set-cookie']).toHaveLength(1);
      const users = await api.request.get('/api/users').set(bearer(answer.body.accessToken));
      expect(users.body.items.map(({ email }: { email: string }) => email)).toEqual(['first@carillon.test']);
      expect((await api.database.pool.query('select from setup_tokens')).rowCount).toBe(0);
      expect(await start()).toEqual([]);
    });

    test('with a name, which is what people see', async () => {
      const token = tokenIn(await start());
      const body = { token, email: 'first@carillon.test', displayName: ' Ada ', password };
      const { accessToken } = (await api.request.post('/api/auth/setup').send(body).expect(201)).body;
      const { body: caller } = await api.request.get('/api/auth/me').set(bearer(accessToken));
      expect(caller).toMatchObject({ name: 'first@carillon.test', displayName: 'Ada' });
    });

    test('of several at once one wins', async () => {
      const tokens = [tokenIn(await start()), tokenIn(await start())];
      const answers = await Promise.all(
        [0, 1, 2, 3].map((index) => setUp(tokens[index % 2], `admin${index}@carillon.test`)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
      expect((await api.database.pool.query('select from users')).rowCount).toBe(1);
    });
  });

  test('the environment makes one, of several processes once, and only while there is no user', async () => {
    const firstAdministrator = { email: 'env@carillon.test', password };
    await Promise.all([start({ firstAdministrator }), start({ firstAdministrator })]);
    await start({ firstAdministrator: { email: 'late@carillon.test', password } });
    const { rows } = await api.database.pool.query('select email, role from users');
    expect(rows).toEqual([{ email: 'env@carillon.test', role: 'admin' }]);
    const answer = await api.request.post('/api/auth/login').send(firstAdministrator);
    expect(answer.status).toBe(200);
  });

  test('an API that is open to its machine prints no token', async () => {
    expect(await start({ openOnLoopback: true })).toEqual([]);
  });

  describe('at the machine itself, where nobody has to sign in', () => {
    let open: TestApi;
    beforeAll(async () => {
      open = await startTestApi();
    });
    afterAll(() => open.close());

    test('no token is needed, until there is a user', async () => {
      const read = async () => (await open.request.get('/api/auth/setup').expect(200)).body;
      expect(await read()).toEqual({ isOpen: true, needsToken: false, provider: null });
      const attempt = (email: string) => open.request.post('/api/auth/setup').send({ email, password });
      expect((await attempt('first@carillon.test')).status).toBe(201);
      expect(await read()).toEqual({ isOpen: false, needsToken: false, provider: null });
      expect((await attempt('second@carillon.test')).status).toBe(409);
    });

    test('a request that came through a proxy from elsewhere needs the token', async () => {
      await open.database.pool.query('delete from users');
      const from = { 'x-forwarded-for': '203.0.113.7' };
      const state = await open.request.get('/api/auth/setup').set(from);
      expect(state.body).toEqual({ isOpen: true, needsToken: true, provider: null });
      const body = { email: 'a@carillon.test', password };
      expect((await open.request.post('/api/auth/setup').set(from).send(body)).status).toBe(401);
    });
  });

  test('whether it is open is for everybody to see, without a token that it needs one', async () => {
    const answer = await api.request.get('/api/auth/setup');
    expect([answer.status, answer.body]).toEqual([200, { isOpen: true, needsToken: true, provider: null }]);
    const body = { email: 'a@carillon.test', password };
    expect((await api.request.post('/api/auth/setup').send(body)).status).toBe(401);
  });

  describe('400', () => {
    test.each([
      ['password', { password: 'eleven char' }],
      ['password', { password: 'x'.repeat(129) }],
      ['email', { email: 'nobody' }],
      ['displayName', { displayName: 'Carillon' }],
      ['role', { role: 'admin' }],
    ])('names %s', async (path, overrides) => {
      const body = { token: 'x', email: 'a@carillon.test', password, ...overrides };
      const answer = await api.request.post('/api/auth/setup').send(body);
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, path]);
    });
  });

  describe('401', () => {
    test('another token', async () => {
      await start();
      expect((await setUp('x'.repeat(43))).status).toBe(401);
      expect((await api.database.pool.query('select from users')).rowCount).toBe(0);
    });
  });

  describe('409', () => {
    test('a token that was printed before there was a user', async () => {
      const [first, second] = [tokenIn(await start()), tokenIn(await start())];
      await setUp(first).expect(201);
      const late = await setUp(second, 'second@carillon.test');
      expect([late.status, late.body.code]).toEqual([409, 'user.conflict']);
    });
  });
});
