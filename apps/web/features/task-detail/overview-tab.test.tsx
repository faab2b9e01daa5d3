import { expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { on, problem } from '@/testing/api-server';
import { exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { OverviewTab } from './overview-tab';

const broken = () => problem(500, 'internal', { detail: 'The database is away.' });

test('every part that cannot be read says so, with the request id and a way to try again', async () => {
  let isBroken = true;
  const summaries = () =>
    isBroken
      ? broken()
      : ({
          ...{ from: '2026-11-22T12:00:00.000Z', to: '2026-11-23T12:00:00.000Z', total: 1_234 },
          ...{ successRate: 1, byStatus: {}, retries: 0, cost: { sum: 0, average: null } },
          quality: { count: 0, average: null },
          ...{ durationMs: { p50: 1, p95: 2, p99: 3 }, lagMs: { p50: 1, p95: 2, p99: 3 } },
        } as never);
  const { user } = renderPage(<OverviewTab task={exampleTask()} />, {
    handlers: [
      on('GET', '/api/runs', broken),
      on('GET', '/api/statistics/summary', summaries),
      on('GET', '/api/statistics/heatmap', broken),
      on('POST', '/api/schedules/preview', broken),
      on('GET', '/api/queue/status', broken),
      on('GET', '/api/blackouts', broken),
    ],
  });
  const alerts = await screen.findAllByRole('alert');
  expect(alerts).toHaveLength(4);
  for (const alert of alerts) {
    expect(alert).toHaveTextContent('The database is away.');
    expect(alert).toHaveTextContent('request-1');
  }
  isBroken = false;
  const figures = screen.getByRole('heading', { name: /In figures/ }).closest('section')!;
  await user.click(within(figures).getByRole('button', { name: 'Try again' }));
  expect(await within(figures).findByText('1,234')).toBeVisible();
});
