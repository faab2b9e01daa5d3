import { expect, test } from '@jest/globals';
import { paceWarning } from './pace-warning.js';

const warningOf = (expression: string, runs: number, perMs: number) =>
  paceWarning(
    { expression, timeZone: 'UTC', dstGap: 'run_after', dstOverlap: 'first' },
    Date.parse('2026-01-15T12:00:00Z'),
    { name: 'mail', rateLimit: { runs, perMs } },
  );

test.each([
  ['as often as it may', '*/10 * * * * *', 6, 60_000],
  ['less often', '0 9 * * *', 1, 3_600_000],
  ['once and never again', '0 0 29 2 1#5', 1, 1_000],
])('says nothing of a schedule that fires %s', (_, expression, runs, perMs) => {
  expect(warningOf(expression, runs, perMs)).toBeNull();
});

test('names the lane, its spacing and the shortest gap, also of one that only fires often at times', () => {
  expect(warningOf('*/5 * * * * *', 6, 60_000)).toMatch(/lane mail .* every 10 s .* every 5 s/);
  expect(warningOf('* * * * *', 1, 3_600_000)).toMatch(/every 1 h .* every 1 min/);
  expect(warningOf('0,1 * * * * *', 2, 60_000)).toMatch(/every 30 s .* every 1 s/);
});
