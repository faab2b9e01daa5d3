import { describe, expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { on, problem } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
import { renderPage } from '@/testing/render';
import { CalendarScreen } from './calendar-screen';

const empty = {
  ...{ now: '2026-11-23T15:00:00.000Z', from: '', to: '', runs: 0, taskCount: 0, isEstimated: false },
  ...{ occurrences: [], series: [], blackouts: [], leftOut: { occurrences: 0, tasks: 0 } },
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

describe('the calendar', () => {
  testDrawnStates({
    of: ['GET', '/api/calendar'],
    draw: (answer) =>
      renderPage(<CalendarScreen />, {
        path: '/calendar?view=week&date=2026-11-23',
        handlers: [answer, past, choices],
      }),
    empty: [empty, 'Nothing is planned here'],
    filled: [
      {
        ...(empty as object),
        ...{ runs: 1, taskCount: 1 },
        occurrences: [
          {
            ...{ at: '2026-11-23T16:00:00.000Z', taskId: 'a', taskName: 'Invoices', lane: 'billing' },
            ...{ taskSchedule: '0 16 * * *', tags: ['money'], priority: 'normal', blackout: null },
          },
        ],
      } as never,
      'Invoices',
    ],
  });
});
