import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { ApiConfig } from '@carillon/config';
import { insertTask } from '@carillon/db/testing';
import { FaultProxy, until } from '@carillon/testkit';
import { givenApiKey, givenUser, password } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';
import { closeSockets, connectSocket, openSocket, refusalOf } from '../testing/sockets.js';

const redisUrl = process.env.CARILLON_TEST_REDIS_URL;
const onRedis = redisUrl === undefined ? test.skip : test;

/** Everything but the date: connections go on working. */
const notClock = [
  ...([
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'setImmediate',
    'clearImmediate',
  ] as const),
  ...(['nextTick', 'queueMicrotask', 'performance', 'hrtime'] as const),
];

describeApi('rate limits', () => {
  const opened: { close(): Promise<unknown> }[] = [];
  async function start(overrides: Partial<ApiConfig>): Promise<TestApi> {
    const api = await startTestApi({ openOnLoopback: false, ...overrides });
    opened.push(api);
    return api;
  }
  afterEach(async () => {
    jest.useRealTimers();
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });

  async function statuses(count: number, call: (index: number) => PromiseLike<{ status: number }>) {
    const seen: number[] = [];
    for (let index = 0; index < count; index += 1) seen.push((await call(index)).status);
    return seen;
  }
  const logIn = (api: TestApi, email: string, given: string, address = '203.0.113.1') =>
    api.request.post('/api/auth/login').set('x-forwarded-for', address).send({ email, password: given });

  describe('429', () => {
    test('after so many requests in a minute of one key or user, and of nobody else', async () => {
      const api = await start({ rateLimitPerMinute: 3 });
      const [key, otherKey, user] = [await givenApiKey(api), await givenApiKey(api), await givenUser(api)];
      const read = (headers: object) => api.request.get('/api/tasks').set({ ...headers });
      expect(await statuses(4, () => read(key.bearer))).toEqual([200, 200, 200, 429]);
      expect(await statuses(4, () => read(user.bearer))).toEqual([200, 200, 200, 429]);
      expect((await read(otherKey.bearer)).status).toBe(200);
      const refused = await read(key.bearer);
      expect([refused.type, refused.body.code]).toEqual(['application/problem+json', 'request.too_many']);
      const seconds = Number(refused.headers['retry-after']);
      expect(seconds >= 1 && seconds <= 60).toBe(true);
    });

    test('after so many requests without sign-in from one address; health is always told', async () => {
      const api = await start({ rateLimitPerMinute: 3 });
      expect(await statuses(4, () => api.request.get('/api/tasks'))).toEqual([401, 401, 401, 429]);
      expect((await api.request.get('/api/health/live')).status).toBe(200);
      expect((await api.request.get('/api/tasks').set((await givenApiKey(api)).bearer)).status).toBe(200);
    });

    test('after so many sockets too, of one address without sign-in and of one key', async () => {
      const api = await start({ rateLimitPerMinute: 3 });
      const refused = async (auth: object = {}) => (await refusalOf(openSocket(api, { auth }))).status;
      expect([await refused(), await refused(), await refused(), await refused()]).toEqual([
        401, 401, 401, 429,
      ]);
      const [key, other] = [await givenApiKey(api), await givenApiKey(api)];
      for (let count = 0; count < 3; count += 1) await connectSocket(api, key.text);
      expect(await refused({ token: key.text })).toBe(429);
      await connectSocket(api, other.text);
      closeSockets();
    });

    test('an address that a client invents counts only when a trusted proxy tells it', async () => {
      const call = (api: TestApi) => (index: number) =>
        api.request.get('/api/tasks').set('x-forwarded-for', `203.0.113.${index}`);
      expect(await statuses(3, call(await start({ rateLimitPerMinute: 2 })))).toEqual([401, 401, 429]);
      const trusting = await start({ rateLimitPerMinute: 2, trustedProxies: ['127.0.0.0/8'] });
      expect(await statuses(3, call(trusting))).toEqual([401, 401, 401]);
    });

    test('after five attempts to sign in; its owner signs in from elsewhere, and nobody else is touched', async () => {
      const api = await start({ trustedProxies: ['127.0.0.1'] });
      const [user, other] = [await givenUser(api), await givenUser(api)];
      expect(await statuses(6, () => logIn(api, user.email, 'wrong'))).toEqual([
        401, 401, 401, 401, 401, 429,
      ]);
      expect((await logIn(api, user.email.toUpperCase(), password)).status).toBe(429);
      expect((await logIn(api, user.email, password, '203.0.113.2')).status).toBe(200);
      expect((await logIn(api, other.email, password)).status).toBe(200);
    });

    test('after ten attempts to sign in within ten minutes, and after twenty within an hour', async () => {
      const api = await start({ trustedProxies: ['127.0.0.1'] });
      const { email } = await givenUser(api);
      const five = () => statuses(5, () => logIn(api, email, 'wrong'));
      const waitOf = async () => Number((await logIn(api, email, 'wrong')).headers['retry-after']);
      const failed = [401, 401, 401, 401, 401];
      jest.useFakeTimers({ now: Date.now(), doNotFake: notClock });
      const pass = (seconds: number) => jest.setSystemTime(Date.now() + seconds * 1_000);
      expect(await five()).toEqual(failed);
      pass(61);
      expect(await five()).toEqual(failed);
      pass(61);
      expect(await waitOf()).toBeGreaterThan(60);
      pass(600);
      expect(await five()).toEqual(failed);
      pass(61);
      expect(await five()).toEqual(failed);
      pass(600);
      expect(await waitOf()).toBeGreaterThan(600);
      pass(3_600);
      expect((await logIn(api, email, password)).status).toBe(200);
    });

    test('sooner by what calls a receiver: it counts five times, at each door', async () => {
      const api = await start({ rateLimitPerMinute: 10 });
      const run = (headers: object) => api.request.post(`/api/tasks/${unknownId}/run`).set({ ...headers });
      const key = await givenApiKey(api);
      expect(await statuses(3, () => run(key.bearer))).toEqual([404, 404, 429]);
      const replay = (headers: object) =>
        api.request.post(`/api/runs/${unknownId}/replay`).set({ ...headers });
      const other = await givenApiKey(api);
      expect(await statuses(3, () => replay(other.bearer))).toEqual([404, 404, 429]);
    });

    test('and no later by many mutations in one operation', async () => {
      const api = await start({ rateLimitPerMinute: 50 });
      const { id } = await insertTask(api.database.pool);
      const nextAfter = async (field: string) => {
        const { bearer } = await givenApiKey(api);
        const fields = Array.from({ length: 10 }, (_, index) => `a${index}: ${field}`);
        const post = (query: string) => api.request.post('/graphql').set(bearer).send({ query });
        const { body } = await post(`mutation { ${fields.join(' ')} }`);
        expect(body.errors).toBeUndefined();
        return statuses(41, () => post('{ __typename }'));
      };
      expect(await nextAfter(`updateTask(id: "${id}", input: { maxRetry: 7 }) { id }`)).toEqual([
        ...Array(40).fill(200),
        429,
      ]);
      expect(await nextAfter(`runTask(id: "${id}") { id }`)).toEqual(Array(41).fill(429));
    });

    test('a success forgets the failures before it', async () => {
      const api = await start({});
      const { email } = await givenUser(api);
      await statuses(4, () => logIn(api, email, 'wrong'));
      expect((await logIn(api, email, password)).status).toBe(200);
      expect(await statuses(5, () => logIn(api, email, 'wrong'))).toEqual([401, 401, 401, 401, 401]);
    });
  });

  describe('200', () => {
    test('without end for whoever sits at an open machine, and where there is no limit', async () => {
      const machine = await start({ openOnLoopback: true, rateLimitPerMinute: 1 });
      expect(await statuses(3, () => machine.request.get('/api/tasks'))).toEqual([200, 200, 200]);
      const unlimited = await start({ rateLimitPerMinute: 0 });
      expect(await statuses(3, () => unlimited.request.get('/api/tasks'))).toEqual([401, 401, 401]);
    });
  });

  describe('with Redis', () => {
    const newAddress = () => `2001:db8::${Math.floor(Math.random() * 65_536).toString(16)}`;
    const fromNewAddress = (apis: TestApi[]) => {
      const address = newAddress();
      return statuses(4, (index) =>
        apis[index % apis.length]!.request.get('/api/tasks').set('x-forwarded-for', address),
      );
    };
    const limited = [401, 401, 401, 429];
    const settings = { rateLimitPerMinute: 3, trustedProxies: ['127.0.0.1'] };
    /** While the first connections open, a count may begin in a process and go on in Redis. */
    const counted = (apis: TestApi[]) =>
      until(async () => expect(await fromNewAddress(apis)).toEqual(limited), { what: 'a common count' });

    onRedis('two processes count together', async () => {
      await counted([
        await start({ ...settings, redisUrl: redisUrl! }),
        await start({ ...settings, redisUrl: redisUrl! }),
      ]);
    });

    onRedis('a Redis that is silent or gone opens nothing and delays little', async () => {
      const url = new URL(redisUrl!);
      const proxy = await FaultProxy.start({ targetPort: Number(url.port) });
      opened.push(proxy);
      url.port = String(proxy.port);
      const api = await start({ ...settings, redisUrl: url.href });
      await counted([api]);
      for (const mode of ['black-hole', 'cut'] as const) {
        await proxy.setMode(mode);
        const startedAt = performance.now();
        expect(await fromNewAddress([api])).toEqual(limited);
        expect((performance.now() - startedAt) / limited.length).toBeLessThan(400);
      }
    });
  });
});
