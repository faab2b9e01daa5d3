import { generateKeyPairSync } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultDeliveryOptions } from '@carillon/domain';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi } from '../testing/api.js';

const certificate = rootCertificates[0]!;
const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

const placeholders = {
  webhookUrl: 'https://receiver.test/{{ runId }}/x?at={{scheduledForUnix}}&key={{secret:KEY}}',
  httpHeaders: { 'x-run': '{{runId}} of {{taskName}}' },
  jsonPayload: { deep: [{ '{{attempt}}': '{{{{ and {{trigger}}' }] },
};

describeApi('deliveryOptions', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const create = (overrides: object) => api.request.post('/api/tasks').send({ ...plainTask, ...overrides });
  const createWith = (deliveryOptions: object) => create({ deliveryOptions });

  describe('201', () => {
    test('are their defaults when they are left out, in all or in part', async () => {
      expect((await create({})).body.deliveryOptions).toEqual(defaultDeliveryOptions);
      const answer = await createWith({ steering: true });
      expect(answer.body.deliveryOptions).toEqual({ ...defaultDeliveryOptions, steering: true });
    });

    test.each([
      { type: 'basic', username: 'me', passwordSecret: 'PASSWORD' },
      { type: 'bearer', tokenSecret: 'api.token-1' },
      { type: 'api_key', header: 'X-Api-Key', valueSecret: 'KEY' },
      {
        ...{ type: 'oauth2', tokenUrl: 'https://login.test/token', clientId: 'me', clientSecret: 'S' },
        ...{ scope: 'a b', audience: null },
      },
    ])('authenticate by $type', async (auth) => {
      const answer = await createWith({ auth });
      expect([answer.status, answer.body.deliveryOptions?.auth]).toEqual([201, auth]);
    });

    test.each([
      { type: 'json_path_exists', path: '$.items[?@.id == 1]' },
      { type: 'json_path_equals', path: '$.status', value: { ok: [true, null] } },
      { type: 'json_path_equals', path: '$.status', value: null },
      { type: 'regex', pattern: '^ok' },
    ])('assert %j', async (assertion) => {
      const answer = await createWith({ assertion });
      expect([answer.status, answer.body.deliveryOptions?.assertion]).toEqual([201, assertion]);
    });

    test('name the statuses that are tried again', async () => {
      const answer = await createWith({ retryOn: [408, '5xx'] });
      expect([answer.status, answer.body.deliveryOptions?.retryOn]).toEqual([201, [408, '5xx']]);
    });

    test('name a proxy, authorities and a client certificate', async () => {
      const tls = { ca: `${certificate}\n${certificate}`, certificate, keySecret: 'CLIENT_KEY' };
      const answer = await createWith({ proxyUrl: 'http://proxy.test:3128', tls });
      expect(answer.body.deliveryOptions).toMatchObject({ proxyUrl: 'http://proxy.test:3128', tls });
      const { body } = await api.request.get(`/api/tasks/${answer.body.id}`);
      expect(body.deliveryOptions).toEqual(answer.body.deliveryOptions);
    });

    test('let URL, headers and payload have placeholders', async () => {
      const answer = await create({ ...placeholders, deliveryOptions: { templates: true } });
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject(placeholders);
    });

    test('leave braces alone where templates are off', async () => {
      expect((await create({ jsonPayload: '{{unknown', httpHeaders: { x: '{{' } })).status).toBe(201);
    });

    test('go with every method, HEAD among them', async () => {
      expect((await create({ httpMethod: 'HEAD' })).body.httpMethod).toBe('HEAD');
    });
  });

  describe('200', () => {
    test('are replaced as a whole by a change, and left alone by another', async () => {
      const auth = { type: 'bearer', tokenSecret: 'T' };
      const { body: task } = await createWith({ auth, templates: true });
      const named = await api.request.patch(`/api/tasks/${task.id}`).send({ taskName: 'renamed' });
      expect(named.body.deliveryOptions).toEqual({ ...defaultDeliveryOptions, auth, templates: true });
      const changed = await api.request
        .patch(`/api/tasks/${task.id}`)
        .send({ deliveryOptions: { steering: true } });
      expect([changed.status, changed.body.deliveryOptions]).toEqual([
        200,
        { ...defaultDeliveryOptions, steering: true },
      ]);
    });
  });

  describe('400', () => {
    const bearer = { type: 'bearer', tokenSecret: 'T' };
    const oauth2 = { type: 'oauth2', tokenUrl: 'https://login.test/', clientId: 'me', clientSecret: 'S' };

    test.each([
      ['an unknown option', { retries: 3 }, 'retries'],
      ['a wrong type', { templates: 'yes' }, 'templates'],
      ['an unknown authentication', { auth: { type: 'digest' } }, 'auth.type'],
      ['a successful status that is tried again', { retryOn: [200] }, 'retryOn.0'],
      ['a class of statuses that is none', { retryOn: ['6xx'] }, 'retryOn.0'],
      ['no status at all', { retryOn: [] }, 'retryOn'],
      ['a secret in place of its name', { auth: { ...bearer, tokenSecret: 'eyJ+/=' } }, 'auth.tokenSecret'],
      ['a field of another authentication', { auth: { ...bearer, username: 'me' } }, 'auth.username'],
      [
        'a colon in a user name',
        { auth: { type: 'basic', username: 'a:b', passwordSecret: 'P' } },
        'auth.username',
      ],
      [
        'a header of ours',
        { auth: { type: 'api_key', header: 'Webhook-Id', valueSecret: 'K' } },
        'auth.header',
      ],
      [
        'a header that is none',
        { auth: { type: 'api_key', header: 'a b', valueSecret: 'K' } },
        'auth.header',
      ],
      ['a token URL of another scheme', { auth: { ...oauth2, tokenUrl: 'file:///x' } }, 'auth.tokenUrl'],
      [
        'a password in a token URL',
        { auth: { ...oauth2, tokenUrl: 'https://a:b@login.test/' } },
        'auth.tokenUrl',
      ],
      ['a password in a proxy', { proxyUrl: 'http://a:b@proxy.test:3128' }, 'proxyUrl'],
      ['a SOCKS proxy', { proxyUrl: 'socks5://proxy.test' }, 'proxyUrl'],
      ['a proxy over https', { proxyUrl: 'https://proxy.test' }, 'proxyUrl'],
      ['a proxy with a path', { proxyUrl: 'http://proxy.test/x' }, 'proxyUrl'],
      ['authorities that are no PEM', { tls: { ca: 'trust me' } }, 'tls.ca'],
      [
        'a certificate that cannot be read',
        { tls: { ca: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' } },
        'tls.ca',
      ],
      ['a key without its certificate', { tls: { keySecret: 'K' } }, 'tls.keySecret'],
      ['an unknown assertion', { assertion: { type: 'javascript', code: '1' } }, 'assertion.type'],
      ['a path that is none', { assertion: { type: 'json_path_exists', path: 'a.b' } }, 'assertion.path'],
      [
        'a path that runs code',
        { assertion: { type: 'json_path_exists', path: '$[(1)]' } },
        'assertion.path',
      ],
      ['nothing to be equal to', { assertion: { type: 'json_path_equals', path: '$' } }, 'assertion.value'],
      [
        'a pattern that refers back',
        { assertion: { type: 'regex', pattern: '(a)\\1' } },
        'assertion.pattern',
      ],
      [
        'a pattern that is too long',
        { assertion: { type: 'regex', pattern: 'a'.repeat(1_001) } },
        'assertion.pattern',
      ],
      [
        'too much of everything',
        { assertion: { type: 'json_path_equals', path: '$', value: 'x'.repeat(40_000) } },
        '',
      ],
    ])('%s is refused, and named', async (_, options, path) => {
      const answer = await createWith(options);
      expect([answer.status, answer.type]).toEqual([400, 'application/problem+json']);
      const paths = answer.body.fieldErrors.map((fault: { path: string }) => fault.path);
      expect(paths).toContain(path === '' ? 'deliveryOptions' : `deliveryOptions.${path}`);
      for (const { message } of answer.body.fieldErrors) expect(message).not.toBe('Invalid input');
    });

    test('a private key is refused, and not repeated', async () => {
      const answer = await createWith({ tls: { certificate: `${certificate}\n${key}`, keySecret: 'K' } });
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([
        400,
        'deliveryOptions.tls.certificate',
      ]);
      expect(answer.body.fieldErrors[0].message).toContain('keySecret');
      expect(answer.text).not.toContain(key.split('\n')[1]!);
    });

    test.each([
      ['webhookUrl', { webhookUrl: 'https://receiver.test/{{run}}' }],
      ['webhookUrl', { webhookUrl: 'https://receiver.test/{{runId' }],
      ['webhookUrl', { webhookUrl: 'https://{{taskName}}.test/' }],
      ['webhookUrl', { webhookUrl: 'https://receiver.test{{secret:X}}/' }],
      ['webhookUrl', { webhookUrl: 'https://receiver.test/{{ run Id }}' }],
      ['httpHeaders.x', { httpHeaders: { x: '{{secret:}}' } }],
      ['jsonPayload', { jsonPayload: { a: ['{{now()}}'] } }],
      ['jsonPayload', { jsonPayload: { '{{x}}': 1 } }],
    ])('a placeholder in %s that cannot be filled in: %j', async (path, fields) => {
      const answer = await create({ ...fields, deliveryOptions: { templates: true } });
      expect([answer.status, answer.body.fieldErrors?.[0].path]).toEqual([400, path]);
    });

    test('a placeholder in the host is refused though templates are off', async () => {
      expect((await create({ webhookUrl: 'https://{{taskName}}.test/' })).status).toBe(400);
    });

    test('a header that the authentication sets', async () => {
      const answer = await create({ httpHeaders: { Authorization: 'x' }, deliveryOptions: { auth: bearer } });
      expect([answer.status, answer.body.fieldErrors?.[0].path]).toEqual([400, 'httpHeaders.Authorization']);
    });

    test('a change that makes old and new contradict each other', async () => {
      const { body: task } = await create({
        jsonPayload: '{{unknown}}',
        httpHeaders: { authorization: 'x' },
      });
      const change = (changes: object) => api.request.patch(`/api/tasks/${task.id}`).send(changes);
      const on = await change({ deliveryOptions: { templates: true } });
      expect([on.status, on.body.fieldErrors[0].path]).toEqual([400, 'jsonPayload']);
      const auth = await change({ deliveryOptions: { auth: bearer } });
      expect([auth.status, auth.body.fieldErrors[0].path]).toEqual([400, 'httpHeaders.authorization']);
      const both = { jsonPayload: 'ok', deliveryOptions: { templates: true } };
      expect((await change(both)).status).toBe(200);
      const payload = await change({ jsonPayload: { a: '{{unknown}}' } });
      expect([payload.status, payload.body.fieldErrors[0].path]).toEqual([400, 'jsonPayload']);
    });
  });
});
