import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/internal';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { scopes } from '../auth/principal.js';
import { givenApiKey, givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';
import type { AccessRule } from './access.js';
import { accessRuleOf, roles } from './access.js';

interface Route extends AccessRule {
  method: string;
  path: string;
}

/** Every handler of every controller of the application. */
function routesOf(api: TestApi): Route[] {
  const reflector = api.app.get(Reflector);
  const controllers = [...api.app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) => {
    const controller = metatype as unknown as { prototype: Record<string, () => void> } & (() => void);
    const handlers = Object.getOwnPropertyNames(controller.prototype)
      .map((name) => controller.prototype[name]!)
      .filter((handler) => Reflect.getMetadata(METHOD_METADATA, handler) !== undefined);
    return handlers.map((handler) => {
      const paths = [controller, handler].map(
        (target) => Reflect.getMetadata(PATH_METADATA, target) as string,
      );
      return {
        ...accessRuleOf(reflector, { handler, controller }),
        method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler)]!.toLowerCase(),
        path: `/${paths.filter((path) => path !== '/').join('/')}`.replace(/:\w+/g, unknownId),
      };
    });
  });
}

describeApi('access', () => {
  let closed: TestApi;
  let open: TestApi;
  beforeAll(async () => {
    closed = await startTestApi({ openOnLoopback: false });
    open = await startTestApi({ frontendUrl: 'https://board.example:8443' });
  });
  afterAll(async () => {
    await closed.close();
    await open.close();
  });

  test('every route names the role that it asks for, or is public', () => {
    const routes = routesOf(closed);
    expect(routes.length).toBeGreaterThanOrEqual(40);
    const undecided = routes.filter(({ role, isPublic }) => !isPublic && !roles.includes(role as never));
    expect(undecided).toEqual([]);
    const open = routes.filter(({ isPublic }) => isPublic).map(({ path }) => path);
    expect(open.sort()).toEqual([
      '/api/auth/invitation',
      '/api/auth/join',
      '/api/auth/login',
      '/api/auth/logout',
      '/api/auth/oidc/callback',
      '/api/auth/oidc/start',
      '/api/auth/refresh',
      '/api/auth/setup',
      '/api/auth/setup',
      `/api/badges/${unknownId}.svg`,
      '/api/health',
      '/api/health/live',
      '/api/health/ready',
      '/metrics',
    ]);
  });

  describe('401', () => {
    test('every route that is not public, without sign-in', async () => {
      for (const { method, path, isPublic } of routesOf(closed)) {
        const answer = await closed.request[method as 'get'](path);
        if (!isPublic) expect([path, answer.status, answer.body.code]).toEqual([path, 401, 'auth.required']);
      }
    });

    const foreign: [string, Record<string, string>][] = [
      ['a foreign host name (DNS rebinding)', { host: 'evil.example' }],
      ['a host name that only looks local', { host: 'localhost.evil.example' }],
      ['a user in the host', { host: 'localhost@evil.example' }],
      ['a foreign origin', { origin: 'https://evil.example' }],
      ['an opaque origin', { origin: 'null' }],
      ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
      ['a client behind a proxy', { 'x-forwarded-for': '203.0.113.9' }],
      ['a client behind two proxies', { 'x-forwarded-for': '203.0.113.9, 127.0.0.1' }],
      ['a foreign host behind a proxy', { 'x-forwarded-host': 'evil.example' }],
      ['a client behind a proxy that speaks RFC 7239', { forwarded: 'for=203.0.113.9' }],
    ];
    test.each(foreign)('%s, although the API is open to this machine', async (_, headers) => {
      const status = await statusWith(open, headers);
      expect(status).toBe(401);
    });
  });

  describe('403', () => {
    /** Every route with an empty body: past the guard it may answer whatever it likes. */
    async function refusedTo(headers: Record<string, string>): Promise<string[]> {
      const refused: string[] = [];
      for (const { method, path, isPublic } of routesOf(closed)) {
        if (isPublic) continue;
        const { status, body } = await closed.request[method as 'get'](path).set(headers);
        expect([path, status]).not.toEqual([path, 401]);
        if (status === 403) {
          expect([path, body.code]).toEqual([path, 'auth.forbidden']);
          refused.push(`${method} ${path}`);
        }
      }
      return refused;
    }
    const namesOf = (routes: Route[]) => routes.map(({ method, path }) => `${method} ${path}`);

    test.each(roles)('a %s may exactly what its role may, by session and by key', async (role) => {
      const expected = namesOf(
        routesOf(closed).filter(
          (route) => !route.isPublic && roles.indexOf(route.role!) > roles.indexOf(role),
        ),
      );
      expect(expected.length > 0).toBe(role !== 'admin');
      expect(await refusedTo((await givenUser(closed, role)).bearer)).toEqual(expected);
      expect(await refusedTo((await givenApiKey(closed, { role })).bearer)).toEqual(expected);
    });

    test.each(scopes)('an administrator’s key for %s opens nothing else', async (scope) => {
      const routes = routesOf(closed).filter((route) => !route.isPublic && route.scope !== null);
      const expected = namesOf(routes.filter((route) => route.scope !== scope));
      expect(expected.length).toBeLessThan(routes.length);
      const key = await givenApiKey(closed, { scopes: [scope] });
      expect(await refusedTo(key.bearer)).toEqual(expected);
    });

    test('runs, their logs and channels take the scopes of runs, at whatever address', () => {
      const routes = routesOf(closed).filter(({ path }) =>
        /^\/api\/(runs|channels)\b|\/(runs|logs)(\.|$)/.test(path),
      );
      expect(routes.length).toBeGreaterThanOrEqual(12);
      for (const { method, path, role, scope } of routes) {
        expect([method, path, scope]).toEqual([method, path, role === 'viewer' ? 'runs:read' : 'runs:write']);
      }
    });

    test('a path in other letters needs the same scope', async () => {
      const { bearer } = await givenApiKey(closed, { scopes: ['tasks:read'] });
      expect((await closed.request.get('/api/tasks').set(bearer)).status).toBe(200);
      expect((await closed.request.get('/API/Runs').set(bearer)).status).toBe(403);
    });
  });

  describe('200', () => {
    const local: [string, Record<string, string>][] = [
      ['a plain request', {}],
      ['another name of this machine', { host: 'localhost:3001' }],
      ['its IPv6 address', { host: '[::1]:3001' }],
      ['a page of this machine', { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' }],
      ['the dashboard', { origin: 'https://board.example:8443' }],
      [
        'the dashboard’s proxy on this machine',
        { 'x-forwarded-for': '::1', 'x-forwarded-host': 'localhost:3000' },
      ],
    ];
    test.each(local)('%s from this machine, when the API is open to it', async (_, headers) => {
      expect(await statusWith(open, headers)).toBe(200);
    });

    test('only the dashboard is told that it may read answers from another origin', async () => {
      const board = await open.request.get('/api/tasks').set('origin', 'https://board.example:8443');
      expect(board.headers['access-control-allow-origin']).toBe('https://board.example:8443');
      const none = await closed.request.get('/api/health').set('origin', 'https://board.example:8443');
      expect(none.headers['access-control-allow-origin']).toBeUndefined();
    });

    test('a sane request id is taken over, any other one replaced', async () => {
      const sane = await open.request.get('/api/health/live').set('x-request-id', 'a-1.b:2');
      expect(sane.headers['x-request-id']).toBe('a-1.b:2');
      const odd = await open.request.get('/api/health/live').set('x-request-id', 'a b"c');
      expect(odd.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    });
  });
});

/** supertest sets a Host of its own. */
async function statusWith(api: TestApi, headers: Record<string, string>): Promise<number> {
  const url = new URL('/api/tasks', await api.app.getUrl());
  return new Promise((resolve, reject) => {
    httpRequest(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    })
      .on('error', reject)
      .end();
  });
}
