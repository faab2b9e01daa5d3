import { AppError, errorCodes } from '@carillon/domain';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';
import { bugProblem, toProblem } from './problem.js';

describeApi('the page of errors', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
  });
  afterAll(() => api.close());

  test('everybody may read it, it runs nothing and is not kept', async () => {
    const { status, type, headers } = await api.request.get('/api/docs/errors');
    expect([status, type]).toEqual([200, 'text/html']);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('every code of a problem leads to its entry, which tells the status', async () => {
    const { text } = await api.request.get('/api/docs/errors');
    const problems = [...errorCodes.map((code) => toProblem(new AppError(code, ''), '')), bugProblem('')];
    for (const { code, docsUrl, status } of problems) {
      const [path, anchor] = docsUrl.split('#');
      expect([path, anchor]).toEqual(['/api/docs/errors', code]);
      expect(text.split(`<section id="${code}">`)).toHaveLength(2);
      const [entry] = text.split(`<section id="${code}">`)[1]!.split('</section>');
      expect(entry).toContain(`<span>${status}</span>`);
      expect(entry!.match(/<p>[^<]/g)).toHaveLength(2);
    }
  });

  test('refusals of REST and of GraphQL lead there', async () => {
    const rest = await api.request.get(`/api/tasks/${unknownId}`);
    expect(rest.body.docsUrl).toBe('/api/docs/errors#auth.required');
    const { body } = await api.request.post('/graphql').send({ query: '{ tasks { items { id } } }' });
    expect(JSON.stringify(body)).toContain('"docsUrl":"/api/docs/errors#auth.required"');
  });

  test('takes no other method', async () => {
    const { status, headers } = await api.request.post('/api/docs/errors').send({});
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  });
});
