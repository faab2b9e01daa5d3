import { describe, expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import type { HeatCell } from './grid';
import { dayBounds, dayTotals, startOfMonth, weeksOfMonth } from './grid';
import { MonthGrid } from './month-grid';

const november = Date.UTC(2026, 10, 23, 15);

const cell = (day: number, hour: number, fields: Partial<HeatCell>): HeatCell => ({
  ...{ day, hour, fromMs: null, times: 1, planned: 0, past: null },
  ...fields,
});

describe('the weeks of a month', () => {
  test.each([
    ['November 2026, which begins on a Sunday', november, '2026-10-26', 42],
    ['February 2027, which is four weeks and begins on a Monday', Date.UTC(2027, 1, 10), '2027-02-01', 28],
    ['December 2026', Date.UTC(2026, 11, 31, 23), '2026-11-30', 35],
  ])('%s', (_name, ms, first, days) => {
    const weeks = weeksOfMonth(ms, 'UTC');
    expect([new Date(weeks.firstMs).toISOString().slice(0, 10), weeks.days]).toEqual([first, days]);
  });

  test('a month before and after, over the turn of the year', () => {
    const iso = (months: number) => new Date(startOfMonth(november, 'UTC', months)).toISOString();
    expect([iso(-1), iso(2)]).toEqual(['2026-10-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z']);
  });
});

test('the hours of a day are summed', () => {
  const past = { completed: 2, failed: 1, other: 0 };
  const cells = [cell(0, 1, { past }), cell(0, 2, { past, planned: 4 }), cell(1, 0, { planned: 5 })];
  expect(dayTotals(cells, 2)).toEqual([
    { planned: 4, completed: 4, failed: 2, other: 0 },
    { planned: 5, completed: 0, failed: 0, other: 0 },
  ]);
});

test('each day says what ran and what is planned, today stands out, and a press opens the day', async () => {
  const { firstMs, days } = weeksOfMonth(november, 'UTC');
  const bounds = dayBounds(firstMs, days, 'UTC');
  const opened: number[] = [];
  const { user, container } = renderPage(
    <MonthGrid
      cells={[
        cell(27, 3, { past: { completed: 1_200, failed: 3, other: 2 } }),
        cell(28, 3, { planned: 7, past: { completed: 1, failed: 0, other: 0 } }),
      ]}
      bounds={bounds}
      zone="utc"
      month={{
        fromMs: startOfMonth(november, 'UTC'),
        toMs: startOfMonth(november, 'UTC', 1),
        nowMs: november,
      }}
      blackouts={[
        {
          ...{ id: 'a', name: 'Maintenance', tags: ['db'] },
          ...{ from: '2026-11-29T02:00:00.000Z', to: '2026-11-29T04:00:00.000Z' },
        },
      ]}
      overloads={[{ at: '2026-11-29T03:00:00.000Z', lane: 'billing', planned: 62, fits: 60 }]}
      summary="7 runs are planned, of 1 task."
      onOpenDay={(day) => opened.push(day)}
    />,
  );
  expect(screen.getAllByRole('button')).toHaveLength(42);
  const today = screen.getByRole('button', { current: 'date' });
  expect(today).toHaveAccessibleName('Monday, November 23: 1 completed, 7 planned');
  expect(screen.getByRole('button', { name: /^Sunday, November 29/ })).toHaveAccessibleName(
    'Sunday, November 29: nothing, blackout window Maintenance (db) 02:00 to 04:00, 03:00 lane billing: 62 planned, 60 fit',
  );
  const past = screen.getByRole('button', {
    name: 'Sunday, November 22: 1,200 completed, 3 failed, 2 skipped, cancelled or open',
  });
  await user.hover(past);
  expect(screen.getByRole('tooltip')).toHaveTextContent(
    'Sunday, November 221,200 completed3 failed2 skipped, cancelled or open',
  );
  await user.click(past);
  expect(opened).toEqual([Date.UTC(2026, 10, 22)]);
  expect(await violationsOf(container)).toEqual([]);
});

test('a day on which the clocks change says so', () => {
  const bounds = dayBounds(Date.UTC(2026, 9, 19), 7, 'UTC');
  // As where the clocks go back on the Sunday: its end is an hour later.
  bounds[7] = bounds[7]! + 3_600_000;
  const [fromMs, toMs] = [bounds[0]!, bounds[7]];
  renderPage(
    <MonthGrid
      {...{ bounds, cells: [], blackouts: [], overloads: [], summary: '' }}
      zone="utc"
      month={{ fromMs, toMs, nowMs: fromMs }}
      onOpenDay={() => undefined}
    />,
  );
  expect(screen.getByRole('button', { name: /^Sunday, October 25/ })).toHaveAccessibleName(
    'Sunday, October 25: nothing, the clocks go back',
  );
  expect(screen.getByRole('button', { name: /^Saturday/ })).toHaveAccessibleName(
    'Saturday, October 24: nothing',
  );
});
