import { expect, test } from '@jest/globals';
import { dayBounds, parseDay } from './grid';
import { clockChange } from './words';

test.each([
  ['Europe/Berlin', '2026-03-29', 'The clocks go forward: 02:00 to 03:00 is missing'],
  ['Europe/Berlin', '2026-10-25', 'The clocks go back: 02:00 to 03:00 comes twice'],
  ['Africa/Cairo', '2026-04-24', 'The clocks go forward: 00:00 to 01:00 is missing'],
  ['Australia/Lord_Howe', '2026-10-04', 'The clocks go forward: 02:00 to 02:30 is missing'],
  ['Europe/Berlin', '2026-03-30', null],
  ['UTC', '2026-03-29', null],
])('what the clocks of %s do on %s', (zone, day, words) => {
  const [fromMs, toMs] = dayBounds(parseDay(day, zone)!, 1, zone) as [number, number];
  expect(clockChange(fromMs, toMs, zone)).toBe(words);
});
