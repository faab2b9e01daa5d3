import { describe, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { on } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
import { exampleQueue } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import type { Lane } from './lanes.api';
import { laneHref } from './lanes-link';
import { LanesPage } from './lanes-page';

const at = '2026-11-23T10:00:00.000Z';
const laneOf = (name: string): Lane => ({
  ...{ name, concurrencyLimit: 1, rateLimit: null, nextStartAt: null },
  ...{ paused: false, pausedAt: null, pausedBy: null, pauseReason: null },
  counts: { held: 0, pending: 0, running: 0, retrying: 0, waiting: 0 },
  notBegun: { urgent: 0, high: 0, normal: 0, low: 0 },
  ...{
    oldestDueAt: null,
    version: 1,
    createdAt: '2026-11-01T00:00:00.000Z',
    updatedAt: '2026-11-01T00:00:00.000Z',
  },
});

const nothingStalled = { runs: [], hints: [], isWhole: true, publishersAtWork: 1 };

test('the link to a lane shows it marked, though it is not among the first that are read', async () => {
  const seen: Element[] = [];
  Object.assign(Element.prototype, {
    scrollIntoView(this: Element) {
      seen.push(this);
    },
  });
  renderPage(<LanesPage />, {
    path: laneHref('billing & co'),
    handlers: [
      on('GET', '/api/lanes', ({ query }) =>
        query.get('cursor') === 'more'
          ? { items: [laneOf('billing & co')], nextCursor: null }
          : { items: [laneOf('another')], nextCursor: 'more' },
      ),
      on('GET', '/api/hosts', { items: [], nextCursor: null }),
      on('GET', '/api/queue/status', exampleQueue()),
      on('GET', '/api/queue/stalled', nothingStalled),
    ],
  });
  const lane = await screen.findByRole('region', { name: 'Lane billing & co' });
  expect(lane).toHaveAttribute('aria-current', 'true');
  expect(screen.getByRole('region', { name: 'Lane another' })).not.toHaveAttribute('aria-current');
  await waitFor(() => expect(seen).toEqual([lane]));
});

test('where there is no lane, who may not make one is told so', async () => {
  renderPage(<LanesPage />, {
    ...{ path: '/lanes', role: 'viewer' },
    handlers: [
      on('GET', '/api/lanes', { items: [], nextCursor: null }),
      on('GET', '/api/hosts', { items: [], nextCursor: null }),
      on('GET', '/api/queue/status', exampleQueue()),
      on('GET', '/api/queue/stalled', nothingStalled),
    ],
  });
  await screen.findByText('There is no lane');
  const makers = screen.getAllByRole('button', { name: 'New lane' });
  expect(makers).toHaveLength(2);
  for (const maker of makers) {
    expect(maker).toBeDisabled();
    await waitFor(() => expect(maker).toHaveAttribute('title', expect.stringContaining('role operator')));
  }
});

describe('the screen of lanes', () => {
  const others = [
    on('GET', '/api/hosts', {
      items: [
        {
          ...{ host: 'a.test:443', state: 'open', reason: 'http_503', openedAt: at, openedCount: 2 },
          ...{ blockedUntil: at, version: 1 },
        } as never,
      ],
      nextCursor: null,
    }),
    on('GET', '/api/queue/status', exampleQueue()),
    on('GET', '/api/queue/stalled', nothingStalled),
    on('GET', '/api/statistics/timeseries', { bucketMs: 60_000, points: [] }),
  ];
  testDrawnStates({
    of: ['GET', '/api/lanes'],
    draw: (answer) => renderPage(<LanesPage />, { path: '/lanes', handlers: [answer, ...others] }),
    empty: [{ items: [], nextCursor: null }, 'There is no lane'],
    filled: [{ items: [laneOf('billing'), laneOf('mail')], nextCursor: null }, 'billing'],
  });
});
