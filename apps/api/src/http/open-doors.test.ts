import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';

/** What answers whoever comes, as docs/access.md has it. */
const open = [
  'GET /api/auth/setup',
  'POST /api/auth/setup',
  'POST /api/auth/invitation',
  'POST /api/auth/join',
  'POST /api/auth/login',
  'POST /api/auth/refresh',
  'POST /api/auth/logout',
  'GET /api/auth/oidc/start',
  'GET /api/auth/oidc/callback',
  'GET /api/badges/:token.svg',
  'GET /api/health',
  'GET /api/health/live',
  'GET /api/health/ready',
  'GET /metrics',
  'GET /api/docs/errors',
];

interface Layer {
  route?: { path: string | string[]; methods: Record<string, boolean> };
}

describeApi('the doors that are open to everybody', () => {
  let api: TestApi;
  let document: { paths: Record<string, Record<string, { security?: object[] }>>; components: Documented };
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
    const { bearer } = await givenUser(api, 'viewer');
    document = (await api.request.get('/api/openapi.json').set(bearer)).body;
  });
  afterAll(() => api.close());

  interface Documented {
    securitySchemes: Record<string, object>;
  }

  async function statusOf(method: string, path: string): Promise<number> {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(`${api.url}${path}`, { method, headers })).status;
  }

  test('are these: every other address that the server knows asks for a sign-in', async () => {
    const { stack } = api.app.getHttpAdapter().getInstance().router as { stack: Layer[] };
    const routes = stack.flatMap(({ route }) =>
      [route?.path ?? []]
        .flat()
        .flatMap((path) =>
          Object.keys(route!.methods).map((method) => ({ method: method.toUpperCase(), path })),
        ),
    );
    expect(routes.length).toBeGreaterThan(100);
    const opened: string[] = [];
    for (const { method, path } of routes) {
      const status = await statusOf(method, path.replace(/:\w+/g, unknownId));
      if (status !== 401) opened.push(`${method} ${path}`);
    }
    expect(opened.sort()).toEqual([...open].sort());
    const others = [
      'POST /graphql',
      'GET /admin/queues',
      'GET /api/docs',
      'GET /API/Docs/swagger-ui.css',
      'GET /api/openapi.json/',
    ];
    for (const door of others) {
      const [method, path] = door.split(' ') as [string, string];
      expect([door, await statusOf(method, path)]).toEqual([door, 401]);
    }
    for (const path of ['/api/%64ocs', '/api//docs', '/api/./docs', '/api/docs%2fswagger-ui.css']) {
      expect([401, 404]).toContain(await statusOf('GET', path));
    }
  });

  test('stand in the documentation', async () => {
    const text = await readFile(new URL('../../../../docs/access.md', import.meta.url), 'utf8');
    expect(open.filter((door) => !text.includes(`\`${door}\``))).toEqual([]);
  });

  describe('in the OpenAPI document', () => {
    test('every other operation, and no open one, names the credentials that it takes', () => {
      const guarded = Object.entries(document.paths).flatMap(([path, operations]) =>
        Object.entries(operations).map(([method, { security }]) => ({
          door: `${method.toUpperCase()} ${path}`,
          security,
        })),
      );
      for (const { door, security } of guarded) {
        expect([door, security ?? []]).toEqual([
          door,
          open.includes(door.replace(/\{(\w+)\}/g, ':$1')) ? [] : [{ bearer: [] }, { cookie: [] }],
        ]);
      }
    });

    test('the credentials are those that the API reads', () => {
      expect(document.components.securitySchemes).toMatchObject({
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'carillon_session' },
      });
    });
  });
});
