import { describe, expect, test } from '@jest/globals';
import type { Plan } from './plan';
import { cronOf, emptyPlan, evenSteps, planOf } from './plan';

const plan = (fields: Partial<Plan>): Plan => ({ ...emptyPlan, ...fields });
const every = (count: string, unit: Plan['every']['unit'], minute = '0'): Plan =>
  plan({ kind: 'every', every: { count, unit, minute } });
const monthly = (fields: Partial<Plan['monthly']>, time = '09:05'): Plan =>
  plan({ kind: 'monthly', time, monthly: { ...emptyPlan.monthly, ...fields } });

const cases: [Plan, string][] = [
  [every('1', 'second'), '* * * * * *'],
  [every('15', 'second'), '*/15 * * * * *'],
  [every('1', 'minute'), '* * * * *'],
  [every('5', 'minute'), '*/5 * * * *'],
  [every('1', 'hour', '7'), '7 * * * *'],
  [every('6', 'hour', '30'), '30 */6 * * *'],
  [plan({ kind: 'daily', time: '00:00' }), '0 0 * * *'],
  [plan({ kind: 'daily', time: '23:59', dailyOn: 'weekdays' }), '59 23 * * 1-5'],
  [plan({ kind: 'daily', time: '08:05', dailyOn: 'weekend' }), '5 8 * * 0,6'],
  [plan({ kind: 'weekly', time: '09:00', weekDays: [5, 1, 3] }), '0 9 * * 1,3,5'],
  [plan({ kind: 'weekly', time: '09:00', weekDays: [0] }), '0 9 * * 0'],
  [monthly({ by: 'day', day: '31' }), '5 9 31 * *'],
  [monthly({ by: 'last' }), '5 9 L * *'],
  [monthly({ by: 'weekday', nth: '2', weekDay: '1' }), '5 9 * * 1#2'],
  [monthly({ by: 'weekday', nth: 'last', weekDay: '5' }), '5 9 * * 5L'],
  [plan({ kind: 'cron', cron: ' 0 12 * * MON ' }), '0 12 * * MON'],
];

describe('cronOf', () => {
  test.each(cases)('%# makes the expression', (given, cron) => {
    expect(cronOf(given)).toBe(cron);
  });

  test.each(['once', 'now', 'manual'] as const)('%s has none', (kind) => {
    expect(cronOf(plan({ kind }))).toBeNull();
  });

  test.each([
    ['a step that is not even', every('7', 'minute')],
    ['a minute beyond the hour', every('2', 'hour', '60')],
    ['no time', plan({ kind: 'daily', time: '' })],
    ['a time that is none', plan({ kind: 'daily', time: '24:00' })],
    ['no day of the week', plan({ kind: 'weekly', weekDays: [] })],
    ['day 0', monthly({ by: 'day', day: '0' })],
    ['day 32', monthly({ by: 'day', day: '32' })],
    ['no day', monthly({ by: 'day', day: '' })],
  ])('with %s it is not complete', (_words, given) => {
    expect(cronOf(given)).toBe('');
  });

  test('every even step divides its unit, so that no gap is shorter than the others', () => {
    expect(evenSteps.minute.every((step) => 60 % step === 0)).toBe(true);
    expect(evenSteps.second.every((step) => 60 % step === 0)).toBe(true);
    expect(evenSteps.hour.every((step) => 24 % step === 0)).toBe(true);
  });
});

describe('planOf', () => {
  test.each(cases)('%# finds its tab again, and the same expression', (given, cron) => {
    const found = planOf(cron);
    expect(found.kind).toBe(given.kind);
    expect(cronOf(found)).toBe(cron);
  });

  test.each([
    '@daily',
    '0 9 * 6 1',
    '0 9 1 6 *',
    '*/7 * * * *',
    '0,30 * * * *',
    '0 9-17 * * *',
    '0 0 9 * * *',
    '00 09 * * *',
    '0 9 * * MON',
    '0 9 * * 7',
    '0 9 1 * 1',
    '5/15 * * * *',
    '0 9 15W * *',
    '0 9 * * 3,1',
    'nonsense',
  ])('%s stays as it is, on the tab for cron', (cron) => {
    expect(planOf(cron)).toMatchObject({ kind: 'cron', cron });
  });
});
