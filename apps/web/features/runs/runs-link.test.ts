import { expect, test } from '@jest/globals';
import { runsHref } from './runs-link';
import { isOfMissed, timeRangeOf, toMissed, withTimeRange } from './use-run-list';

test('a link to runs carries its filter as the API takes it', () => {
  expect(decodeURIComponent(runsHref({ statuses: ['failed', 'abandoned'], within: '24h' }))).toBe(
    '/runs?filter=status:failed,abandoned+scheduled:<24h',
  );
  const { searchParams } = new URL(runsHref({ lane: 'the "big" lane' }), 'http://host');
  expect(searchParams.get('filter')).toBe('lane:"the \\"big\\" lane"');
  expect(runsHref({})).toBe('/runs');
});

test('a range of time replaces every other one of the filter', () => {
  const filter = 'scheduled:>=2026-11-23T10:00:00.000Z status:failed scheduled:<2026-11-23T11:00:00.000Z';
  expect(timeRangeOf(filter)).toBeNull();
  expect(withTimeRange(filter, '24h')).toBe('status:failed scheduled:<24h');
  expect(timeRangeOf('status:failed scheduled:<24h')).toBe('24h');
  expect(withTimeRange('status:failed scheduled:<24h', null)).toBe('status:failed');
});

test('what was missed is asked for within a week, or within the range that is chosen already', () => {
  expect(toMissed('status:failed tag:a')).toBe('tag:a reason:missed scheduled:<7d');
  expect(toMissed('scheduled:<1h')).toBe('scheduled:<1h reason:missed');
  expect([isOfMissed(toMissed('')), isOfMissed('status:skipped')]).toEqual([true, false]);
});
