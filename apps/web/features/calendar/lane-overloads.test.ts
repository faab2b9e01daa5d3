import { expect, test } from '@jest/globals';
import { overloadLines } from './lane-overloads';

const overload = (hour: number, lane: string, planned: number) => {
  return { at: new Date(Date.UTC(2026, 10, 23, hour)).toISOString(), lane, planned, fits: 60 };
};

test('each lane has one line: of an hour, or of several with the fullest', () => {
  const overloads = [overload(9, 'billing', 62), overload(9, 'mail', 1_200), overload(10, 'billing', 90)];
  expect(overloadLines(overloads, 'UTC')).toEqual([
    'lane billing: more planned than fits in 2 hours, most at 10:00 with 90 for 60',
    '09:00 lane mail: 1,200 planned, 60 fit',
  ]);
});
