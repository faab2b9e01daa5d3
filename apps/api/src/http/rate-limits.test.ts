import { afterEach, describe, expect, test } from '@jest/globals';
import type { ApiConfig } from '@carillon/config';
import { FaultProxy, until } from '@carillon/testkit';
import { givenApiKey, givenUser, password } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

const redisUrl = process.env.CARILLON_TEST_REDIS_URL;
const onRedis = redisUrl === undefined ? test.skip : test;

describeApi('rate limits', () => {
  const opened: { close(): Promise<unknown> }[] = [];
  async function start(overrides: Partial<ApiConfig>): Promise<TestApi> {
    const api = await startTestApi({ openOnLoopback: false, ...overrides });
    opened.push(api);
    return api;
  }
  afterEach(async () => {
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
