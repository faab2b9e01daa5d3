import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bearer, givenApiKey, givenUser, password, signedIn } from '../testing/accounts.js';
import type { TestUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';

interface OpenSession {
  id: string;
  signedInAt: string;
  isCurrent: boolean;
}

describeApi('/api/auth/sessions', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
  });
  afterAll(() => api.close());

  const list = async (headers: object, query: object = {}) => {
    const { status, body } = await api.request
      .get('/api/auth/sessions')
      .set({ ...headers })
      .query(query);
    expect(status).toBe(200);
    return body as { items: OpenSession[]; nextCursor: string | null };
  };
  const end = (user: TestUser, id: string) => api.request.delete(`/api/auth/sessions/${id}`).set(user.bearer);
  const meStatus = async (token: string) => (await api.request.get('/api/auth/me').set(bearer(token))).status;

  describe('200', () => {
    test('the own sessions, the newest first, saying which one asks: by token and by cookie', async () => {
      const first = await givenUser(api);
      const second = await signedIn(api, first.id);
      await givenUser(api);
      const byToken = await list(first.bearer);
      expect(byToken.items.map(({ isCurrent }) => isCurrent)).toEqual([false, true]);
      expect(byToken.items[0]!.id > byToken.items[1]!.id).toBe(true);
      const byCookie = await list({ cookie: second.cookie });
      expect(byCookie.items.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
      for (const { signedInAt } of byToken.items) {
        expect(Math.abs(Date.parse(signedInAt) - Date.now())).toBeLessThan(30_000);
      }
    });

    test('a session that was renewed is one still, signed in when it was', async () => {
      const user = await givenUser(api);
      const [before] = (await list(user.bearer)).items;
      const renewed = await api.request
        .post('/api/auth/refresh')
        .set({ 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie: user.cookie });
      expect(renewed.status).toBe(200);
      const after = await list(user.bearer);
      expect(after.items).toMatchObject([{ id: before!.id, signedInAt: before!.signedInAt }]);
    });

    test('page by page', async () => {
      const user = await givenUser(api);
      await signedIn(api, user.id);
      await signedIn(api, user.id);
      const one = await list(user.bearer, { limit: 2 });
      const two = await list(user.bearer, { limit: 2, cursor: one.nextCursor });
      expect([one.items.length, two.items.length, two.nextCursor]).toEqual([2, 1, null]);
      expect(new Set([...one.items, ...two.items].map(({ id }) => id)).size).toBe(3);
    });

    test('a key of the machine has none', async () => {
      expect((await list((await givenApiKey(api)).bearer)).items).toEqual([]);
    });

    test('ending all others keeps the one that asks, and tells how many there were', async () => {
      const user = await givenUser(api);
      const elsewhere = [await signedIn(api, user.id), await signedIn(api, user.id)];
      const stranger = await givenUser(api);
      const { status, body } = await api.request.delete('/api/auth/sessions').set(user.bearer);
      expect([status, body]).toEqual([200, { ended: 2 }]);
      const statuses = [user, ...elsewhere, stranger].map(({ accessToken }) => meStatus(accessToken));
      expect(await Promise.all(statuses)).toEqual([200, 401, 401, 200]);
    });
  });

  test('204: an ended session opens nothing any more, and cannot be renewed', async () => {
    const user = await givenUser(api);
    const lost = await signedIn(api, user.id);
    const { id } = (await list(user.bearer)).items.find(({ isCurrent }) => !isCurrent)!;
    expect((await end(user, id)).status).toBe(204);
    expect(await meStatus(lost.accessToken)).toBe(401);
    expect((await api.request.get('/api/tasks').set({ cookie: lost.cookie })).status).toBe(401);
    expect((await list(user.bearer)).items).toHaveLength(1);
    const login = await api.request.post('/api/auth/login').send({ email: user.email, password });
    expect(login.status).toBe(200);
  });

  describe('404', () => {
    test('a session that is not there, or has ended', async () => {
      const user = await givenUser(api);
      const own = (await list(user.bearer)).items[0]!.id;
      expect((await end(user, unknownId)).body.code).toBe('session.not_found');
      const other = await signedIn(api, user.id);
      expect((await end(other, own)).status).toBe(204);
      expect((await end(other, own)).status).toBe(404);
    });

    test('somebody else’s, which goes on', async () => {
      const victim = await givenUser(api);
      const { id } = (await list(victim.bearer)).items[0]!;
      const admin = await givenUser(api, 'admin');
      expect((await end(admin, id)).status).toBe(404);
      expect(await meStatus(victim.accessToken)).toBe(200);
    });
  });
});
