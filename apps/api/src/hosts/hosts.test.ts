import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openHosts } from '@carillon/db';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('/api/hosts', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  beforeEach(async () => {
    await api.database.pool.query('delete from delivery_hosts');
    await openHosts(api.database.pool, [
      { host: 'a.example:443', reason: 'status_503', pauseMs: 60_000 },
      { host: 'b.example:80', reason: 'connect_refused', pauseMs: 0 },
      { host: '[2001:db8::1]:8080', reason: 'timeout', pauseMs: 60_000 },
    ]);
  });
  afterAll(() => api.close());

  const hosts = async (): Promise<string[]> =>
    (await api.request.get('/api/hosts')).body.items.map((item: { host: string }) => item.host);

  describe('200', () => {
    test('GET tells which hosts are left alone, why, and until when', async () => {
      const { status, body } = await api.request.get('/api/hosts');
      expect([status, body.nextCursor, body.items.length]).toEqual([200, null, 3]);
      const [open] = body.items.filter(({ host }: { host: string }) => host === 'a.example:443');
      expect(open).toEqual({
        host: 'a.example:443',
        state: 'open',
        reason: 'status_503',
        openedCount: 1,
        openedAt: expect.any(String),
        blockedUntil: expect.any(String),
      });
      expect(Date.parse(open.blockedUntil) - Date.parse(open.openedAt)).toBe(60_000);
      const half = body.items.filter(({ state }: { state: string }) => state === 'half_open');
      expect(half).toMatchObject([{ host: 'b.example:80', reason: 'connect_refused' }]);
    });

    test('GET pages by host', async () => {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const { body } = await api.request.get(`/api/hosts?limit=1${query}`);
        seen.push(...body.items.map((item: { host: string }) => item.host));
        cursor = body.nextCursor;
      }
      expect(seen.sort()).toEqual(['[2001:db8::1]:8080', 'a.example:443', 'b.example:80']);
    });

    test.each(['a.example:443', '[2001:db8::1]:8080'])('POST close opens the way to %s', async (host) => {
      const answer = await api.request.post(`/api/hosts/${encodeURIComponent(host)}/close`);
      expect([answer.status, answer.body]).toEqual([200, { host, state: 'closed' }]);
      expect(await hosts()).toHaveLength(2);
      expect(await hosts()).not.toContain(host);
    });

    test('POST close of a host that is not left alone changes nothing', async () => {
      expect((await api.request.post('/api/hosts/c.example:443/close')).status).toBe(200);
      expect(await hosts()).toHaveLength(3);
    });
  });

  describe('400', () => {
    test.each([
      ['limit', '/api/hosts?limit=0'],
      ['state', '/api/hosts?state=open'],
      ['cursor', '/api/hosts?cursor=%00'],
    ])('the problem names %s', async (path, url) => {
      const answer = await api.request.get(url);
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, path]);
    });

    test('a host that cannot be one', async () => {
      expect((await api.request.post(`/api/hosts/${'a'.repeat(301)}/close`)).status).toBe(400);
    });
  });
});
