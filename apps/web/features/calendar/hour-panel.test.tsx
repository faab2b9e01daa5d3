import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { RunList } from '@/features/runs/run-list';
import { on } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { HourPanel } from './hour-panel';

const fromMs = Date.parse('2026-11-23T10:00:00.000Z');
const calendar = {
  ...{ now: '2026-11-23T15:00:00.000Z', from: '', to: '', runs: 0, taskCount: 0, isEstimated: false },
  ...{ occurrences: [], series: [], blackouts: [], leftOut: { occurrences: 0, tasks: 0 } },
  load: { bucketMs: 60_000, counts: [] },
};

test('the runs of an hour that is past are those of its tasks and of no other hour', async () => {
  const scope = { tag: 'billing', lane: 'the "big" lane' };
  const past = { completed: 3, failed: 1, other: 0 };
  const cell = { day: 0, hour: 10, fromMs, times: 1, planned: 0, past };
  const shown = { fromMs, scope, cell, overloads: [] };
  const panel = renderPage(<HourPanel {...shown} zone="utc" onClose={() => undefined} />, {
    handlers: [on('GET', '/api/calendar', calendar as never)],
  });
  const link = await screen.findByRole('link', { name: 'Show the runs' });
  panel.unmount();
  const asked: URLSearchParams[] = [];
  const handler = on('GET', '/api/runs', ({ query }) => {
    asked.push(query);
    return { items: [], nextCursor: null };
  });
  renderPage(<RunList />, { path: link.getAttribute('href')!, handlers: [handler] });
  expect(await screen.findByText('No run matches')).toBeVisible();
  expect(asked.map((query) => query.get('filter'))).toEqual([
    'scheduled:>=2026-11-23T10:00:00.000Z scheduled:<2026-11-23T11:00:00.000Z ' +
      'lane:"the \\"big\\" lane" tag:billing',
  ]);
});
