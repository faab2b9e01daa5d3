import { describe, expect, test } from '@jest/globals';
import type { QuietHours } from './quiet-hours.js';
import { isQuiet } from './quiet-hours.js';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const quietAt = (quietHours: Partial<QuietHours>, instant: string) =>
  isQuiet(
    { from: '22:00', to: '07:00', timeZone: 'UTC', days: everyDay, ...quietHours },
    Date.parse(instant),
  );

describe('quiet hours', () => {
  test('none are never quiet', () => {
    expect(isQuiet(null, Date.now())).toBe(false);
  });

  test.each([
    ['2026-11-23T21:59:59Z', false],
    ['2026-11-23T22:00:00Z', true],
    ['2026-11-24T06:59:59.999Z', true],
    ['2026-11-24T07:00:00Z', false],
  ])('a night from 22 to 7 goes over midnight: at %s quiet is %s', (instant, isQuietThen) => {
    expect(quietAt({}, instant)).toBe(isQuietThen);
  });

  test.each([
    ['2026-11-23T11:59:00Z', false],
    ['2026-11-23T12:00:00Z', true],
    ['2026-11-23T12:59:00Z', true],
    ['2026-11-23T13:00:00Z', false],
  ])('hours within a day end on it: at %s quiet is %s', (instant, isQuietThen) => {
    expect(quietAt({ from: '12:00', to: '13:00' }, instant)).toBe(isQuietThen);
  });

  test('the days are those on which the hours begin', () => {
    const fridays = { days: [5] };
    expect(quietAt(fridays, '2026-11-27T22:30:00Z')).toBe(true);
    expect(quietAt(fridays, '2026-11-28T06:30:00Z')).toBe(true);
    expect(quietAt(fridays, '2026-11-28T22:30:00Z')).toBe(false);
    expect(quietAt(fridays, '2026-11-27T06:30:00Z')).toBe(false);
    expect(quietAt({ days: [7] }, '2026-11-30T06:30:00Z')).toBe(true);
  });

  test('from a time to the same is a day and a night', () => {
    const weekend = { from: '08:00', to: '08:00', days: [6] };
    expect(quietAt(weekend, '2026-11-28T07:59:00Z')).toBe(false);
    expect(quietAt(weekend, '2026-11-28T08:00:00Z')).toBe(true);
    expect(quietAt(weekend, '2026-11-29T07:59:00Z')).toBe(true);
    expect(quietAt(weekend, '2026-11-29T08:00:00Z')).toBe(false);
  });

  test('the clocks on the wall count, before and after they change', () => {
    const berlin = { timeZone: 'Europe/Berlin' };
    expect(quietAt(berlin, '2026-10-24T20:00:00Z')).toBe(true);
    expect(quietAt(berlin, '2026-10-25T05:30:00Z')).toBe(true);
    expect(quietAt(berlin, '2026-10-25T06:00:00Z')).toBe(false);
    expect(quietAt(berlin, '2026-10-25T20:59:00Z')).toBe(false);
    expect(quietAt(berlin, '2026-10-25T21:00:00Z')).toBe(true);
  });
});
