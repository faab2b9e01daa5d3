import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { AUTHENTICATOR } from '../dependencies.js';
import type { TestUser } from '../testing/accounts.js';
import { bearer, givenApiKey, givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';
import { claimsOf, forgedTokens, jwtSecret, signToken } from '../testing/forged-tokens.js';
import { closeSockets, connectSocket, openSocket, refusalOf } from '../testing/sockets.js';
import type { Authenticator } from './principal.js';

describeApi('forged tokens', () => {
  let api: TestApi;
  let admin: TestUser;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false, jwtSecret });
    admin = await givenUser(api, 'admin');
  });
  afterEach(closeSockets);
  afterAll(() => api.close());

  /** What is answered at the doors that take a header. */
  async function statusesWith(token: string): Promise<Record<string, number>> {
    const ask = api.request;
    const [rest, graphql, board] = [
      await ask.get('/api/tasks').set(bearer(token)),
      await ask.post('/graphql').set(bearer(token)).send({ query: '{ __typename }' }),
      await ask.get('/admin/queues').set(bearer(token)),
    ];
    return { rest: rest.status, graphql: graphql.status, board: board.status };
  }
  const everywhere = (status: number) => ({ rest: status, graphql: status, board: status });

  test('a token of our own form opens, so that the others are refused for what is wrong with them', async () => {
    for (const token of [admin.accessToken, signToken(claimsOf(admin))]) {
      expect(await statusesWith(token)).toEqual(everywhere(200));
      await connectSocket(api, token);
    }
  });

  describe('401', () => {
    test.each(forgedTokens)('%s, at every door', async (_, forge) => {
      const token = forge(admin);
      expect(await statusesWith(token)).toEqual(everywhere(401));
      const problem = { status: 401, code: 'auth.required' };
      expect(await refusalOf(openSocket(api, { auth: { token } }))).toMatchObject(problem);
      const headers = { extraHeaders: bearer(token) };
      expect(await refusalOf(openSocket(api, headers))).toMatchObject(problem);
    });

    test('another scheme', async () => {
      for (const authorization of [`Basic ${admin.accessToken}`, admin.accessToken, 'Bearer', 'Bearer a b']) {
        expect((await api.request.get('/api/tasks').set({ authorization })).status).toBe(401);
      }
    });

    test('a wrong credential, although the API is open to this machine', async () => {
      const open = await startTestApi();
      try {
        expect((await open.request.get('/api/tasks')).status).toBe(200);
        expect((await open.request.get('/api/tasks').set(bearer('x'))).status).toBe(401);
      } finally {
        await open.close();
      }
    });
  });

  test('100 kB are refused at once, at every door', async () => {
    const long = signToken({ ...claimsOf(admin), pad: randomBytes(75_000).toString('base64url') });
    const startedAt = performance.now();
    const authenticator = api.app.get<Authenticator>(AUTHENTICATOR);
    expect(await authenticator.authenticateToken(long, undefined as never)).toBeNull();
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    // Node itself refuses so long a header.
    expect(await statusesWith(long)).toEqual(everywhere(431));
    // Nor does a socket take so long a message: it is closed.
    const { socket } = openSocket(api, { auth: { token: long } });
    await new Promise<void>((resolve, reject) => {
      socket.io.on('close', () => resolve());
      socket.on('connect', () => reject(new Error('it was let in')));
    });
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  test('a key with another secret behind the same prefix opens nothing', async () => {
    const { text } = await givenApiKey(api);
    expect(await statusesWith(text)).toEqual(everywhere(200));
    expect(await statusesWith(`${text.slice(0, -43)}${'x'.repeat(43)}`)).toEqual(everywhere(401));
  });
});
