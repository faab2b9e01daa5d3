import { afterEach, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import type { ReceivedRequest } from './inspector.api';
import { RequestList } from './request-list';

const runId = '0193b6a0-0000-7000-8000-00000000000b';
const request = {
  ...{ number: 7, at: '2026-11-23T10:00:00.000Z', method: 'POST', path: '/webhook', query: '?a=1' },
  ...{ status: 500, latencyMs: 120, bodyLength: 2_048, webhookId: runId, attempt: 2, signature: null },
} as unknown as ReceivedRequest;

const matchMedia = window.matchMedia.bind(window);
afterEach(() => void Object.assign(window, { matchMedia }));
const narrow = (query: string) => ({ ...matchMedia(query), matches: query === '(max-width: 767px)' });

test.each([
  ['rows where there is room', false, 'table'],
  ['cards where there is none', true, 'list'],
] as const)('requests are %s, each with its answer and the way to its run', async (_, isNarrow, role) => {
  if (isNarrow) Object.assign(window, { matchMedia: narrow });
  const selected: number[] = [];
  const { user, container } = renderPage(
    <RequestList
      {...{ requests: [request], selected: null, pinned: [7], isNarrow: false }}
      onSelect={(number) => selected.push(number)}
    />,
  );
  const list = within(screen.getByRole(role, { name: 'Requests that were received, the newest first' }));
  expect(list.getByText('500')).toBeVisible();
  expect(list.getByRole('link', { name: 'Run, attempt 2' })).toHaveAttribute('href', `/runs/${runId}`);
  expect(list.getByLabelText('Pinned')).toBeInTheDocument();
  await user.click(list.getByRole('button', { name: 'POST /webhook?a=1' }));
  expect(selected).toEqual([7]);
  expect(await violationsOf(container)).toEqual([]);
});
