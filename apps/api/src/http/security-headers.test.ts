import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi, unknownId } from '../testing/api.js';

const frontendUrl = 'https://carillon.test';

describeApi('the headers of every answer', () => {
  let api: TestApi;
  let bearer: { authorization: string };
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false, frontendUrl });
    ({ bearer } = await givenUser(api, 'admin'));
  });
  afterAll(() => api.close());

  type Ask = () => PromiseLike<{ status: number; headers: Record<string, string> }>;
  const answers: [string, number, Ask][] = [
    ['a list', 200, () => api.request.get('/api/tasks').set(bearer)],
    ['something made', 201, () => api.request.post('/api/tasks').set(bearer).send(plainTask)],
    [
      'an answer of GraphQL',
      200,
      () => api.request.post('/graphql').set(bearer).send({ query: '{ __typename }' }),
    ],
    ['an export', 200, () => api.request.get('/api/exports/tasks.csv').set(bearer)],
    ['who asks', 200, () => api.request.get('/api/auth/me').set(bearer)],
    ['bad input', 400, () => api.request.post('/api/tasks').set(bearer).type('json').send('{')],
    ['nobody known', 401, () => api.request.get('/api/tasks')],
    ['nothing there', 404, () => api.request.get(`/api/tasks/${unknownId}`).set(bearer)],
    ['no address', 404, () => api.request.get('/nothing')],
    ['a wrong method', 405, () => api.request.put('/api/tasks')],
    [
      'a sign-in that fails',
      401,
      () => api.request.post('/api/auth/login').send({ email: 'a@b.test', password: 'x' }),
    ],
    ['health', 200, () => api.request.get('/api/health/live')],
    ['metrics', 200, () => api.request.get('/metrics')],
    ['the OpenAPI document', 200, () => api.request.get('/api/openapi.json').set(bearer)],
    ['the queues', 200, () => api.request.get('/admin/queues').set(bearer)],
    ['what the page of the queues shows', 200, () => api.request.get('/admin/queues/api/queues').set(bearer)],
    ['the docs', 200, () => api.request.get('/api/docs').set(bearer)],
  ];
  const pages = ['the queues', 'what the page of the queues shows', 'the docs'];

  test.each(answers)(
    '%s: not sniffed, not framed, not kept, asked for over TLS',
    async (what, status, ask) => {
      const answer = await ask();
      expect(answer.status).toBe(status);
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.stringContaining('max-age=31536000'),
        'cache-control': 'no-store',
      });
      expect(answer.headers).not.toHaveProperty('x-powered-by');
      const policy = answer.headers['content-security-policy']!.split(/; ?/);
      expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "frame-ancestors 'none'"]));
      const scripts = policy.filter((directive) => directive.startsWith('script-src'));
      expect(scripts).toEqual(pages.includes(what) ? ["script-src 'self'"] : []);
    },
  );

  test('files of the pages may be kept', async () => {
    const page = await api.request.get('/admin/queues').set(bearer);
    const [script] = /static\/js\/main\.\w+\.js/.exec(page.text)!;
    for (const path of [`/admin/queues/${script}`, '/api/docs/swagger-ui.css']) {
      const { status, headers } = await api.request.get(path).set(bearer);
      expect([status, headers['cache-control']]).toEqual([200, expect.not.stringContaining('no-store')]);
    }
  });

  describe('for pages elsewhere', () => {
    const allowed = (headers: Record<string, string>) => headers['access-control-allow-origin'];
    const from = (on: TestApi, origin: string) => on.request.get('/api/tasks').set({ ...bearer, origin });

    test('the dashboard may read answers; no other origin is told that it may', async () => {
      expect(allowed((await from(api, frontendUrl)).headers)).toBe(frontendUrl);
      for (const origin of [
        'https://evil.test',
        'null',
        `${frontendUrl}.evil.test`,
        'http://carillon.test',
      ]) {
        expect(allowed((await from(api, origin)).headers)).toBe(frontendUrl);
        const preflight = await api.request
          .options('/api/tasks')
          .set({ origin, 'access-control-request-method': 'POST' });
        expect(allowed(preflight.headers)).toBe(frontendUrl);
      }
    });

    test('what the dashboard may do is asked for once in ten minutes', async () => {
      const preflight = await api.request.options('/api/tasks').set({
        origin: frontendUrl,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers).toMatchObject({
        'access-control-max-age': '600',
        'access-control-allow-credentials': 'true',
        'access-control-allow-headers': 'content-type',
      });
    });

    test('without a dashboard elsewhere nothing is told to any', async () => {
      const alone = await startTestApi();
      try {
        for (const origin of ['https://evil.test', 'null', frontendUrl]) {
          const headers = [
            (await alone.request.get('/api/tasks').set({ origin })).headers,
            (
              await alone.request
                .options('/api/tasks')
                .set({ origin, 'access-control-request-method': 'POST' })
            ).headers,
          ];
          expect(headers.map(allowed)).toEqual([undefined, undefined]);
        }
      } finally {
        await alone.close();
      }
    });
  });
});
