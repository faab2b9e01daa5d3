import { describe, expect, test } from '@jest/globals';
import { messageBytesMax, noWishes, responseBytesMax } from '@carillon/domain';
import type { Exchange } from './exchange.js';
import type { Expectation } from './judge-response.js';
import { judgeResponse } from './judge-response.js';

const phases = { dnsMs: 1, connectMs: 2, tlsMs: null, firstByteMs: 3, totalMs: 4 };

function answer(status: number, body = '', overrides: Partial<Exchange> = {}): Exchange {
  return {
    status,
    headers: { 'content-type': 'text/plain' },
    body: Buffer.from(body),
    bodyComplete: true,
    failure: null,
    phases,
    ...overrides,
  };
}

const expectation: Expectation = {
  url: 'https://r.test/hook',
  successStatus: [404],
  options: { assertion: null, steering: false },
};

describe('judgeResponse', () => {
  test.each([200, 204, 299, 404])('takes %i for a success', (status) => {
    expect(judgeResponse(answer(status, 'done'), expectation)).toEqual({
      ok: true,
      httpStatus: status,
      message: 'done',
      messageTruncated: false,
      errorCode: null,
      responseHeaders: { 'content-type': 'text/plain' },
      phases,
      wishes: noWishes,
    });
  });

  test.each([400, 500, 503, 301])('takes %i for a failure with a word of its own', (status) => {
    const outcome = judgeResponse(answer(status, 'why'), expectation);
    expect(outcome).toMatchObject({ ok: false, httpStatus: status, errorCode: `status_${status}` });
    expect(outcome.message).toMatch(/why$/);
  });

  test('says that redirects are not followed, and who answered without a word', () => {
    expect(judgeResponse(answer(302), expectation).message).toBe(
      'r.test:443 answered 302; redirects are not followed',
    );
    expect(judgeResponse(answer(500), expectation).message).toBe('r.test:443 answered 500 without a body');
    expect(judgeResponse(answer(204), expectation).message).toBe('');
  });

  test('hands a failure of the exchange on, with what there is of a response', () => {
    const failure = { errorCode: 'timeout', message: 'Timed out' } as const;
    expect(judgeResponse(answer(200, 'half', { failure }), expectation)).toMatchObject({
      ok: false,
      httpStatus: 200,
      errorCode: 'timeout',
      message: 'Timed out',
      wishes: noWishes,
    });
    const nothing = judgeResponse(answer(0, '', { failure, status: null, headers: null }), expectation);
    expect(nothing).toMatchObject({ ok: false, httpStatus: null, responseHeaders: null });
  });

  describe('with an assertion', () => {
    const options = { assertion: { type: 'regex', pattern: 'ok' }, steering: false } as const;
    const asserting = { ...expectation, options };

    test('fails a success that does not hold it, with both texts and no wishes of a success', () => {
      const headers = { 'carillon-callback': 'required', 'carillon-cost': '1' };
      const outcome = judgeResponse(answer(202, 'no luck', { headers }), asserting);
      expect(outcome).toMatchObject({ ok: false, errorCode: 'assertion_failed', wishes: noWishes });
      expect(outcome.message).toBe('The body does not match ok\n\nno luck');
    });

    test('judges a listed status by it, and a failure not', () => {
      expect(judgeResponse(answer(404, 'ok'), asserting).ok).toBe(true);
      expect(judgeResponse(answer(404, 'no'), asserting).errorCode).toBe('assertion_failed');
      expect(judgeResponse(answer(500, 'ok'), asserting).errorCode).toBe('status_500');
    });

    test('fails a body that is longer than what is read', () => {
      const body = 'ok'.repeat(responseBytesMax / 2);
      const outcome = judgeResponse(answer(200, body, { bodyComplete: false }), asserting);
      expect(outcome).toMatchObject({ ok: false, errorCode: 'response_too_large', messageTruncated: true });
      expect(Buffer.byteLength(outcome.message)).toBeLessThanOrEqual(messageBytesMax);
    });
  });

  test('keeps what fits of a long body and says that there was more', () => {
    const outcome = judgeResponse(answer(200, 'x'.repeat(messageBytesMax + 1)), expectation);
    expect(outcome.message).toHaveLength(messageBytesMax);
    expect(outcome.messageTruncated).toBe(true);
    const cut = judgeResponse(answer(200, 'x', { bodyComplete: false }), expectation);
    expect(cut).toMatchObject({ message: 'x', messageTruncated: true });
  });

  test('takes secrets out by their names, and stays within its limit', () => {
    const headers = { 'x-api-key': 'canary', etag: '1' };
    const body = JSON.stringify({ token: 'canary', a: 1 });
    const outcome = judgeResponse(answer(200, body, { headers }), expectation);
    expect(outcome.responseHeaders).toEqual({ 'x-api-key': '[redacted]', etag: '1' });
    expect(outcome.message).toBe('{"token":"[redacted]","a":1}');
    const many = `[${Array.from({ length: 2_000 }, () => '{"token":"canary"}').join(',')}]`;
    const long = judgeResponse(answer(500, many), expectation);
    expect(long.message).not.toContain('canary');
    expect(Buffer.byteLength(long.message)).toBeLessThanOrEqual(messageBytesMax);
    expect(long.messageTruncated).toBe(true);
  });

  test('reads what the receiver asks for', () => {
    expect(judgeResponse(answer(429, '', { headers: { 'retry-after': '3' } }), expectation).wishes).toEqual({
      ...noWishes,
      retryAfterMs: 3_000,
      slowsHost: true,
    });
  });
});
