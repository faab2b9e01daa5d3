import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { revokeApiKey } from '@carillon/db';
import { userRoles } from '@carillon/domain';
import { until } from '@carillon/testkit';
import { givenApiKey, givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';
import { closeSockets, connectSocket, openSocket, refusalOf } from '../testing/sockets.js';
import { LiveServer } from './live-server.js';

describeApi('sockets', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
  });
  afterEach(closeSockets);
  afterAll(() => api.close());

  const revoke = (id: string) => revokeApiKey(api.database.pool, { id, ownerId: null });
  const viewerKey = () => givenApiKey(api, { role: 'viewer' });

  describe('who may connect', () => {
    test.each([
      ['no token', {}],
      ['a wrong one', { token: `cak_${'0'.repeat(12)}_${'x'.repeat(43)}` }],
      ['one that is no text', { token: { toString: 'x' } }],
      ['a huge one', { token: 'x'.repeat(50_000) }],
    ])('with %s nobody gets in, or hears anything', async (_, auth) => {
      const stranger = openSocket(api, { auth });
      expect(await refusalOf(stranger)).toMatchObject({ status: 401, code: 'auth.required' });
      api.events.publish([{ type: 'queue.updated', at: new Date().toISOString() }]);
      const guest = await connectSocket(api, (await viewerKey()).text);
      await until(() => guest.of('queue.updated').length > 0, { what: 'a guest hears it' });
      expect(stranger.received).toEqual([]);
    });

    test('a session’s token, its cookie, and an API key do', async () => {
      const user = await givenUser(api, 'viewer');
      await connectSocket(api, user.accessToken);
      await connectSocket(api, undefined, { extraHeaders: { cookie: user.cookie } });
      await connectSocket(api, (await viewerKey()).text);
    });

    test('a foreign page does not, whatever token it has; the API’s own pages do', async () => {
      const { text } = await viewerKey();
      const evil = openSocket(api, { auth: { token: text }, extraHeaders: { origin: 'https://evil.test' } });
      expect(await refusalOf(evil)).toBe('websocket error');
      await connectSocket(api, text, { extraHeaders: { origin: api.url } });
    });

    test('whoever polls instead is held to the same', async () => {
      const options = { transports: ['polling'] };
      expect(await refusalOf(openSocket(api, options))).toMatchObject({ code: 'auth.required' });
      await connectSocket(api, (await viewerKey()).text, options);
    });

    test('nobody may poll where several processes share the port, and is told so', async () => {
      const several = await startTestApi({ openOnLoopback: false, processes: 2 });
      const refused = await several.request.get('/api/socket/?EIO=4&transport=polling');
      expect([refused.status, refused.body.message]).toEqual([
        403,
        expect.stringContaining('WebSocket alone'),
      ]);
      await connectSocket(several, (await givenApiKey(several, { role: 'viewer' })).text);
      closeSockets();
      await several.close();
    });

    test('clients of Engine.IO 3 are not served, nor is a client’s script', async () => {
      const old = await api.request.get('/api/socket/?EIO=3&transport=polling');
      expect([old.status, old.body.message]).toEqual([400, 'Unsupported protocol version']);
      const script = await api.request.get('/api/socket/socket.io.js');
      expect(script.status).toBe(400);
    });
  });

  describe('how long', () => {
    test('a credential that ends takes the connection with it', async () => {
      const expiresAt = new Date(Date.now() + 1_500).toISOString();
      const client = await connectSocket(api, (await givenApiKey(api, { expiresAt })).text);
      const other = await connectSocket(api, (await viewerKey()).text);
      await until(() => !client.socket.connected, { what: 'it was cut' });
      expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt));
      expect(client.of('problem')).toMatchObject([{ code: 'auth.required' }]);
      expect(other.socket.connected).toBe(true);
    });

    /** What happens when so much time has passed. */
    async function afterMs(passedMs: number, happened: () => Promise<unknown>): Promise<void> {
      const clock = jest
        .spyOn(Date, 'now')
        .mockImplementation(() => performance.timeOrigin + performance.now() + passedMs);
      try {
        await happened();
      } finally {
        clock.mockRestore();
      }
    }

    test('a key that is revoked does so within half a minute', async () => {
      const key = await viewerKey();
      const [client, other] = [
        await connectSocket(api, key.text),
        await connectSocket(api, (await viewerKey()).text),
      ];
      await revoke(key.id);
      await afterMs(29_000, () => until(() => !client.socket.connected, { what: 'it was cut' }));
      expect(other.socket.connected).toBe(true);
    });

    test('an access token does when it expires, and a session when it is signed out of', async () => {
      const [expiring, leaving] = [await givenUser(api, 'viewer'), await givenUser(api, 'viewer')];
      const byToken = await connectSocket(api, expiring.accessToken);
      const [left, byCookie] = [
        await connectSocket(api, leaving.accessToken),
        await connectSocket(api, undefined, { extraHeaders: { cookie: leaving.cookie } }),
      ];
      const other = await connectSocket(api, (await viewerKey()).text);
      const { status } = await api.request
        .post('/api/auth/logout')
        .set({ cookie: leaving.cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' });
      expect(status).toBe(204);
      await afterMs(29_000, async () => {
        await until(() => !left.socket.connected && !byCookie.socket.connected, { what: 'both were cut' });
      });
      expect(byToken.socket.connected).toBe(true);
      const { exp } = JSON.parse(
        Buffer.from(expiring.accessToken.split('.')[1]!, 'base64url').toString(),
      ) as { exp: number };
      await afterMs(exp * 1_000 - Date.now() + 100, async () => {
        await until(() => !byToken.socket.connected, { what: 'it was cut' });
      });
      expect(byToken.of('problem')).toMatchObject([{ detail: 'The sign-in has expired.' }]);
      expect(other.socket.connected).toBe(true);
    });

    test('a key that is revoked changes nothing any more, from that moment on', async () => {
      const key = await givenApiKey(api);
      const client = await connectSocket(api, key.text);
      expect(await client.ask('send_message', { body: 'while it holds' })).toMatchObject({ ok: true });
      await revoke(key.id);
      client.socket.emit('send_message', { body: 'afterwards' });
      await until(() => !client.socket.connected, { what: 'it was cut' });
      const { body } = await api.request.get('/api/channels/general/messages').set(key.bearer);
      expect(body.code).toBe('auth.required');
      const { rows } = await api.database.pool.query<{ body: string }>('select body from messages');
      expect(rows).toEqual([{ body: 'while it holds' }]);
    });
  });

  describe('how much', () => {
    test('a message that is too large ends its connection alone', async () => {
      const { text } = await viewerKey();
      const [large, other] = [await connectSocket(api, text), await connectSocket(api, text)];
      large.socket.emit('watch', { taskId: 'x'.repeat(65_000) });
      await until(() => !large.socket.connected, { what: 'it was cut' });
      expect(await other.ask('watch', { taskId: null })).toEqual({ ok: true, data: { taskId: null } });
    });

    test('a flood ends its connection alone; forty at once are no flood', async () => {
      const { text } = await viewerKey();
      const [flood, busy] = [await connectSocket(api, text), await connectSocket(api, text)];
      const answers = Array.from({ length: 30 }, () => busy.ask('watch', { taskId: null }));
      for (let sent = 0; sent < 200; sent += 1) flood.socket.emit('watch', { taskId: null });
      await until(() => !flood.socket.connected, { what: 'it was cut' });
      expect((await Promise.all(answers)).every(({ ok }) => ok)).toBe(true);
    });

    test('a flood of unknown packets before anybody is known is cut too', async () => {
      const path = '/api/socket/?EIO=4&transport=polling';
      const { text: handshake } = await api.request.get(path);
      const { sid } = JSON.parse(handshake.slice(1)) as { sid: string };
      const send = (packets: number) =>
        api.request
          .post(`${path}&sid=${sid}`)
          .type('text/plain')
          .send(Array.from({ length: packets }, () => '40/nowhere,').join('\u001e'));
      expect((await send(10)).status).toBe(200);
      await send(100);
      expect((await send(1)).body).toMatchObject({ message: 'Session ID unknown' });
    });

    test('one user has fifty connections and no more; a closed one makes room, and others are not concerned', async () => {
      const { text } = await viewerKey();
      const clients = await Promise.all(Array.from({ length: 50 }, () => connectSocket(api, text)));
      expect(await refusalOf(openSocket(api, { auth: { token: text } }))).toMatchObject({
        status: 429,
        code: 'request.too_many',
      });
      await connectSocket(api, (await viewerKey()).text);
      clients[0]!.socket.disconnect();
      await until(() => connectSocket(api, text), { what: 'there is room again' });
    });
  });

  describe('what clients may emit', () => {
    test('every event has a role of its own, and whoever has less is refused', async () => {
      const { clientEvents } = api.app.get(LiveServer);
      const rules = [...clientEvents.values()].map(({ name, role, scope }) => [name, role, scope]);
      expect(rules).toEqual([
        ['watch', 'viewer', 'tasks:read'],
        ['join_channel', 'viewer', 'runs:read'],
        ['leave_channel', 'viewer', 'runs:read'],
        ['send_message', 'operator', 'runs:write'],
        ['start_channel', 'operator', 'runs:write'],
        ['stop_channel', 'operator', 'runs:write'],
        ['ping', 'viewer', 'runs:read'],
      ]);
      const viewer = await connectSocket(api, (await viewerKey()).text);
      const narrow = await connectSocket(api, (await givenApiKey(api, { scopes: ['admin'] })).text);
      for (const { name, role, scope } of clientEvents.values()) {
        expect(userRoles).toContain(role);
        expect(await narrow.ask(name)).toMatchObject({ ok: false, error: { code: 'auth.forbidden' } });
        const answer = await viewer.ask(name);
        const code = answer.ok ? null : answer.error.code;
        expect([name, code === 'auth.forbidden']).toEqual([
          name,
          role !== 'viewer' || scope.endsWith(':write'),
        ]);
      }
    });

    test('an unknown event, wrong input, and wrong input without an acknowledgement are answered with a problem', async () => {
      const client = await connectSocket(api, (await viewerKey()).text);
      expect(await client.ask('shutdown')).toMatchObject({ ok: false, error: { code: 'route.not_found' } });
      expect(await client.ask('watch', { taskId: 'x' })).toMatchObject({
        ok: false,
        error: { status: 400, code: 'request.invalid', fieldErrors: [{ path: 'taskId' }] },
      });
      expect(await client.ask('watch', { taskId: null, more: 1 })).toMatchObject({
        ok: false,
        error: { code: 'request.invalid', fieldErrors: [{ message: expect.stringContaining('more') }] },
      });
      const prototype: unknown = JSON.parse('{"taskId":null,"__proto__":{"taskId":1}}');
      for (const sent of [null, 7, 'x', [], prototype]) client.socket.emit('watch', sent);
      await until(() => client.of('problem').length === 5, { what: 'the problems arrived' });
      expect(client.socket.connected).toBe(true);
    });
  });
});
