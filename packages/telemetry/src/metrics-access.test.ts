import { expect, test } from '@jest/globals';
import { mayReadMetrics } from './metrics-access.js';

test('without a token everybody may read the metrics', () => {
  expect(mayReadMetrics(undefined, null)).toBe(true);
});

test.each([
  ['Bearer a-long-enough-token', true],
  ['bearer   a-long-enough-token ', true],
  [undefined, false],
  ['', false],
  ['a-long-enough-token', false],
  ['Basic a-long-enough-token', false],
  ['Bearer a-long-enough-toke', false],
  ['Bearer a-long-enough-token, other', false],
])('with one, %p: %p', (authorization, expected) => {
  expect(mayReadMetrics(authorization, 'a-long-enough-token')).toBe(expected);
});
