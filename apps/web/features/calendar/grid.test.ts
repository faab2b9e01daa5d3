import { expect, test } from '@jest/globals';
import { addDays, dayBounds, dayName, heatCells, parseDay, startOfMonth, startOfWeek } from './grid';

const iso = (ms: number): string => new Date(ms).toISOString();

test.each([
  ['UTC', '2026-03-23T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
  ['Europe/Berlin', '2026-03-22T23:00:00.000Z', '2026-02-28T23:00:00.000Z'],
  ['Asia/Tokyo', '2026-03-29T15:00:00.000Z', '2026-02-28T15:00:00.000Z'],
])('weeks, months and days begin at the midnights of %s', (zone, week, month) => {
  const sunday = Date.parse('2026-03-29T20:00:00Z');
  expect(iso(startOfWeek(sunday, zone))).toBe(week);
  expect(iso(startOfMonth(sunday, zone))).toBe(month);
  const [first] = dayBounds(startOfWeek(sunday, zone), 1, zone);
  expect(parseDay(dayName(first!, zone), zone)).toBe(first);
});

test('a day on which the clocks go forward has 23 hours, and no cell for the one that is missing', () => {
  const zone = 'Europe/Berlin';
  const from = parseDay('2026-03-29', zone)!;
  expect(addDays(from, 1, zone) - from).toBe(23 * 3_600_000);
  const bounds = dayBounds(from, 1, zone);
  const load = { bucketMs: 3_600_000, counts: Array.from({ length: 23 }, () => 1) };
  const cells = heatCells({ bounds, zone, load, points: [] });
  expect(cells.filter(({ planned }) => planned === 0).map(({ hour }) => hour)).toEqual([2]);
});
