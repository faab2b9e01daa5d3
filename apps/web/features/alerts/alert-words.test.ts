import { describe, expect, test } from '@jest/globals';
import { quietWords } from './alert-words';

const hours = { from: '22:00', to: '07:00', timeZone: 'UTC' };

describe('quiet hours in words', () => {
  test.each([
    [null, 'None'],
    [{ ...hours, days: [1, 2, 3, 4, 5, 6, 7] }, '22:00 to 07:00, UTC, every day'],
    [{ ...hours, days: [1, 2, 3, 4, 5] }, '22:00 to 07:00, UTC, Mon–Fri'],
    [{ ...hours, days: [6, 7] }, '22:00 to 07:00, UTC, Sat, Sun'],
    [{ ...hours, to: '22:00', days: [6] }, 'around the clock from 22:00, UTC, Sat'],
  ])('%j is told as %s', (quietHours, words) => {
    expect(quietWords(quietHours)).toBe(words);
  });
});
