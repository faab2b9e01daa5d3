import { expect, test } from '@jest/globals';
import { throttleErrors } from './error-throttle.js';

function listener(): { told: [string, number][]; tell: (error: Error, suppressed: number) => void } {
  const told: [string, number][] = [];
  return { told, tell: (error, suppressed) => void told.push([error.message, suppressed]) };
}

test('of a flood the first error is reported at once, and later how many more there were', () => {
  let now = 0;
  const { told, tell } = listener();
  const report = throttleErrors(tell, 1_000, () => now);
  for (now = 0; now < 1_000; now += 10) report(new Error(`connect ECONNREFUSED 127.0.0.1:${now}`));
  report(new Error('connect ECONNREFUSED 127.0.0.1:6379'));
  expect(told).toEqual([
    ['connect ECONNREFUSED 127.0.0.1:0', 0],
    ['connect ECONNREFUSED 127.0.0.1:6379', 99],
  ]);
});

test('an error of another kind is not lost in the flood', () => {
  const { told, tell } = listener();
  const report = throttleErrors(tell, 1_000, () => 0);
  for (let count = 0; count < 100; count += 1) report(new Error('gone'));
  report(new TypeError('gone'));
  report('not even an error');
  expect(told).toEqual([
    ['gone', 0],
    ['gone', 0],
    ['not even an error', 0],
  ]);
});

test('it remembers no more than fifty kinds', () => {
  const { told, tell } = listener();
  const report = throttleErrors(tell, 1_000, () => 0);
  for (let count = 0; count < 51; count += 1) report(new Error('x'.repeat(count + 1)));
  report(new Error('x'.repeat(51)));
  report(new Error('x'));
  expect(told).toHaveLength(52);
});
