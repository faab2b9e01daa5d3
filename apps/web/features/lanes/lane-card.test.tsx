import { expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type { HttpHandler } from 'msw';
import { on } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { LaneCard } from './lane-card';
import type { Lane } from './lanes.api';

const lane: Lane = {
  ...{ name: 'billing', concurrencyLimit: 3, rateLimit: { runs: 60, perMs: 60_000 } },
  ...{ nextStartAt: null, paused: false, pausedAt: null, pausedBy: null, pauseReason: null },
  counts: { held: 0, pending: 1, running: 0, retrying: 0, waiting: 0 },
  notBegun: { urgent: 0, high: 0, normal: 1, low: 0 },
  ...{ oldestDueAt: null, createdAt: '2026-11-01T00:00:00.000Z', updatedAt: '2026-11-01T00:00:00.000Z' },
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
