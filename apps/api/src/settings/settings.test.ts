import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { givenApiKey, givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

describeApi('/api/settings', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({
      openOnLoopback: false,
      redisUrl: 'rediss://queue-user:queue-password@redis.example:6380/2',
      jwtSecret: 'the secret that signs access tokens',
      metricsToken: 'the token of the metrics',
      firstAdministrator: { email: 'first@carillon.test', password: 'the password of the first' },
      encryptionKeys: [{ id: 'new', bytes: Buffer.alloc(32, 1) }],
      outboundAllow: ['10.0.0.0/8'],
      outboundHttp: false,
      outboundProxyUrl: 'http://proxy-user:proxy-password@proxy.example:3128',
    });
  });
  afterAll(() => api.close());

  const settings = async (headers: object) => api.request.get('/api/settings').set({ ...headers });

  describe('200', () => {
    test('an administrator reads by what the API runs', async () => {
      const { status, body } = await settings((await givenUser(api, 'admin')).bearer);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        queue: { kind: 'redis', address: 'redis.example:6380' },
        api: { isOpenOnLoopback: false, needsMetricsToken: true },
        outbound: { allow: ['10.0.0.0/8'], allowHttp: false, proxy: 'proxy.example:3128' },
        keys: { tokens: 'environment', encryption: 'environment', encryptionKeyIds: ['new'] },
      });
      expect(body.database.name).toBe(new URL(api.database.url).pathname.slice(1));
    });

    test('nothing that opens anything is among it', async () => {
      const { text } = await settings((await givenUser(api, 'admin')).bearer);
      for (const secret of [
        'queue-password',
        'queue-user',
        'proxy-password',
        'proxy-user',
        'signs access tokens',
        'token of the metrics',
        'password of the first',
        Buffer.alloc(32, 1).toString('base64'),
      ]) {
        expect(text).not.toContain(secret);
      }
    });

    test('of authorities of its own it tells only that there are some', async () => {
      const other = await startTestApi({ outboundCa: pem, redisUrl: null, encryptionKeys: null });
      try {
        const { body, text } = await other.request.get('/api/settings');
        expect(body.outbound.hasOwnAuthorities).toBe(true);
        expect(body.keys).toMatchObject({ encryption: 'file', encryptionKeyIds: null });
        expect(text).not.toContain('CERTIFICATE');
      } finally {
        await other.close();
      }
    });
  });

  test('403: an operator does not', async () => {
    expect((await settings((await givenUser(api, 'operator')).bearer)).status).toBe(403);
    const key = await givenApiKey(api, { scopes: ['tasks:write'] });
    expect((await settings(key.bearer)).status).toBe(403);
  });
});
