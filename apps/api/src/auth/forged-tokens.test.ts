import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AUTHENTICATOR } from '../dependencies.js';
import type { TestUser } from '../testing/accounts.js';
import { bearer, givenApiKey, givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';
import type { Authenticator } from './principal.js';

const secret = 'the secret of this API, of which nobody knows';

describeApi('forged tokens', () => {
  let api: TestApi;
  let user: TestUser;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false, jwtSecret: secret });
    user = await givenUser(api);
  });
  afterAll(() => api.close());

  const nowSeconds = () => Math.floor(Date.now() / 1_000);
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object;
  function sign(
    payload: object,
    header: object = { alg: 'HS256', typ: 'JWT' },
    key = secret,
    hash = 'sha256',
  ) {
    const text = `${encode(header)}.${encode(payload)}`;
    return `${text}.${createHmac(hash, key).update(text).digest('base64url')}`;
  }
  const claims = () => read(user.accessToken.split('.')[1]!);
  const statusWith = async (token: string) => (await api.request.get('/api/tasks').set(bearer(token))).status;

  test('a token of our own form opens, so that the others are refused for what is wrong with them', async () => {
    expect(await statusWith(user.accessToken)).toBe(200);
    expect(await statusWith(sign(claims()))).toBe(200);
  });

  describe('401', () => {
    const forged: [string, () => string][] = [
      ['alg none', () => `${encode({ alg: 'none' })}.${encode(claims())}.`],
      ['alg None, with our signature', () => sign(claims(), { alg: 'None' })],
      [
        'alg none over our signature',
        () => [encode({ alg: 'none' }), ...user.accessToken.split('.').slice(1)].join('.'),
      ],
      ['another secret', () => sign(claims(), undefined, 'another secret, of the same length as ours')],
      ['an empty secret', () => sign(claims(), undefined, '')],
      ['another algorithm under our secret', () => sign(claims(), { alg: 'HS512' }, secret, 'sha512')],
      ['an asymmetric algorithm named over our signature', () => sign(claims(), { alg: 'RS256' })],
      [
        'a key that it brings itself',
        () => sign(claims(), { alg: 'HS256', jwk: { kty: 'oct', k: 'AAAA' } }, 'AAAA'),
      ],
      ['a key file named by it', () => sign(claims(), { alg: 'HS256', kid: '../../dev/null' }, '')],
      ['a header that must be understood', () => sign(claims(), { alg: 'HS256', crit: ['x'], x: 1 })],
      ['expired', () => sign({ ...claims(), iat: nowSeconds() - 700, exp: nowSeconds() - 31 })],
      ['no expiry', () => sign({ ...claims(), exp: undefined })],
      [
        'a life longer than ours',
        () => sign({ ...claims(), iat: nowSeconds() - 700, exp: nowSeconds() + 86_400 }),
      ],
      ['not yet valid', () => sign({ ...claims(), nbf: nowSeconds() + 60 })],
      ['made in the future', () => sign({ ...claims(), iat: nowSeconds() + 60 })],
      ['another audience', () => sign({ ...claims(), aud: 'somebody else' })],
      ['no audience', () => sign({ ...claims(), aud: undefined })],
      ['another issuer', () => sign({ ...claims(), iss: 'somebody else' })],
      ['another user', () => sign({ ...claims(), sub: '0190b5c2-0000-7000-8000-000000000000' })],
      ['another session', () => sign({ ...claims(), sid: '0190b5c2-0000-7000-8000-000000000000' })],
      ['another version of the user', () => sign({ ...claims(), ver: 2 })],
      ['SQL for a subject', () => sign({ ...claims(), sub: "' or 1=1 --" })],
      [
        'an altered payload',
        () => {
          const [header, , signature] = user.accessToken.split('.');
          return [header, encode({ ...claims(), role: 'admin' }), signature].join('.');
        },
      ],
      ['no signature', () => user.accessToken.split('.').slice(0, 2).join('.')],
      ['half of a token', () => user.accessToken.slice(0, -10)],
      ['a token as long as headers may be', () => sign({ ...claims(), pad: 'x'.repeat(8_000) })],
      ['a key that nobody made', () => `cak_${'0'.repeat(12)}_${'x'.repeat(43)}`],
      ['not a token', () => 'x'],
    ];
    test.each(forged)('%s', async (_, make) => {
      expect(await statusWith(make())).toBe(401);
    });

    test('another scheme', async () => {
      for (const authorization of [`Basic ${user.accessToken}`, user.accessToken, 'Bearer', 'Bearer a b']) {
        expect((await api.request.get('/api/tasks').set({ authorization })).status).toBe(401);
      }
    });

    test('a wrong credential, although the API is open to this machine', async () => {
      const open = await startTestApi();
      try {
        expect((await open.request.get('/api/tasks')).status).toBe(200);
        expect((await open.request.get('/api/tasks').set(bearer('x'))).status).toBe(401);
      } finally {
        await open.close();
      }
    });
  });

  test('100 kB are refused at once, in a header and as a socket would send them', async () => {
    const long = sign({ ...claims(), pad: randomBytes(75_000).toString('base64url') });
    const startedAt = performance.now();
    const authenticator = api.app.get<Authenticator>(AUTHENTICATOR);
    expect(await authenticator.authenticateToken(long, undefined as never)).toBeNull();
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    // Node itself refuses so long a header.
    expect(await statusWith(long)).toBe(431);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  test('a key with another secret behind the same prefix opens nothing', async () => {
    const { text } = await givenApiKey(api);
    expect(await statusWith(text)).toBe(200);
    expect(await statusWith(`${text.slice(0, -43)}${'x'.repeat(43)}`)).toBe(401);
  });
});
