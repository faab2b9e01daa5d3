import { expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type { HttpHandler } from 'msw';
import { on } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { LaneCard } from './lane-card';
import type { HeldRun, Lane } from './lanes.api';

const lane = (held: number, name = 'billing'): Lane => ({
  ...{ name, concurrencyLimit: 1, paused: false, pausedAt: null, pausedBy: null, pauseReason: null },
  ...{ rateLimit: null, nextStartAt: null },
  counts: { held, pending: 1, running: 0, retrying: 0, waiting: 0 },
  notBegun: { urgent: 0, high: 0, normal: held + 1, low: 0 },
  ...{
    oldestDueAt: null,
    version: 1,
    createdAt: '2026-11-01T00:00:00.000Z',
    updatedAt: '2026-11-01T00:00:00.000Z',
  },
});

const runIds = [1, 2, 3].map((digit) => `0193b6a0-0000-7000-8000-00000000000${digit}`);
const held: HeldRun[] = runIds.map((id, index) => ({
  ...{ id, taskId: id, taskName: `task ${index + 1}`, priority: 'normal' },
  scheduledFor: '2026-11-01T00:00:00.000Z',
  // The last is not due yet.
  nextAttemptAt: index === 2 ? '2999-01-01T00:00:00.000Z' : '2026-11-01T00:00:00.000Z',
}));

function show(count: number, role: 'viewer' | 'operator', ...handlers: HttpHandler[]) {
  const lanes = [lane(count), lane(0, 'reports')];
  return renderPage(<LaneCard lane={lanes[0]!} />, {
    role,
    handlers: [
      on('GET', '/api/lanes', { items: lanes, nextCursor: null }),
      on('GET', '/api/lanes/{name}/held', { items: held, nextCursor: null }),
      ...handlers,
    ],
  });
}

const openMenu = async ({ user }: ReturnType<typeof show>, item: string) => {
  await user.click(await screen.findByRole('button', { name: 'More for lane billing' }));
  await user.click(await screen.findByRole('menuitem', { name: item }));
  return screen.findByRole('dialog');
};

test('draining more than twenty runs takes their number, typed', async () => {
  let drained = '';
  const handler = on('POST', '/api/lanes/{name}/drain', ({ params }) => {
    drained = params.name!;
    return { cancelled: 25 };
  });
  const page = show(24, 'operator', handler);
  const dialog = await openMenu(page, 'Drain');
  expect(dialog).toHaveTextContent('25 runs that have not begun will be cancelled');
  const button = within(dialog).getByRole('button', { name: 'Cancel 25 runs' });
  expect(button).toBeDisabled();
  await page.user.type(within(dialog).getByLabelText('Type 25 to go on'), '25');
  expect(await violationsOf(dialog)).toEqual([]);
  await page.user.click(button);
  expect(await screen.findByText('Lane billing is drained: 25 runs cancelled.')).toBeVisible();
  expect(drained).toBe('billing');
});

test('waiting runs are moved to a lane that one names', async () => {
  const handler = on('POST', '/api/lanes/{name}/move', ({ params, body }) => {
    expect([params.name, body]).toEqual(['billing', { to: 'reports' }]);
    return { moved: 3, lane: 'reports' };
  });
  const page = show(3, 'operator', handler);
  const dialog = await openMenu(page, 'Move waiting runs');
  expect(within(dialog).getByRole('button', { name: 'Move the runs' })).toBeDisabled();
  await page.user.type(within(dialog).getByLabelText('To lane'), 'reports{Enter}');
  expect(await screen.findByText('3 runs moved to lane reports.')).toBeVisible();
});

test('a run that is due is put first; the first one, and one that is not due, cannot be', async () => {
  let put = '';
  const handler = on('POST', '/api/lanes/{name}/held/{runId}/first', ({ params }) => {
    put = params.runId!;
    return { items: held, nextCursor: null };
  });
  const { user } = show(3, 'operator', handler);
  const button = (task: string) => screen.findByRole('button', { name: `Put the run of ${task} first` });
  expect(await button('task 1')).toBeDisabled();
  expect(await button('task 3')).toHaveAttribute('title', 'It is not due yet');
  await user.click(await button('task 2'));
  await waitFor(() => expect(put).toBe(runIds[1]));
  expect(await screen.findByText('The run of task 2 is next in lane billing.')).toBeVisible();
});

test('a viewer sees the order, and neither menu nor buttons', async () => {
  show(3, 'viewer');
  expect(await screen.findByText('task 2')).toBeVisible();
  expect(screen.queryByRole('button', { name: /More for lane|Put the run/ })).toBeNull();
});
