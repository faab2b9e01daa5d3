import { expect, test } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import type { HttpHandler } from 'msw';
import { on } from '@/testing/api-server';
import { exampleRun } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { LaneCard } from './lane-card';
import type { Lane } from './lanes.api';

const lane: Lane = {
  ...{ name: 'billing', concurrencyLimit: 3, rateLimit: { runs: 60, perMs: 60_000 } },
  ...{ nextStartAt: null, paused: false, pausedAt: null, pausedBy: null, pauseReason: null },
  counts: { held: 0, pending: 1, running: 0, retrying: 0, waiting: 0 },
  notBegun: { urgent: 0, high: 0, normal: 1, low: 0 },
  ...{
    oldestDueAt: null,
    version: 1,
    createdAt: '2026-11-01T00:00:00.000Z',
    updatedAt: '2026-11-01T00:00:00.000Z',
  },
};

const show = (shown: Lane, role: 'viewer' | 'operator', ...handlers: HttpHandler[]) =>
  renderPage(<LaneCard lane={shown} />, { role, handlers });

/** A button as it is once the page knows who looks at it. */
const enabled = async (name: string) => {
  const button = screen.getByRole('button', { name });
  await waitFor(() => expect(button).toBeEnabled());
  return button;
};

test('a rate limit is read on the card, changed in a window and taken away there', async () => {
  const sent: unknown[] = [];
  const handler = on('PUT', '/api/lanes/{name}', ({ body }) => {
    sent.push(body);
    return { ...lane, rateLimit: body.rateLimit ?? null };
  });
  const { user } = show(lane, 'operator', handler);
  expect(screen.getByText('Concurrent: up to 3 at once, at most 60 a minute')).toBeVisible();
  const open = async () => {
    await user.click(await enabled('Change the rate of billing'));
    return within(await screen.findByRole('dialog'));
  };
  const dialog = await open();
  expect(await violationsOf(await screen.findByRole('dialog'))).toEqual([]);
  const runs = dialog.getByLabelText('Runs that begin, at most');
  expect(runs).toHaveValue(60);
  await user.clear(runs);
  await user.type(runs, '5');
  await user.selectOptions(dialog.getByLabelText('Unit'), 'hours');
  await user.click(dialog.getByRole('button', { name: 'Save the rate' }));
  expect(await screen.findByText('Lane billing begins at most 5 an hour.')).toBeVisible();
  const again = await open();
  await user.clear(again.getByLabelText('Runs that begin, at most'));
  await user.click(again.getByRole('button', { name: 'Save the rate' }));
  expect(await screen.findByText('Lane billing has no rate limit any more.')).toBeVisible();
  expect(sent).toEqual([
    { concurrencyLimit: 3, rateLimit: { runs: 5, perMs: 3_600_000 } },
    { concurrencyLimit: 3, rateLimit: null },
  ]);
});

test('a step of the limit leaves the rate as it is', async () => {
  const handler = on('PUT', '/api/lanes/{name}', ({ body }) => {
    expect(body).toEqual({ concurrencyLimit: 4 });
    return { ...lane, concurrencyLimit: 4 };
  });
  const { user } = show(lane, 'operator', handler);
  await user.click(await enabled('One more at once in billing'));
  expect(await screen.findByText('Lane billing now runs 4 at once.')).toBeVisible();
});

test('how long runs waited is asked for when it is opened, for the window that one chooses', async () => {
  const asked: (string | null)[] = [];
  const handler = on('GET', '/api/statistics/histogram', ({ query }) => {
    expect([query.get('lane'), query.get('of')]).toEqual(['billing', 'lag']);
    asked.push(query.get('window'));
    return {
      buckets: [{ fromMs: 100, toMs: 200, count: 4 }],
      percentiles: { p50: 120, p95: 190, p99: 199 },
    };
  });
  const { user } = show(lane, 'viewer', handler);
  const button = await screen.findByRole('button', { name: 'How long runs waited in lane billing' });
  expect(asked).toEqual([]);
  await user.click(button);
  expect(await screen.findByText(/Of 4 runs half had a wait of 120 ms at most, 95 % 190 ms/)).toBeVisible();
  await user.selectOptions(screen.getByLabelText('Runs that were due in'), 'the last 6 hours');
  await screen.findByText(/Of 4 runs/);
  expect(asked).toEqual(['1h', '6h']);
  expect(screen.getByRole('button', { name: 'Change the rate of billing' })).toBeDisabled();
});

test('what is under way is listed with its age when it is opened, and counts lead to the runs that they count', async () => {
  const asked: (string | null)[] = [];
  const run = exampleRun({ runStatus: 'running', startedAt: new Date(Date.now() - 300_000).toISOString() });
  const handler = on('GET', '/api/runs', ({ query }) => {
    asked.push(query.get('filter'));
    return { items: [run], nextCursor: null };
  });
  const { user } = show(lane, 'viewer', handler);
  expect(asked).toEqual([]);
  await user.click(await screen.findByRole('button', { name: '1 under way in lane billing' }));
  const row = within(await screen.findByRole('list', { name: 'Under way in billing' }));
  expect(row.getByRole('link', { name: 'Nightly backup' })).toHaveAttribute('href', `/runs/${run.id}`);
  expect(row.getByText(/5 min.* ago|5 m ago/)).toBeVisible();
  expect(asked).toEqual(['status:pending,running,retrying,waiting lane:billing']);
  const counts = within(screen.getByLabelText('Waiting to begin, by priority'));
  const href = counts.getByRole('link', { name: '1' }).getAttribute('href')!;
  expect(new URL(href, 'http://host').searchParams.get('filter')).toBe(
    'status:held,pending priority:normal lane:billing',
  );
});

test('what has ended is asked for once the card is in sight, and leads to its runs', async () => {
  const told: ((entries: { isIntersecting: boolean }[]) => void)[] = [];
  const observer = window.IntersectionObserver;
  Object.assign(window, {
    IntersectionObserver: class {
      constructor(tell: (typeof told)[number]) {
        told.push(tell);
      }
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  });
  const asked: string[] = [];
  const point = (completed: number, failed: number) =>
    ({ at: '', total: 9, byStatus: { completed, failed, skipped: 4 } }) as never;
  const handler = on('GET', '/api/statistics/timeseries', ({ query }) => {
    asked.push(query.toString());
    return { bucketMs: 60_000, points: [point(2, 0), point(1, 1)] };
  });
  const { store } = show(lane, 'viewer', handler);
  expect(JSON.stringify(store.getState().api.queries)).not.toContain('laneTimeseries');
  act(() => told.forEach((tell) => tell([{ isIntersecting: true }])));
  const link = await screen.findByRole('link', { name: '4 runs ended in the last hour' });
  expect(new URL(link.getAttribute('href')!, 'http://host').searchParams.get('filter')).toBe(
    'status:completed,failed,abandoned scheduled:<1h lane:billing',
  );
  expect(screen.getByRole('img', { name: 'Runs of billing that ended, over the last hour' })).toBeVisible();
  expect(asked).toEqual(['lane=billing&window=1h']);
  Object.assign(window, { IntersectionObserver: observer });
});
