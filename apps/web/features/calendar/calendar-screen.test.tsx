import { describe, expect, jest, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { on, problem } from '@/testing/api-server';
import { testDrawn, testDrawnStates } from '@/testing/drawn-states';
import { renderPage } from '@/testing/render';
import { CalendarScreen } from './calendar-screen';

const empty = {
  ...{ now: '2026-11-23T15:00:00.000Z', from: '', to: '', runs: 0, taskCount: 0, isEstimated: false },
  ...{ occurrences: [], series: [], blackouts: [], overloads: [], leftOut: { occurrences: 0, tasks: 0 } },
  load: { bucketMs: 3_600_000, counts: [] },
} as never;
const past = on('GET', '/api/statistics/timeseries', { bucketMs: 3_600_000, points: [] });
const choices = on('GET', '/api/statistics/task-facets', {
  total: 0,
  facets: { status: [], lane: [], tag: [], host: [], priority: [], method: [] },
});
const show = (answer: Parameters<typeof on<'GET', '/api/calendar'>>[2]) =>
  renderPage(<CalendarScreen />, {
    path: '/calendar?view=week&date=2026-11-23',
    handlers: [on('GET', '/api/calendar', answer), past, choices],
  });

test('a calendar that is read is waited for; one without plans says what would appear in it', async () => {
  show(empty);
  expect(screen.getByRole('status', { name: 'Loading the calendar' })).toBeVisible();
  expect(await screen.findByText('Nothing is planned here')).toBeVisible();
  expect(await screen.findByRole('link', { name: 'Create a task' })).toHaveAttribute('href', '/tasks/new');
});

test('a calendar that cannot be read says why, with the request id, and is read when one tries again', async () => {
  let isBroken = true;
  const { user } = show(() =>
    isBroken ? problem(500, 'internal', { detail: 'The database is away.' }) : empty,
  );
  expect(await screen.findByRole('alert')).toHaveTextContent(/The database is away\..*request-1/);
  isBroken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Nothing is planned here')).toBeVisible();
});

test('who may not see it is told which role is needed', async () => {
  show(problem(403, 'access.denied', { detail: 'The role viewer is needed.' }));
  expect(await screen.findByText(/The role viewer is needed/)).toBeVisible();
});

const at = '2026-11-23T16:00:00.000Z';
const filled = {
  ...(empty as object),
  ...{ runs: 1, taskCount: 1 },
  occurrences: [
    {
      ...{ at, taskId: 'a', taskName: 'Invoices', lane: 'billing', timeZone: 'Asia/Tokyo' },
      ...{ taskSchedule: '0 16 * * *', tags: ['money'], priority: 'normal', blackout: null },
    },
  ],
  overloads: [{ at, lane: 'billing', planned: 62, fits: 60 }],
} as never;
const ran = {
  ...{ at: '2026-11-23T03:00:00.000Z', byStatus: { completed: 5, failed: 2 }, total: 8, successRate: null },
  ...{ retries: 0, cost: { sum: 0, average: null }, quality: { count: 0, average: null } },
  ...{ durationMs: null, lagMs: null },
};
const showView = (view: string, answer = on('GET', '/api/calendar', filled)) =>
  renderPage(<CalendarScreen />, {
    path: `/calendar?view=${view}&date=2026-11-23`,
    handlers: [
      answer,
      on('GET', '/api/statistics/timeseries', { bucketMs: 3_600_000, points: [ran] }),
      choices,
    ],
  });

test('a day of the agenda tells what became of what ran, and of lanes with too much to do', async () => {
  jest.useFakeTimers({ now: Date.parse('2026-11-23T15:00:00.000Z'), advanceTimers: true });
  const { user } = showView('week');
  const day = (await screen.findByRole('heading', { name: /^Monday, November 23/ })).closest('section')!;
  expect(await within(day).findByText('completed')).toHaveTextContent('5 completed');
  expect(within(day).getByText('failed')).toHaveTextContent('2 failed');
  expect(within(day).getByText(/^skipped, cancelled or open/)).toHaveTextContent('1 skipped');
  expect(within(day).getByRole('link', { name: 'Show the runs' })).toBeVisible();
  expect(within(day).getByText(/lane billing: 62 planned, 60 fit/)).toBeVisible();
  await user.hover(within(day).getByText(/00$/, { selector: 'time' }));
  expect(screen.getByRole('tooltip')).toHaveTextContent('Task (Asia/Tokyo)');
  jest.useRealTimers();
});

describe('the calendar', () => {
  testDrawnStates({
    of: ['GET', '/api/calendar'],
    draw: (answer) => showView('week', answer),
    empty: [empty, /Nothing is planned/],
    filled: [filled, 'Invoices'],
  });
  const drawn = async (view: string, seen: string | RegExp) => {
    const page = showView(view);
    await screen.findAllByText(seen);
    return page;
  };
  testDrawn({
    'as a heat map': () => drawn('load', /1 run is planned/),
    'as a month': () => drawn('month', /1 run is planned/),
    'as a day': () => drawn('day', 'Invoices'),
  });
});
