import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hideValues, redactHeaders, redactJsonText, shownHeaders } from './redact.js';

describe('redactJsonText', () => {
  test.each([
    ['{"password":"hunter2","a":1}', '{"password":"[redacted]","a":1}'],
    ['{ "Access_Token" : "x\\"y" , "b": [1] }', '{ "Access_Token" : "[redacted]" , "b": [1] }'],
    ['{"apiKey":12345}', '{"apiKey":"[redacted]"}'],
    ['{"secrets":{"a":"}","b":["]"]},"c":1}', '{"secrets":"[redacted]","c":1}'],
    ['{"cookies":["a","b"]}', '{"cookies":"[redacted]"}'],
    [
      '[{"x-signature":"v1,abc"},{"Authorization":"Bearer y"}]',
      '[{"x-signature":"[redacted]"},{"Authorization":"[redacted]"}]',
    ],
    ['5" of text, then {"password":"x"}', '5" of text, then {"password":"[redacted]"}'],
    ['{"password":"cut in the mid', '{"password":"[redacted]"'],
    ['{"secret":{"a":["cut', '{"secret":"[redacted]"'],
    ['{"password":"ends in a backslash\\', '{"password":"[redacted]"'],
  ])('takes the value out of %s', (text, redacted) => {
    expect(redactJsonText(text)).toBe(redacted);
  });

  test.each([
    '{"usage":{"total_tokens":15,"tokenCount":3}}',
    '{"hasPassword":true,"token":null}',
    '{"password":',
    '{"password"',
    'the password is wrong',
    '',
  ])('leaves %j as it is', (text) => {
    expect(redactJsonText(text)).toBe(text);
  });

  test('leaves every JSON without such a key as it is, byte for byte', () => {
    const json = fc
      .jsonValue()
      .filter((value) => !/token|secret|passw|cookie|auth|key|sign|cred/i.test(JSON.stringify(value)));
    fc.assert(
      fc.property(json, (value) => {
        const text = JSON.stringify({ value, note: 'a secret word' });
        expect(redactJsonText(text)).toBe(text);
      }),
    );
  });

  test('takes any value out wherever the text is cut, and keeps JSON that is whole', () => {
    const value = fc.oneof(fc.string({ minLength: 1 }), fc.array(fc.jsonValue(), { minLength: 1 }));
    fc.assert(
      fc.property(value, fc.nat(), (secret, cut) => {
        const canary = ['canary-7', secret];
        const whole = JSON.stringify({ before: 1, password: canary, after: [2] });
        expect(JSON.parse(redactJsonText(whole))).toEqual({ before: 1, password: '[redacted]', after: [2] });
        expect(redactJsonText(whole.slice(0, cut % (whole.length + 1)))).not.toContain('canary-7');
      }),
    );
  });

  test.each([
    ['escaped quotes', '\\"', 20_000],
    ['quotes', '"', 40_000],
    ['keys without values', '"token":', 8_000],
    ['open brackets', '{"token":[', 6_000],
  ])('takes no longer than its length asks for over nothing but %s', (_, piece, count) => {
    const short = `"token"${piece.repeat(count / 10)}`;
    const long = `"token"${piece.repeat(count)}`;
    const cost = (text: string) => {
      const times = [1, 2, 3, 4, 5].map(() => {
        const startedAt = performance.now();
        redactJsonText(text);
        return performance.now() - startedAt;
      });
      return Math.min(...times);
    };
    cost(long);
    expect(cost(long)).toBeLessThan(40 * cost(short) + 5);
  });
});

describe('redactHeaders', () => {
  test('takes values out by the name of the header', () => {
    const headers = {
      'x-api-key': 'a',
      'Set-Cookie': 'b',
      'content-type': 'text/plain',
      'x-auth-token': 'c',
    };
    expect(redactHeaders(headers)).toEqual({
      'x-api-key': '[redacted]',
      'Set-Cookie': '[redacted]',
      'content-type': 'text/plain',
      'x-auth-token': '[redacted]',
    });
  });

  test('keeps headers without secrets, figures among them', () => {
    const headers = { 'x-ratelimit-remaining-tokens': '149984', date: 'now' };
    expect(redactHeaders(headers)).toBe(headers);
  });
});

describe('shownHeaders', () => {
  test('hides what is written out, and shows what names a stored secret', () => {
    const headers = {
      Authorization: 'Bearer abc',
      'x-secret': 'Bearer {{secret:billing}}',
      'x-api-key': 'abc{{secret:billing}}',
      'x-team': 'billing',
    };
    expect(shownHeaders(headers)).toEqual({
      ...headers,
      Authorization: '[redacted]',
      'x-api-key': '[redacted]',
    });
  });

  test('keeps headers without secrets', () => {
    const headers = { 'x-token-limit': '15', 'x-secret': '{{secret:a}}' };
    expect(shownHeaders(headers)).toBe(headers);
  });
});

describe('hideValues', () => {
  test('replaces a value as it is, within JSON and within a URL', () => {
    const value = 'a"b c/d+e';
    const text = `plain ${value}, json ${JSON.stringify({ value })}, url https://x.test/?k=${encodeURIComponent(value)}`;
    expect(hideValues(text, [value])).toBe(
      'plain [redacted], json {"value":"[redacted]"}, url https://x.test/?k=[redacted]',
    );
  });

  test('leaves texts alone that only hold a short value', () => {
    expect(hideValues('abc 12345', ['12345', ''])).toBe('abc 12345');
  });
});
