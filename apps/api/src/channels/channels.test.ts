import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { channelsMax, forgetOldMessages, insertMessages } from '@carillon/db';
import { insertTask } from '@carillon/db/testing';
import { derivedId, newId } from '@carillon/domain';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('/api/channels', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const post = (channel: string, count: number) =>
    insertMessages(
      api.database.pool,
      Array.from({ length: count }, (_, index) => {
        const body = `message ${index}`;
        return {
          id: newId(),
          channel,
          author: 'Ada',
          level: 'info' as const,
          body,
          taskId: null,
          runId: null,
        };
      }),
    );

  describe('200', () => {
    test('there is a general channel from the beginning', async () => {
      const { status, body } = await api.request.get('/api/channels');
      expect([status, body.nextCursor]).toEqual([200, null]);
      expect(body.items).toContainEqual({
        ...{ name: 'general', isStarted: true, createdAt: expect.any(String), lastMessageId: null },
      });
    });

    test('messages come page by page, the newest or the oldest first, and none twice', async () => {
      await api.request.post('/api/channels').send({ name: 'paged' });
      await post('paged', 25);
      const collect = async (sort: string) => {
        const bodies: string[] = [];
        let cursor: string | null = null;
        do {
          const { body } = await api.request
            .get('/api/channels/paged/messages')
            .query({ limit: 10, sort, ...(cursor === null ? {} : { cursor }) });
          bodies.push(...body.items.map((message: { body: string }) => message.body));
          cursor = body.nextCursor;
        } while (cursor !== null);
        return bodies;
      };
      const oldestFirst = Array.from({ length: 25 }, (_, index) => `message ${index}`);
      expect(await collect('createdAt')).toEqual(oldestFirst);
      expect(await collect('-createdAt')).toEqual(oldestFirst.reverse());
      const newest = await api.request.get('/api/channels/paged/messages?limit=1');
      const { body } = await api.request.get('/api/channels');
      expect(body.items.find(({ name }: { name: string }) => name === 'paged').lastMessageId).toBe(
        newest.body.items[0].id,
      );
    });

    test('a page begins behind any message, in either order', async () => {
      await api.request.post('/api/channels').send({ name: 'resumed' });
      await post('resumed', 5);
      const list = async (query: object) =>
        (await api.request.get('/api/channels/resumed/messages').query(query)).body.items as {
          id: string;
          body: string;
        }[];
      const [, , middle] = await list({});
      const behind = async (sort: string) =>
        (await list({ sort, after: middle!.id })).map(({ body }) => body);
      expect(await behind('-createdAt')).toEqual(['message 1', 'message 0']);
      expect(await behind('createdAt')).toEqual(['message 3', 'message 4']);
    });

    test('a message outlives its task', async () => {
      const task = await insertTask(api.database.pool);
      await api.request.post('/api/channels').send({ name: 'outliving' });
      const message = { id: newId(), author: 'carillon', level: 'error' as const, body: 'x', runId: newId() };
      await insertMessages(api.database.pool, [{ ...message, channel: 'outliving', taskId: task.id }]);
      await api.request.delete(`/api/tasks/${task.id}`);
      const { body } = await api.request.get('/api/channels/outliving/messages');
      expect(body.items).toMatchObject([{ ...message, taskId: null }]);
    });

    test('the newest ten thousand of a channel are kept, and of those what is younger than thirty days', async () => {
      const { pool } = api.database;
      await api.request.post('/api/channels').send({ name: 'long' });
      await pool.query(
        `insert into messages (id, channel, author, body)
         select ('0190b5c2-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'long', 'x', n::text
         from generate_series(1, 10005) n`,
      );
      const [old, young] = [31, 29].map((days) => {
        return { id: derivedId(Date.now() - days * 86_400_000, 'x'), days };
      });
      for (const { id, days } of [old!, young!]) {
        await pool.query(
          `insert into messages (id, channel, author, body, created_at) values ($1, 'paged', 'x', 'x', now() - $2::int * interval '1 day')`,
          [id, days],
        );
      }
      await forgetOldMessages(pool);
      const { rows } = await pool.query<{ count: number; first: string }>(
        `select count(*)::int, min(body::int)::text as first from messages where channel = 'long'`,
      );
      expect(rows).toEqual([{ count: 10_000, first: '6' }]);
      const left = await pool.query<{ id: string }>('select id from messages where id = any($1)', [
        [old!.id, young!.id],
      ]);
      expect(left.rows).toEqual([{ id: young!.id }]);
    });
  });

  describe('201', () => {
    test('a new channel is started', async () => {
      const { status, body } = await api.request.post('/api/channels').send({ name: 'releases' });
      expect([status, body]).toEqual([
        201,
        { name: 'releases', isStarted: true, createdAt: expect.any(String) },
      ]);
    });

    test('one that is repeated under its Idempotency-Key is answered as the first time', async () => {
      const create = () =>
        api.request.post('/api/channels').set('idempotency-key', 'once').send({ name: 'repeated' });
      const [first, second] = [await create(), await create()];
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(second.body).toEqual(first.body);
      expect(second.headers['idempotency-replayed']).toBe('true');
    });
  });

  describe('400', () => {
    test.each(['', 'General', '-x', 'a b', 'x'.repeat(64), '../x'])(
      'the name %j is refused',
      async (name) => {
        const { status, body } = await api.request.post('/api/channels').send({ name });
        expect([status, body.fieldErrors[0].path]).toEqual([400, 'name']);
      },
    );

    test('so is a place in the messages that is told twice, or is none', async () => {
      const ask = async (query: string) =>
        (await api.request.get(`/api/channels/general/messages?${query}`)).body.fieldErrors[0].path;
      expect(await ask('after=5')).toBe('after');
      expect(await ask(`after=${newId()}&cursor=abc`)).toBe('after');
    });

    test('so are unknown fields and a cursor of another list', async () => {
      expect((await api.request.post('/api/channels').send({ name: 'x', is_started: false })).status).toBe(
        400,
      );
      expect((await api.request.get('/api/channels/general/messages?cursor=abc')).status).toBe(400);
    });
  });

  describe('404', () => {
    test('messages of a channel that is not there', async () => {
      const { status, body } = await api.request.get('/api/channels/nowhere/messages');
      expect([status, body.code]).toEqual([404, 'channel.not_found']);
    });
  });

  describe('409', () => {
    test('a name that is taken, and one channel too many', async () => {
      const taken = await api.request.post('/api/channels').send({ name: 'general' });
      expect([taken.status, taken.body.code]).toEqual([409, 'channel.conflict']);
      await api.database.pool.query(
        `insert into channels (name) select 'c' || n from generate_series(1, $1::int) n
         where (select count(*) from channels) + n <= $1`,
        [channelsMax],
      );
      const full = await api.request.post('/api/channels').send({ name: 'more' });
      expect([full.status, full.body.detail]).toEqual([409, 'There are 100 channels already.']);
      await api.database.pool.query(`delete from channels where name ~ '^c[0-9]+$'`);
    });
  });
});
