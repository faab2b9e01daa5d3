import { describe, expect, test } from '@jest/globals';
import type { ResponseAssertion } from '@carillon/domain';
import { responseBytesMax } from '@carillon/domain';
import { checkAssertion, judgeAssertion } from './assertion.js';

const judge = (assertion: ResponseAssertion, body: string, bodyComplete = true) =>
  judgeAssertion(assertion, { body: Buffer.from(body), bodyComplete });

const exists = (path: string): ResponseAssertion => ({ type: 'json_path_exists', path });
const equals = (path: string, value: unknown): ResponseAssertion => ({
  type: 'json_path_equals',
  path,
  value,
});
const regex = (pattern: string): ResponseAssertion => ({ type: 'regex', pattern });

const order = JSON.stringify({
  status: 'ok',
  total: 1.5,
  none: null,
  items: [
    { id: 1, tags: ['a'] },
    { id: 2, tags: [] },
  ],
});

describe('judgeAssertion', () => {
  test.each([
    exists('$.status'),
    exists('$.none'),
    exists('$.items[?@.id == 2]'),
    exists('$..tags[0]'),
    equals('$.status', 'ok'),
    equals('$["total"]', 1.5),
    equals('$.none', null),
    equals('$.items[-1]', { tags: [], id: 2 }),
    equals('$.items[*].id', 2),
    equals('$', JSON.parse(order)),
    regex('"status":"(ok|fine)"'),
    regex('^\\{.*\\}$'),
  ])('is satisfied: %j', (assertion) => {
    expect(judge(assertion, order)).toBeNull();
  });

  test.each([
    [exists('$.missing'), 'The body has no $.missing'],
    [exists('$.constructor'), 'The body has no $.constructor'],
    [exists('$.items[?@.id == 3]'), 'The body has no'],
    [equals('$.missing', null), 'The body has no $.missing'],
    [equals('$.status', 'OK'), 'The body has another value at $.status'],
    [equals('$.items[1]', { id: 2 }), 'another value'],
    [equals('$.total', '1.5'), 'another value'],
    [regex('^ok$'), 'The body does not match ^ok$'],
  ])('is not satisfied: %j', (assertion, message) => {
    expect(judge(assertion, order)).toEqual({
      errorCode: 'assertion_failed',
      message: expect.stringContaining(message),
    });
  });

  test('wants JSON for a path, and any text for a regular expression', () => {
    expect(judge(exists('$'), '<html>')!.message).toContain('is not JSON');
    expect(judge(exists('$'), '')!.message).toContain('is not JSON');
    expect(judge(regex('^<html>$'), '<html>')).toBeNull();
    expect(judge(regex('^$'), '')).toBeNull();
  });

  test('does not judge by a part of a body', () => {
    const cut = order.padEnd(responseBytesMax).slice(0, responseBytesMax);
    expect(judge(exists('$.status'), cut, false)!.errorCode).toBe('response_too_large');
    expect(judge(regex('ok'), cut, false)!.errorCode).toBe('response_too_large');
  });

  test('fails by an assertion that was never checked, instead of throwing', () => {
    expect(judge(exists('status'), order)!.message).toContain('The assertion is not a JSONPath');
    expect(judge(regex('('), order)!.message).toContain('The assertion is not a regular expression');
  });

  test('gives up on JSON that is nested without end', () => {
    const depth = responseBytesMax / 2;
    const nested = '['.repeat(depth) + ']'.repeat(depth);
    expect(judge(exists('$..id'), nested)!.errorCode).toBe('assertion_failed');
    expect(judge(equals('$', [[[]]]), nested)!.errorCode).toBe('assertion_failed');
  });
});

describe('the time that an assertion takes', () => {
  const hostile = `${'a'.repeat(responseBytesMax - 1)}!`;
  const cost = (assertion: ResponseAssertion, body: string) => {
    const times = [1, 2, 3].map(() => {
      const startedAt = performance.now();
      judge(assertion, body);
      return performance.now() - startedAt;
    });
    return Math.min(...times);
  };

  test.each(['(a+)+$', '(a|aa)+$', '(a|a)*$', '([a-zA-Z]+)*$', '(.*a){12}$', '(\\w+\\s?)+\\d$'])(
    'does not explode with %s',
    (pattern) => {
      // Both read the whole body; with backtracking the first would not end within the age of the universe.
      const benign = cost(regex('[ab]$'), hostile);
      expect(cost(regex(pattern), hostile)).toBeLessThan(benign * 50 + 50);
    },
  );

  test.each(['$..*', '$..[?@.a == @.b]', '$..[?length(@.a) > 3]', '$.*.*.*'])(
    'grows with the body only: %s',
    (path) => {
      const body = (count: number) =>
        JSON.stringify(Array.from({ length: count }, () => ({ a: 'xx', b: [1] })));
      const small = cost(equals(path, 'never'), body(270));
      expect(cost(equals(path, 'never'), body(2_700))).toBeLessThan(small * 60 + 50);
    },
  );
});

describe('checkAssertion', () => {
  test.each([
    exists('$.a["b c"][0][-1][1:2]'),
    exists('$..a'),
    equals('$.a[?@.b == 1 && @.c]', {}),
    regex('^a{2,3}$'),
  ])('accepts %j', (assertion) => {
    expect(checkAssertion(assertion)).toBeNull();
  });

  test.each([
    [exists('a.b'), 'path', 'is not a JSONPath'],
    [exists(''), 'path', 'is not a JSONPath'],
    [exists('$.a['), 'path', 'is not a JSONPath'],
    [exists('$[(@.length-1)]'), 'path', 'is not a JSONPath'],
    [exists('$[?(() => process.exit())()]'), 'path', 'is not a JSONPath'],
    [exists('$[?match(@.a, "(a+)+")]'), 'path', 'is not a JSONPath'],
    [exists('$[?search(@.a, "(a+)+")]'), 'path', 'is not a JSONPath'],
    [exists('$..a..b'), 'path', 'may have one .. only'],
    [exists('$[*,*][*,*]'), 'path', 'one selector in a bracket'],
    [exists('$[?@..a]'), 'path', 'single values only'],
    [exists('$[?@[?@.*]]'), 'path', 'single values only'],
    [exists('$[?@.a || !(@.b == $.c)]'), 'path', 'single values only'],
    [exists('$[?count(@.*) > 1]'), 'path', 'single values only'],
    [exists(`$.${'a'.repeat(1_000)}`), 'path', 'longer than 1000'],
    [regex('a'.repeat(1_001)), 'pattern', 'longer than 1000'],
    [regex('(a'), 'pattern', 'is not a regular expression'],
    [regex('(a)\\1'), 'pattern', 'is not a regular expression'],
    [regex('(?<=a)b'), 'pattern', 'is not a regular expression'],
    [regex('((a{0,100}){0,100}){0,100}'), 'pattern', 'is not a regular expression'],
  ])('refuses %j', (assertion, field, message) => {
    expect(checkAssertion(assertion)).toEqual({ field, message: expect.stringContaining(message) });
  });
});
