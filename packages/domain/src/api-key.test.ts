import { expect, test } from '@jest/globals';
import { makeApiKey, matchesApiKey, readApiKey } from './api-key.js';

test('a key opens with its own text only', () => {
  const key = makeApiKey();
  expect(key.text).toMatch(/^cak_[0-9a-f]{12}_[\w-]{43}$/);
  expect(readApiKey(key.text)).toEqual({ prefix: key.prefix });
  expect(matchesApiKey(key.text, key.hash)).toBe(true);
  expect(matchesApiKey(makeApiKey().text, key.hash)).toBe(false);
  expect(matchesApiKey(key.text, key.hash.subarray(1))).toBe(false);
});

test.each([
  '',
  'cak_',
  `${makeApiKey().text}x`,
  ` ${makeApiKey().text}`,
  'crt_x',
  'eyJhbGciOiJIUzI1NiJ9.e30.x',
])('"%s" is no key', (text) => {
  expect(readApiKey(text)).toBeNull();
});
