import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { AppError } from './errors.js';
import { nextFireTime, nextFireTimes, parseSchedule } from './schedule.js';
import type { Schedule } from './schedule.js';
import { formatInstant } from './schedule-zone.js';

interface CronCase {
  expr: string;
  tz: string;
  from: string;
  next: string[];
  kind: 'core' | 'dst-policy' | 'extension' | 'never';
}

interface InvalidCase {
  expr: string;
  why: string;
}

function readConformance<Case>(name: string): Case[] {
  return JSON.parse(readFileSync(new URL(`./conformance/${name}`, import.meta.url), 'utf8')) as Case[];
}

function schedule(expression: string, timeZone = 'UTC', policies: Partial<Schedule> = {}): Schedule {
  return { expression, timeZone, dstGap: 'run_after', dstOverlap: 'first', ...policies };
}

function next(asked: Schedule, from: string, count: number): string[] {
  return nextFireTimes(asked, Date.parse(from), count).map(formatInstant);
}

function refusal(act: () => unknown): AppError {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const cronCases = readConformance<CronCase>('cron-cases.json');
const invalidCases = readConformance<InvalidCase>('cron-invalid.json');

describe('nextFireTime on the conformance cases', () => {
  test.each(cronCases)('answers $kind: $expr in $tz from $from', ({ expr, tz, from, next: wanted }) => {
    expect(next(schedule(expr, tz), from, Math.max(wanted.length, 1))).toEqual(wanted);
  });
});

describe('nextFireTime', () => {
  test('leaves out a fixed time in a gap when the task says skip', () => {
    expect(
      next(schedule('30 2 * * *', 'Europe/Berlin', { dstGap: 'skip' }), '2026-03-28T12:00:00Z', 1),
    ).toEqual(['2026-03-30T00:30:00Z']);
  });

  test('runs a fixed time in both passes of an overlap when the task says both', () => {
    const both = schedule('30 1 * * *', 'America/New_York', { dstOverlap: 'both' });
    expect(next(both, '2016-11-06T05:00:00Z', 3)).toEqual([
      '2016-11-06T05:30:00Z',
      '2016-11-06T06:30:00Z',
      '2016-11-07T06:30:00Z',
    ]);
  });

  test('makes nothing up for a day that a zone left out', () => {
    expect(next(schedule('0 12 * * *', 'Pacific/Apia'), '2011-12-29T12:00:00Z', 2)).toEqual([
      '2011-12-29T22:00:00Z',
      '2011-12-30T22:00:00Z',
    ]);
    expect(next(schedule('0 12 30 12 *', 'Pacific/Apia'), '2011-12-01T00:00:00Z', 1)).toEqual([
      '2012-12-29T22:00:00Z',
    ]);
  });

  test('makes nothing up for a leap of exactly three hours', () => {
    // Casey, 2016-10-22: from 00:00 to 03:00.
    expect(next(schedule('30 1 * * *', 'Antarctica/Casey'), '2016-10-21T00:00:00Z', 1)).toEqual([
      '2016-10-22T14:30:00Z',
    ]);
  });

  test('waits eight years across 2100 for 29 February, and no longer for anything', () => {
    expect(next(schedule('0 0 29 2 *'), '2096-02-29T00:00:00Z', 1)).toEqual(['2104-02-29T00:00:00Z']);
    // The next 29 February that is a fifth Monday comes in 2044.
    expect(nextFireTime(schedule('0 0 * 2 1#5'), Date.parse('2017-01-01T00:00:00Z'))).toBeNull();
  });

  test.each([
    ['0 0 L-1 * *', ['2026-02-27', '2026-03-30', '2026-04-29']],
    ['0 0 L-30 * *', ['2026-03-01', '2026-05-01', '2026-07-01']],
    ['0 0 1,L * *', ['2026-02-28', '2026-03-01', '2026-03-31']],
    ['0 0 31W * *', ['2026-03-31', '2026-05-29', '2026-07-31']],
    // 30 April 2027 is a Friday, next to a 31st that April does not have.
    ['0 0 31W 3,4 *', ['2026-03-31', '2027-03-31', '2028-03-31']],
    ['0 0 15W * *', ['2026-02-16', '2026-03-16', '2026-04-15']],
    ['0 0 lw * *', ['2026-02-27', '2026-03-31', '2026-04-30']],
    ['0 0 * * 5L', ['2026-02-27', '2026-03-27', '2026-04-24']],
    ['0 0 * * friL', ['2026-02-27', '2026-03-27', '2026-04-24']],
    ['0 0 * * MON#5', ['2026-03-30', '2026-06-29', '2026-08-31']],
    ['0 0 * * 7', ['2026-02-15', '2026-02-22', '2026-03-01']],
    ['0 0 * * 6-7', ['2026-02-14', '2026-02-15', '2026-02-21']],
    ['0 0 * * 3/2', ['2026-02-11', '2026-02-13', '2026-02-18']],
    ['0 0 13 * 5', ['2026-02-13', '2026-02-20', '2026-02-27']],
    ['0 0 */10 * ?', ['2026-02-11', '2026-02-21', '2026-03-01']],
    ['@monthly', ['2026-03-01', '2026-04-01', '2026-05-01']],
  ])('reads the dates of %s', (expression, dates) => {
    const wanted = dates.map((date) => `${date}T00:00:00Z`);
    expect(next(schedule(expression), '2026-02-10T12:00:00Z', 3)).toEqual(wanted);
  });

  test('refuses a schedule that could not have been saved', () => {
    expect(refusal(() => nextFireTime(schedule('61 * * * *'), 0)).code).toBe('schedule.invalid');
    expect(refusal(() => nextFireTime(schedule('* * * * *', '+03:00'), 0)).code).toBe('schedule.invalid');
  });
});

/** Which field a broken expression breaks; absent where the fault is not in one field. */
const brokenField: Record<string, string> = {
  '0 0 0 * *': 'day of month',
  '* L * * *': 'hour',
  '0 0 1 13 *': 'month',
  '* * 1-2W * *': 'day of month',
  '0 25 * * *': 'hour',
  '* * * * 0##4': 'day of week',
  '0 +12 * * *': 'hour',
  '0 0 * JAN-Foo *': 'month',
  '* * * L *': 'month',
  '* 12-36 * * *': 'hour',
  '* * * janu-jun *': 'month',
  '0 0 32 * *': 'day of month',
  '0 0 1 0 *': 'month',
};

describe('parseSchedule', () => {
  test.each(invalidCases)('refuses $expr ($why)', ({ expr }) => {
    const error = refusal(() => parseSchedule({ taskSchedule: expr, timeZone: 'UTC' }));
    expect(error.code).toBe('schedule.invalid');
    expect(error.fieldErrors).toEqual([{ path: 'taskSchedule', message: error.message }]);
    const oneField = expr.trim().split(/\s+/).length === 5 && !expr.startsWith('@');
    const field = brokenField[expr] ?? (oneField ? 'minute' : undefined);
    if (field !== undefined) expect(error.message).toMatch(new RegExp(`^The ${field} field cannot be `));
  });

  test.each([
    ['', 'fields'],
    ['* * * *', 'fields'],
    ['0 0 0 1 1 ? 2026', 'no year field'],
    ['0 0 1 1 * 2026', 'day of week'],
    ['60 * * * * *', 'second'],
    ['0/120 * * * *', 'minute'],
    ['1/2147483648 * * * *', 'minute'],
    ['* */24 * * *', 'hour'],
    ['@reboot', 'macro'],
    ['@every 5m', 'macro'],
    ['CRON_TZ=UTC 0 0 * * *', 'timeZone'],
    ['TZ=UTC * * * * *', 'timeZone'],
    ['\u0663 * * * *', 'minute'],
    ['0 \uff10 * * *', 'hour'],
    ['0\t0 * * *', 'control characters'],
    ['0 0 * * *\n', 'control characters'],
    ['0 0 * * *\u0000', 'control characters'],
    ['H * * * *', 'minute'],
    ['0 0 L-31 * *', 'day of month'],
    ['0 0 32W * *', 'day of month'],
    ['0 0 * * L', 'day of week'],
    ['0 0 * * 5#6', 'day of week'],
    ['0 0 * * fri-mon', 'day of week'],
    [`${'1,'.repeat(64)}1 * * * *`, 'minute'],
    [`${'0'.repeat(250)}1 * * * *`, '256'],
    ['0 0 30 2 *', 'never fires'],
    ['0 0 31 4,6,9,11 *', 'never fires'],
  ])('refuses %j and says why', (taskSchedule, words) => {
    const error = refusal(() => parseSchedule({ taskSchedule, timeZone: 'UTC' }));
    expect(error.code).toBe('schedule.invalid');
    expect(error.message).toContain(words);
  });

  test('reads macros, names and spare blanks, and keeps the expression as it was written', () => {
    expect(parseSchedule({ taskSchedule: ' 0  9 * * mon-FRI ', timeZone: 'europe/berlin' })).toEqual({
      expression: '0  9 * * mon-FRI',
      timeZone: 'Europe/Berlin',
      dstGap: 'run_after',
      dstOverlap: 'first',
    });
    expect(parseSchedule({ taskSchedule: '@DAILY', timeZone: 'UTC' }).expression).toBe('@DAILY');
    expect(() =>
      parseSchedule({ taskSchedule: '*,'.repeat(20) + '* * * * *', timeZone: 'UTC' }),
    ).not.toThrow();
  });

  test('takes every second when no minimum is set', () => {
    expect(parseSchedule({ taskSchedule: '* * * * * *', timeZone: 'UTC' }).expression).toBe('* * * * * *');
  });

  test.each([
    ['*/2 * * * * *', 10_000, 'every 2 s'],
    ['0,55 * * * * *', 10_000, 'every 5 s'],
    ['0 * * * *', 3_600_001, 'every 3600 s'],
    ['0,59 0,59 0,23 * * *', 10_000, 'every 1 s'],
  ])('refuses %s below a minimum of %i ms', (taskSchedule, minimumIntervalMs, words) => {
    const error = refusal(() => parseSchedule({ taskSchedule, timeZone: 'UTC' }, { minimumIntervalMs }));
    expect(error.message).toContain(words);
  });

  test.each([
    ['*/10 * * * * *', 10_000],
    ['0 * * * *', 3_600_000],
    // Closest around midnight, but no two of its days touch.
    ['0,59 0,59 0,23 1 * *', 59_000],
  ])('takes %s at a minimum of %i ms', (taskSchedule, minimumIntervalMs) => {
    expect(parseSchedule({ taskSchedule, timeZone: 'UTC' }, { minimumIntervalMs }).expression).toBe(
      taskSchedule,
    );
  });
});
