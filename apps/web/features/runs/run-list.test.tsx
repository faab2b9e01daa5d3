import { describe, expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { on } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
import { exampleRun, exampleRunDetail, exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { RunList } from './run-list';

test('the sheet of filters narrows and sorts the list, as the boxes beside it do where there is room', async () => {
  const asked: URLSearchParams[] = [];
  const runs = on('GET', '/api/runs', ({ query }) => {
    asked.push(query);
    return { items: [exampleRun()], nextCursor: null };
  });
  const { user } = renderPage(<RunList />, { path: '/runs', handlers: [runs] });
  await user.click(screen.getByRole('button', { name: 'Filters' }));
  const sheet = await screen.findByRole('dialog', { name: 'Filter the runs' });
  expect(await violationsOf(sheet)).toEqual([]);
  await user.click(within(sheet).getByRole('button', { name: 'Failed' }));
  await user.selectOptions(within(sheet).getByLabelText('When the runs were due'), 'Due within 24h');
  await user.selectOptions(within(sheet).getByLabelText('Sort by'), 'Due, ascending');
  await waitFor(() =>
    expect([asked.at(-1)!.get('filter'), asked.at(-1)!.get('sort')]).toEqual([
      'status:failed scheduled:<24h',
      'createdAt',
    ]),
  );
  await user.click(within(sheet).getByRole('button', { name: 'Show them' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('a run opens beside the list with what is done with it, and a retry shows the new run there', async () => {
  const run = exampleRunDetail({ runStatus: 'failed', error: 'The host is gone.' });
  const again = exampleRunDetail({ id: '0193b6a0-0000-7000-8000-00000000000c', trigger: 'retry' });
  const { user, container } = renderPage(<RunList />, {
    path: '/runs',
    handlers: [
      on('GET', '/api/runs', { items: [exampleRun({ runStatus: 'failed' })], nextCursor: null }),
      on('GET', '/api/runs/{id}', ({ params }) => (params.id === run.id ? run : again)),
      on('GET', '/api/tasks/{id}', exampleTask()),
      on('POST', '/api/runs/{id}/retry', again),
    ],
  });
  await user.click(await screen.findByRole('link', { name: 'Nightly backup' }));
  const panel = await screen.findByRole('complementary', { name: 'Run of Nightly backup' });
  expect(await within(panel).findByText('The host is gone.')).toBeVisible();
  expect(await violationsOf(container)).toEqual([]);
  await user.click(within(panel).getByRole('button', { name: 'Retry now' }));
  await waitFor(() =>
    expect(within(panel).getByRole('link', { name: 'Open the whole page' })).toHaveAttribute(
      'href',
      `/runs/${again.id}`,
    ),
  );
  expect(window.location.pathname).toBe('/runs');
});

test('runs are ticked, and a filter that is changed unticks them', async () => {
  const runs = on('GET', '/api/runs', { items: [exampleRun()], nextCursor: null });
  const count = on('POST', '/api/bulk-operations/dry-run', { total: 7 });
  const { user } = renderPage(<RunList />, { path: '/runs', handlers: [runs, count] });
  await user.click(await screen.findByRole('checkbox', { name: 'Select Nightly backup' }));
  const bar = within(await screen.findByRole('region', { name: 'With the selected runs' }));
  expect(bar.getByText('1 selected')).toBeVisible();
  expect(await bar.findByRole('button', { name: 'Select all 7 that match' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Failed' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: 'With the selected runs' })).toBeNull());
});

describe('the list of runs', () => {
  testDrawnStates({
    of: ['GET', '/api/runs'],
    draw: (answer) => renderPage(<RunList />, { path: '/runs', handlers: [answer] }),
    empty: [{ items: [], nextCursor: null }, 'Nothing has run yet'],
    filled: [{ items: [exampleRun()], nextCursor: null }, 'Nightly backup'],
  });
});

test('is sorted by its heads: the longest first, of the last day where no other time is chosen', async () => {
  const asked: URLSearchParams[] = [];
  const runs = on('GET', '/api/runs', ({ query }) => {
    asked.push(query);
    return { items: [exampleRun()], nextCursor: null };
  });
  const { user } = renderPage(<RunList />, { path: '/runs?status=failed', handlers: [runs] });
  const head = (name: string) => screen.findByRole('columnheader', { name });
  const last = () => [asked.at(-1)!.get('sort'), asked.at(-1)!.get('filter')];
  await user.click(within(await head('Duration')).getByRole('button'));
  await waitFor(() => expect(last()).toEqual(['-took', 'status:failed scheduled:<24h']));
  expect(await head('Duration')).toHaveAttribute('aria-sort', 'descending');
  await user.click(within(await head('Task')).getByRole('button'));
  await waitFor(() => expect(last()).toEqual(['taskName', 'status:failed scheduled:<24h']));
  expect(await head('Duration')).not.toHaveAttribute('aria-sort');
  expect(within(await head('Message')).queryByRole('button')).toBeNull();
  // Of all times the API sorts by the time alone, and the heads say so.
  await user.selectOptions(screen.getAllByLabelText('When the runs were due')[0]!, 'Due at any time');
  await waitFor(async () => expect(await head('Due')).toHaveAttribute('aria-sort', 'descending'));
  expect(
    asked.some((query) => query.get('sort') === 'taskName' && !query.get('filter')?.includes('<24h')),
  ).toBe(false);
});
