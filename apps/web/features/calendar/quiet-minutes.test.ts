import { describe, expect, test } from '@jest/globals';
import { moveToMinute, quietMinutes } from './quiet-minutes';

describe('quieter minutes', () => {
  test('are empty ones away from what is busy, and apart from each other', () => {
    const counts = Array.from({ length: 60 }, (_, minute) => (minute % 15 === 0 ? 20 : minute < 30 ? 1 : 0));
    const found = quietMinutes(counts);
    expect(found).toHaveLength(3);
    for (const minute of found) expect([counts[minute], minute % 15 > 3]).toEqual([0, true]);
    expect(Math.abs(found[0]! - found[1]!)).toBeGreaterThanOrEqual(5);
  });

  test('are none that are past, of which nothing is planned any more', () => {
    const counts = Array.from({ length: 60 }, (_, minute) => (minute < 20 ? 0 : 60));
    const found = quietMinutes(counts, 20);
    expect(found).toHaveLength(3);
    expect(Math.min(...found)).toBeGreaterThanOrEqual(20);
    expect(quietMinutes(counts, 57)).toHaveLength(1);
    expect(quietMinutes(counts, 61)).toEqual([]);
  });

  test.each([
    ['0 2 * * *', '17 2 * * *'],
    ['30 0 2 * * 1-5', '30 17 2 * * 1-5'],
    ['*/5 * * * *', null],
    ['0,30 * * * *', null],
    ['@daily', null],
  ])('move %s to %s', (before, after) => {
    expect(moveToMinute(before, 17)).toBe(after);
  });
});
