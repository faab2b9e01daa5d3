import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import type { TestUser } from '../testing/accounts.js';
import { givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

/** What production does instead is in doors.test.ts. */
describeApi('GraphQL in development', () => {
  let api: TestApi;
  let viewer: TestUser;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false }, undefined, undefined, true);
    viewer = await givenUser(api, 'viewer');
  });
  afterAll(() => api.close());

  /** As a browser opens an address. */
  const open = async (path: string, headers: Record<string, string> = { cookie: viewer.cookie }) => {
    const sent = { accept: 'text/html,*/*;q=0.8', 'sec-fetch-site': 'none', ...headers };
    const answer = await fetch(`${api.url}${path}`, { headers: sent });
    return { answer, text: await answer.text() };
  };
  const ask = (site: string, query: string) =>
    api.request
      .post('/graphql')
      .set({ cookie: viewer.cookie, 'sec-fetch-site': site, 'content-type': 'application/json' })
      .send({ query });

  test('GraphiQL is served to whoever is signed in, with what it was writing in its address', async () => {
    for (const path of ['/graphql', '/graphql?query=%7B+__typename+%7D']) {
      const { answer, text } = await open(path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(/<title>(.*)<\/title>/.exec(text)?.[1]).toBe('Carillon GraphiQL');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('it brings everything with it, and runs the script that came with it alone', async () => {
    const { text, answer } = await open('/graphql');
    expect(/<(script|link)[^>]*(src|href)="?(https?:)?\/\/.*/.exec(text)?.[0]).toBeUndefined();
    const [, script] = /<script>([^]*)<\/script>/.exec(text)!;
    const hash = createHash('sha256').update(script!).digest('base64');
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy).toContain(`default-src 'none'; script-src 'sha256-${hash}'; worker-src blob:;`);
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:/);
  });

  test('its page asks with the session’s cookie, for the schema too; no other page may', async () => {
    const answer = await ask('same-origin', getIntrospectionQuery());
    expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
    expect(answer.body.data.__schema.queryType.name).toBe('Query');
    expect((await ask('cross-site', '{ __typename }')).status).toBe(401);
  });

  describe('401', () => {
    test('the page and the schema, of nobody that is known', async () => {
      expect((await open('/graphql', {})).answer.status).toBe(401);
      const asked = await api.request.post('/graphql').send({ query: getIntrospectionQuery() });
      expect([asked.status, asked.body.code]).toEqual([401, 'auth.required']);
    });
  });

  test('an address executes nothing', async () => {
    const pages = [await open('/graphql'), await open('/graphql?query=%7B+queueStatus+%7B+paused+%7D+%7D')];
    expect(pages[1]!.text === pages[0]!.text).toBe(true);
  });
});
