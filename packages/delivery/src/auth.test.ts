import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { WebhookAuth } from '@carillon/domain';
import { WebhookSink, until } from '@carillon/testkit';
import type { AuthHeaders, Authenticator, AuthRequest } from './auth.js';
import { createAuthenticator } from './auth.js';
import type { Failure, Transport } from './exchange.js';
import { createTransport } from './transport.js';

let sink: WebhookSink;
let transport: Transport;
let authenticator: Authenticator;
beforeEach(async () => {
  sink = await WebhookSink.start();
  transport = createTransport({ allow: ['127.0.0.1'] });
  authenticator = createAuthenticator(transport);
});
afterEach(async () => {
  await sink.close();
  await transport.close();
});

const secrets = new Map([['S', 's3cret value:/ü']]);

function ask(auth: WebhookAuth, overrides: Partial<AuthRequest> = {}) {
  return authenticator.headersFor({ auth, secrets, timeoutMs: 5_000, proxyUrl: null, ...overrides });
}

function oauth2(overrides: Partial<Extract<WebhookAuth, { type: 'oauth2' }>> = {}): WebhookAuth {
  const tokenUrl = sink.url('/token');
  return {
    ...{ type: 'oauth2', tokenUrl, clientId: 'client:1', clientSecret: 'S', scope: null, audience: null },
    ...overrides,
  };
}

/** Hands out `token-1`, `token-2` and so on. */
function giveTokens(fields: object = { expires_in: 3_600 }, delayMs = 0) {
  sink.answer('/token', (_, call) => ({
    body: JSON.stringify({ access_token: `token-${call}`, token_type: 'Bearer', ...fields }),
    delayMs,
  }));
}

const headersOf = (result: AuthHeaders | { failure: Failure }) =>
  'failure' in result ? result.failure : result.headers;

describe('headersFor', () => {
  test('makes the header of a password, a token and a key', async () => {
    const encoded = Buffer.from('me:s3cret value:/ü').toString('base64');
    expect(headersOf(await ask({ type: 'basic', username: 'me', passwordSecret: 'S' }))).toEqual([
      'authorization',
      `Basic ${encoded}`,
    ]);
    const bearer = await ask({ type: 'bearer', tokenSecret: 'S' });
    expect(headersOf(bearer)).toEqual(['authorization', 'Bearer s3cret value:/ü']);
    const key = await ask({ type: 'api_key', header: 'X-Key', valueSecret: 'S' });
    expect(headersOf(key)).toEqual(['x-key', 's3cret value:/ü']);
  });

  test('names a secret that is not there', async () => {
    expect(await ask({ type: 'bearer', tokenSecret: 'OTHER' })).toEqual({
      failure: { errorCode: 'secret_missing', message: 'There is no secret OTHER' },
    });
  });

  test.each(['a\r\nx: y', 'a\nb', '\0', '🚀'])('never makes a header of %j', async (value) => {
    const failure = headersOf(
      await ask({ type: 'bearer', tokenSecret: 'S' }, { secrets: new Map([['S', value]]) }),
    );
    expect(failure).toMatchObject({ errorCode: 'auth_failed' });
    expect(JSON.stringify(failure)).not.toContain(JSON.stringify(value).slice(1, -1));
  });
});

describe('headersFor with OAuth2', () => {
  test('asks as RFC 6749 has it, once for many, and uses the token', async () => {
    giveTokens({ expires_in: 3_600 }, 50);
    const auth = oauth2({ scope: 'a b', audience: 'https://r.test/&' });
    const results = await Promise.all(Array.from({ length: 20 }, () => ask(auth)));
    for (const result of [...results, await ask(auth)]) {
      expect(headersOf(result)).toEqual(['authorization', 'Bearer token-1']);
    }
    expect(sink.requestsTo('/token')).toHaveLength(1);
    const [{ method, headers, body } = { method: '', headers: {}, body: '' }] = sink.requests;
    expect(method).toBe('POST');
    expect(body).toBe('grant_type=client_credentials&scope=a+b&audience=https%3A%2F%2Fr.test%2F%26');
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    const credentials = Buffer.from(headers.authorization!.slice('Basic '.length), 'base64').toString();
    expect(credentials).toBe('client%3A1:s3cret+value%3A%2F%C3%BC');
  });

  test('keeps a token for each endpoint, client, scope, audience and secret', async () => {
    giveTokens();
    const others = [
      {},
      { clientId: 'b' },
      { scope: 'x' },
      { audience: 'x' },
      { tokenUrl: sink.url('/token?b') },
    ];
    for (const other of others) await ask(oauth2(other));
    await ask(oauth2(), { secrets: new Map([['S', 'rotated']]) });
    for (const other of others) await ask(oauth2(other));
    expect(sink.requestsTo('/token')).toHaveLength(6);
  });

  test('forgets a token that was refused, and no newer one', async () => {
    giveTokens();
    const first = (await ask(oauth2())) as AuthHeaders;
    first.forget();
    expect(headersOf(await ask(oauth2()))).toEqual(['authorization', 'Bearer token-2']);
    first.forget();
    expect(headersOf(await ask(oauth2()))).toEqual(['authorization', 'Bearer token-2']);
  });

  test('asks anew before a token ends', async () => {
    giveTokens({ expires_in: 0.2 });
    await ask(oauth2());
    await until(
      async () => {
        await ask(oauth2());
        expect(sink.requestsTo('/token').length).toBeGreaterThan(1);
      },
      { what: 'a second token' },
    );
  });

  test.each([
    [
      { status: 401, body: '{"error":"invalid_client","error_description":"s3cret"}' },
      'answered 401 (invalid_client)',
    ],
    [{ status: 400, body: '{"error":"s3cret"}' }, 'answered 400'],
    [{ status: 302, headers: { location: '/other' } }, 'answered 302'],
    [{ status: 500, body: 's3cret' }, 'answered 500'],
    [{ body: 'no JSON' }, 'without a usable access_token'],
    [{ body: '{"access_token":"a\\r\\nb"}' }, 'without a usable access_token'],
    [{ body: '{"access_token":"a","token_type":"mac"}' }, 'another type than Bearer'],
    [{ drop: 'before-headers' } as const, 'was lost'],
  ])('fails readably after %j, and asks again the next time', async (answer, message) => {
    sink.answer('/token', answer);
    const failure = headersOf(await ask(oauth2()));
    expect(failure).toMatchObject({ errorCode: 'auth_failed', message: expect.stringContaining(message) });
    expect(JSON.stringify(failure)).not.toContain('s3cret');
    giveTokens();
    expect(headersOf(await ask(oauth2()))).toEqual(['authorization', 'Bearer token-2']);
  });

  test('sends no token request where the guard lets none through', async () => {
    const guarded = createTransport({ allow: [] });
    const result = await createAuthenticator(guarded).headersFor({
      ...{ auth: oauth2(), secrets, timeoutMs: 5_000, proxyUrl: null },
    });
    await guarded.close();
    expect(headersOf(result)).toMatchObject({ errorCode: 'auth_failed' });
    expect(sink.connections).toBe(0);
  });

  test('lets each attempt end by its own deadline and signal, and the others have the token', async () => {
    giveTokens({}, 300);
    const stop = new AbortController();
    const patient = ask(oauth2());
    const hasty = ask(oauth2(), { timeoutMs: 20 });
    const stopped = ask(oauth2(), { signal: stop.signal });
    stop.abort('lease_lost');
    expect(headersOf(await stopped)).toMatchObject({ errorCode: 'lease_lost' });
    expect(headersOf(await hasty)).toMatchObject({ errorCode: 'auth_failed' });
    expect(headersOf(await ask(oauth2(), { signal: AbortSignal.abort() }))).toMatchObject({
      errorCode: 'shutdown',
    });
    expect(headersOf(await patient)).toEqual(['authorization', 'Bearer token-1']);
    expect(sink.requestsTo('/token')).toHaveLength(1);
  });
});
