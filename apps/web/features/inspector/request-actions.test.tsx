import { expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { on, problem, server } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import type { ReceivedRequest, ReceiverStats } from './inspector.api';
import { InspectorScreen } from './inspector-screen';

const requests = [2, 1].map((number): ReceivedRequest => ({
  ...{ number, at: '2026-11-23T10:00:00.000Z', method: 'POST', path: `/webhook/${number}`, query: '' },
  ...{ webhookId: null, attempt: null, position: 1, body: '{}', bodyLength: 2, headers: {} },
  ...{ status: 200, latencyMs: 5, signature: 'none' },
}));

const stats = (pinned: number[] = []): ReceiverStats => ({
  ...{ count: 2, position: 2, failed: 0, succeeded: 2, pinned, keptMax: 100 },
});

const base = 'http://127.0.0.1:3002';

/** The inspector with the first request open. */
function open(role: 'viewer' | 'operator', pinned: () => number[] = () => []) {
  return renderPage(<InspectorScreen />, {
    path: '/inspector?request=1',
    role,
    handlers: [
      on('GET', '/api/inspector', () => ({
        ...{ url: `${base}/webhook`, stats: stats(pinned()), scenarios: [] },
        settings: {
          ...{ failCalls: [], failPercent: null, failStatus: 500, latencyMinMs: 0, latencyMaxMs: 0 },
          answer: { behaviour: 'answer' as const, status: 200, headers: {}, body: null },
        },
      })),
      on('GET', '/api/inspector/requests', ({ query }) => {
        const items = requests.filter(({ number }) => number > Number(query.get('after')));
        return { items, last: 2 };
      }),
    ],
  });
}

test('a request is pinned, and shown so; how long others are kept is said', async () => {
  const pinned: number[] = [];
  const { user } = open('operator', () => [...pinned]);
  const handler = on('PUT', '/api/inspector/requests/{number}/pin', ({ params, body }) => {
    expect([params.number, body]).toEqual(['1', { pinned: true }]);
    pinned.push(1);
    return stats(pinned);
  });
  server.use(handler);
  await user.click(await screen.findByRole('button', { name: 'Pin request 1' }));
  expect(await screen.findByRole('button', { name: 'Unpin request 1', pressed: true })).toBeVisible();
  expect(await screen.findByLabelText('Pinned')).toBeInTheDocument();
  expect(screen.getByText(/keeps the last 100 in memory/)).toBeVisible();
});

test('a deleted request leaves the list, also when the receiver had dropped it before', async () => {
  const { user } = open('operator');
  server.use(
    on(
      'DELETE',
      '/api/inspector/requests/{number}',
      problem(404, 'inspector.request_not_found', { detail: 'It is not held.' }),
    ),
  );
  await user.click(await screen.findByRole('button', { name: 'Delete request 1' }));
  const dialog = await screen.findByRole('dialog', { name: 'Delete request 1?' });
  await user.click(within(dialog).getByRole('button', { name: 'Delete the request' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: /webhook\/1/ })).toBeNull());
  expect(screen.getByRole('button', { name: /webhook\/2/ })).toBeVisible();
});

test('a replay goes where one says, and shows what came back; a refusal is told at its field', async () => {
  const { user } = open('operator');
  const faults = { fieldErrors: [{ path: 'url', message: 'is no address' }] };
  server.use(
    on(
      'POST',
      '/api/inspector/requests/{number}/replay',
      problem(400, 'request.invalid', { detail: 'It is wrong.', ...faults }),
    ),
  );
  await user.click(await screen.findByRole('button', { name: 'Replay' }));
  const dialog = await screen.findByRole('dialog', { name: 'Replay request 1' });
  const url = within(dialog).getByLabelText('URL');
  expect(url).toHaveValue(`${base}/webhook/1`);
  await user.click(within(dialog).getByRole('button', { name: 'Send it' }));
  expect(await within(dialog).findByText('is no address')).toBeVisible();
  server.use(
    on('POST', '/api/inspector/requests/{number}/replay', ({ body }) => {
      expect(body).toEqual({ url: 'https://example.com/hook', isNew: true });
      return {
        ...{ ok: true, phases: { totalMs: 12 }, errorCode: null, message: null, explanation: null },
        request: { method: 'POST' as const, url: 'https://example.com/hook', headers: {}, body: '{}' },
        ...{ response: { status: 204, headers: {}, body: '', truncated: false }, wishes: {} },
      };
    }),
  );
  await user.clear(url);
  await user.type(url, 'https://example.com/hook');
  await user.click(within(dialog).getByLabelText(/With an id of its own/));
  await user.click(within(dialog).getByRole('button', { name: 'Send it' }));
  expect(await within(dialog).findByText('Status 204')).toBeVisible();
  expect(await violationsOf(dialog)).toEqual([]);
});

test('a viewer reads, and is told what it takes to do more', async () => {
  open('viewer');
  for (const name of ['Replay', 'Pin request 1', 'Delete request 1']) {
    const button = await screen.findByRole('button', { name });
    await waitFor(() => expect(button).toBeDisabled());
    expect(button).toHaveAttribute('title', 'This takes the role operator; yours is viewer.');
  }
});
