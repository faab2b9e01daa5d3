import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { on } from '@/testing/api-server';
import { exampleRun, exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { RunsTab } from './runs-tab';
import { TaskFigures } from './task-figures';

const task = exampleTask();
const summary = {
  ...{ from: '2026-11-22T12:00:00.000Z', to: '2026-11-23T12:00:00.000Z', total: 9, successRate: 0.5 },
  byStatus: { completed: 4, failed: 3, abandoned: 1, skipped: 1 } as never,
  ...{ retries: 2, cost: { sum: 0, average: null }, quality: { count: 0, average: null } },
  ...{ durationMs: { p50: 10, p95: 20, p99: 30 }, lagMs: { p50: 10, p95: 20, p99: 30 } },
};

test('a figure of a window leads to the runs of that window that it counted', async () => {
  const figures = renderPage(<TaskFigures task={task} recent={[exampleRun()]} />, {
    handlers: [on('GET', '/api/statistics/summary', summary)],
  });
  expect(await screen.findByText('In the last 24 hours')).toBeVisible();
  const failed = await screen.findByRole('link', { name: '4' });
  figures.unmount();
  const asked: URLSearchParams[] = [];
  const handler = on('GET', '/api/runs', ({ query }) => {
    asked.push(query);
    return { items: [exampleRun({ runStatus: 'failed' })], nextCursor: null };
  });
  renderPage(<RunsTab task={task} />, { path: failed.getAttribute('href')!, handlers: [handler] });
  expect(await screen.findByRole('button', { name: 'Show all' })).toBeVisible();
  expect(asked.map((query) => [query.get('status'), query.get('from'), query.get('to')])).toEqual([
    ['failed,abandoned', summary.from, null],
  ]);
});
