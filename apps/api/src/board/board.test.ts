import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApiKey } from '@carillon/db';
import type { Scope, UserRole } from '@carillon/domain';
import { makeApiKey, newId } from '@carillon/domain';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

/** As it goes over the wire: supertest and fetch would tidy the path up. */
function ask(
  api: TestApi,
  path: string,
  { key, method = 'GET' }: { key?: string; method?: string } = {},
): Promise<{ status: number; text: string; headers: Record<string, unknown> }> {
  const { hostname, port } = new URL(api.url);
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  return new Promise((resolve, reject) => {
    const asking = httpRequest({ hostname, port, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode!, text, headers: response.headers }));
    });
    asking.on('error', reject);
    asking.end();
  });
}

const pages = [
  '/admin/queues',
  '/admin/queues/',
  '/ADMIN/queues',
  '/Admin/Queues/',
  '/admin/queues?x=1',
  '/admin/queues/queue/carillon-hints-normal',
  '/admin/queues/api/queues',
  '/admin/queues/api/queues/carillon-hints-normal/1',
  '/admin/queues/static/js/main.js',
  '/admin/queues/static/images/logo.svg',
  '/admin/queues/..%2f..%2fadmin/queues',
  '/admin/queues/%2e%2e/queues',
];
/** These are no address of the board, however one writes it. */
const strays = [
  '/admin%2Fqueues',
  '/admin%2fqueues/api/queues',
  '//admin/queues',
  '/admin//queues',
  '/%61dmin/queues',
  '/api/../admin/queues',
  '/admin/queuesx',
];

describeApi('the queue board', () => {
  let api: TestApi;
  const keys = new Map<string, string>();
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
    const add = async (name: string, role: UserRole, scopes: Scope[] | null = null) => {
      const { text, prefix, hash } = makeApiKey();
      await createApiKey(api.database.pool, {
        id: newId(),
        userId: null,
        name,
        prefix,
        keyHash: hash,
        role,
        scopes,
        expiresAt: null,
      });
      keys.set(name, text);
    };
    await add('viewer', 'viewer');
    await add('operator', 'operator');
    await add('narrow', 'admin', ['tasks:read']);
    await add('admin', 'admin');
  });
  afterAll(() => api.close());

  test.each(pages)('401 to a stranger, 403 below an administrator: %s', async (path) => {
    const stranger = await ask(api, path);
    expect([stranger.status, stranger.text.includes('auth.required')]).toEqual([401, true]);
    expect((await ask(api, path, { key: 'wrong' })).status).toBe(401);
    for (const name of ['viewer', 'operator', 'narrow']) {
      expect([name, (await ask(api, path, { key: keys.get(name)! })).status]).toEqual([name, 403]);
    }
  });

  test.each(strays)('nothing of the board to anybody: %s', async (path) => {
    for (const key of [undefined, keys.get('viewer')!]) {
      const { status, text } = await ask(api, path, key === undefined ? {} : { key });
      expect([401, 403, 404]).toContain(status);
      expect(text).not.toContain('<html');
    }
  });

  describe('200', () => {
    const asAdmin = (path: string, method?: string) =>
      ask(api, path, { key: keys.get('admin')!, ...(method === undefined ? {} : { method }) });

    test('to an administrator: the page, its files and the queue of every priority', async () => {
      const page = await asAdmin('/admin/queues');
      expect(page.status).toBe(200);
      expect(page.headers['content-security-policy']).toContain("script-src 'self';");
      const [script] = /static\/js\/main\.\w+\.js/.exec(page.text)!;
      expect((await asAdmin(`/admin/queues/${script}`)).status).toBe(200);
      const { queues } = JSON.parse((await asAdmin('/admin/queues/api/queues')).text) as {
        queues: { name: string; readOnlyMode: boolean }[];
      };
      const names = ['urgent', 'high', 'normal', 'low'].map((priority) => `carillon-hints-${priority}`);
      expect(queues.map(({ name }) => name)).toEqual(names);
      expect(queues.every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
    });

    test('and scripts run nowhere else', async () => {
      const { headers } = await asAdmin('/api/tasks');
      expect(headers['content-security-policy']).not.toContain('script-src');
    });
  });

  test('405: it changes nothing, for administrators neither', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const path = '/admin/queues/api/queues/carillon-hints-normal/pause';
      const { status, headers } = await ask(api, path, { key: keys.get('admin')!, method });
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
    }
    expect(await api.queueAdmin.isPaused()).toBe(false);
  });
});
