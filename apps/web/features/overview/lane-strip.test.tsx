import { describe, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { on, problem } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
import { renderPage } from '@/testing/render';
import { LaneStrip } from './lane-strip';

const lane = {
  ...{ name: 'billing', concurrencyLimit: 1, rateLimit: null, nextStartAt: null },
  ...{ paused: false, pausedAt: null, pausedBy: null, pauseReason: null },
  counts: { held: 4, pending: 1, running: 2, retrying: 0, waiting: 0 },
  notBegun: { urgent: 0, high: 0, normal: 1, low: 0 },
  ...{
    oldestDueAt: null,
    version: 1,
    createdAt: '2026-11-01T00:00:00.000Z',
    updatedAt: '2026-11-01T00:00:00.000Z',
  },
};

test('lanes that cannot be read are not told to be none', async () => {
  renderPage(<LaneStrip />, {
    handlers: [on('GET', '/api/lanes', problem(500, 'database.unreachable', { detail: 'No answer.' }))],
  });
  expect(screen.queryByText(/There are no lanes/)).toBeNull();
  expect(await screen.findByRole('alert')).toHaveTextContent('No answer.');
  expect(screen.queryByText(/There are no lanes/)).toBeNull();
});

test('the counts of a lane lead to the runs that they count', async () => {
  renderPage(<LaneStrip />, {
    handlers: [on('GET', '/api/lanes', { items: [lane], nextCursor: null })],
  });
  const row = within(await screen.findByRole('listitem'));
  const filterOf = (name: string): string | null =>
    new URL(row.getByRole('link', { name }).getAttribute('href')!, 'http://x').searchParams.get('filter');
  expect(filterOf('3 under way')).toBe('status:pending,running,retrying,waiting lane:billing');
  expect(filterOf('4 held')).toBe('status:held lane:billing');
});

describe('the lanes on the overview', () => {
  testDrawnStates({
    of: ['GET', '/api/lanes'],
    draw: (answer) => renderPage(<LaneStrip />, { handlers: [answer] }),
    empty: [{ items: [], nextCursor: null }, /There are no lanes/],
    filled: [{ items: [lane], nextCursor: null }, 'billing'],
  });
});
