import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { on } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { FailingTasks } from './failing-tasks';
import { FailureGroups } from './failure-groups';

const idOf = (at: number): string => `0193b6a0-0000-7000-8000-${String(at).padStart(12, '0')}`;
const at = '2026-11-23T10:00:00.000Z';
const failedTask = (number: number, count: number) => ({
  ...{ id: idOf(number), taskName: `Task ${number}`, taskStatus: 'failed' as const },
  ...{ count, lastRunId: idOf(100 + number) },
});
const group = {
  ...{ fingerprint: '0123456789abcdef', errorCode: 'status_503', httpStatus: 503, host: 'a.test' },
  ...{ message: 'busy', explanation: null, count: 3, abandoned: 0, firstSeenAt: at, lastSeenAt: at },
  ...{ taskCount: 2, tasks: [failedTask(1, 2), failedTask(2, 1)] },
};
const other = {
  ...group,
  fingerprint: 'fedcba9876543210',
  errorCode: 'timeout',
  httpStatus: null,
  message: 'slow',
};

/** What the API answers: all groups, or the one that is asked for. */
const failures = on('GET', '/api/statistics/failures', ({ query }) => {
  const asked = query.get('fingerprint');
  const groups = [group, other].filter(({ fingerprint }) => asked === null || fingerprint === asked);
  return { groups, count: 3 * groups.length, truncated: false };
});

const filterOf = (link: HTMLElement): string | null =>
  new URL(link.getAttribute('href')!, 'http://here').searchParams.get('filter');

test('a group leads to itself and to its runs, and tells when it was seen first and last', async () => {
  const { container } = renderPage(<FailureGroups window="1h" />, {
    path: '/attention',
    handlers: [failures],
  });
  const name = await screen.findByRole('link', { name: 'status_503' });
  expect(name).toHaveAttribute('href', '/attention?window=1h&failure=0123456789abcdef');
  const [runs] = screen.getAllByRole('link', { name: '3 runs that failed so' });
  expect(filterOf(runs!)).toBe('failure:0123456789abcdef acknowledged:no scheduled:<1h');
  const [ofTask] = screen.getAllByRole('link', { name: '2 runs' });
  expect(filterOf(ofTask!)).toBe(`failure:0123456789abcdef acknowledged:no task:${idOf(1)} scheduled:<1h`);
  expect(screen.getAllByText('first seen')).toHaveLength(2);
  expect(await violationsOf(container)).toEqual([]);
});

test('an address that names a group shows it alone, and leads back to all', async () => {
  const path = '/attention?window=1h&failure=fedcba9876543210';
  const { user } = renderPage(<FailureGroups window="1h" />, { path, handlers: [failures] });
  expect(await screen.findByRole('link', { name: 'timeout' })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'status_503' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'All failures' }));
  expect(await screen.findByRole('link', { name: 'status_503' })).toBeVisible();
});

test('the address of a group that the window does not have says so', async () => {
  const path = '/attention?window=1h&failure=0000000000000000';
  renderPage(<FailureGroups window="1h" />, { path, handlers: [failures] });
  expect(await screen.findByText('Nothing has failed so')).toBeVisible();
});

test('the failures of one task have an address too', async () => {
  const item = (number: number) => ({
    ...{ taskId: idOf(number), taskName: `Task ${number}`, taskStatus: 'failed' as const, streak: number },
    ...{ firstFailedAt: at, lastFailedAt: at, lastRunId: idOf(100 + number), lastError: 'busy' },
  });
  const failing = on('GET', '/api/statistics/failing', { items: [item(1), item(2)] });
  const path = `/attention?view=tasks&window=1h&task=${idOf(2)}`;
  const { user } = renderPage(<FailingTasks window="1h" />, { path, handlers: [failing] });
  const runs = await screen.findByRole('link', { name: '2 in a row' });
  expect(filterOf(runs)).toBe(`task:${idOf(2)} status:failed,abandoned scheduled:<1h`);
  expect(screen.queryByText('Task 1')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'All failing tasks' }));
  expect(await screen.findByText('Task 1')).toBeVisible();
});
