import { describe, expect, test } from '@jest/globals';
import { parseJson, writeJson } from './exact-json';
import { faultOfJson, formatJson } from './json-text';

describe('JSON with numbers of any length', () => {
  test.each([
    '12345678901234567890',
    '{"price":1.10,"at":"2026-11-29T00:00:00.100Z"}',
    '[-0,1e5,9007199254740993]',
  ])('is written as it was read: %s', (text) => {
    expect(writeJson(parseJson(text))).toBe(text);
  });

  test('all else is as the language reads it', () => {
    expect(parseJson('{"a":[1,1.5,"1.10"],"b":null}')).toEqual({ a: [1, 1.5, '1.10'], b: null });
    expect(writeJson(undefined)).toBe('null');
  });

  test('is indented as it was written, with fields given twice', () => {
    expect(formatJson('{"a":1.10,"a":12345678901234567890}')).toBe(
      '{\n  "a": 1.10,\n  "a": 12345678901234567890\n}',
    );
    expect(formatJson('{"a":')).toBeNull();
  });

  test.each([
    ['12345678901234567890', null],
    ['"1e400"', null],
    ['{"a":1e400}', 'The number 1e400 is too large'],
    ['1e-400', 'The number 1e-400 is too large or too small'],
    ['0e-400', null],
    ['{', 'Not JSON'],
  ])('%s may be stored, or not, and why', (text, fault) => {
    if (fault === null) expect(faultOfJson(text)).toBeNull();
    else expect(faultOfJson(text)).toContain(fault);
  });
});
