import { expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type { Role } from '@/features/session/use-role';
import { on, problem } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import type { BulkOperation } from './bulk-operations.api';
import { BulkOperationView } from './bulk-operation-view';
import { RunBulkBar } from './run-bulk-bar';

const operation: BulkOperation = {
  id: '0193b6a0-0000-7000-8000-000000000001',
  of: 'runs',
  action: 'retry',
  filter: 'status:failed',
  failures: null,
  changes: null,
  note: null,
  cancelRuns: false,
  total: 2,
  done: 1,
  failed: 1,
  errors: [
    {
      runId: '0193b6a0-0000-7000-8000-00000000000a',
      code: 'run.state_conflict',
      message: 'It is completed.',
    },
  ],
  bulkStatus: 'completed',
  createdBy: 'admin',
  createdAt: '2026-11-23T10:00:00.000Z',
  finishedAt: '2026-11-23T10:00:01.000Z',
};
const followed = on('GET', '/api/bulk-operations/{id}', operation);

interface Shown {
  /** How many match; null: too many to be counted. */
  matching?: number | null;
  filter?: string;
  role?: Role;
}

/** The bar over two ticked runs; what was counted and sent is kept. */
function show({ matching = 2, filter = '', role = 'admin' }: Shown = {}) {
  const sent: unknown[] = [];
  const counted: unknown[] = [];
  let isCleared = false;
  const start = on('POST', '/api/bulk-operations', ({ body }) => {
    sent.push(body);
    return operation;
  });
  const count = on('POST', '/api/bulk-operations/dry-run', ({ body }) => {
    counted.push(body);
    return matching === null ? problem(400, 'request.invalid') : { total: matching };
  });
  const page = renderPage(
    <RunBulkBar ids={new Set(['a', 'b'])} filter={filter} onClear={() => (isCleared = true)} />,
    { role, handlers: [start, count, followed] },
  );
  const press = async (name: string) => {
    const button = await screen.findByRole('button', { name });
    await waitFor(() => expect(button).toBeEnabled());
    await page.user.click(button);
    return within(await screen.findByRole('dialog'));
  };
  return { ...page, sent, counted, press, wasCleared: () => isCleared };
}

test.each([
  ['Retry', 'Retry 2 runs', 'retry'],
  ['Replay', 'Replay 2 runs', 'replay'],
  ['Cancel runs', 'Cancel 2 runs', 'cancel'],
])('%s asks first, says how many, and acts on the runs that are ticked', async (label, confirm, action) => {
  const { user, sent, press, wasCleared } = show();
  const dialog = await press(label);
  expect(sent).toEqual([]);
  await user.click(dialog.getByRole('button', { name: confirm }));
  await waitFor(() => expect(sent).toEqual([{ of: 'runs', action, ids: ['a', 'b'] }]));
  await waitFor(() => expect(wasCleared()).toBe(true));
});

test('all that match are counted by the server, and more than 20 acted on only by who has typed how many', async () => {
  const { user, sent, counted, press } = show({ matching: 1_204, filter: 'status:failed' });
  await user.click(await screen.findByRole('button', { name: 'Select all 1,204 that match' }));
  expect(counted).toEqual([{ of: 'runs', action: 'replay', filter: 'status:failed' }]);
  const dialog = await press('Retry');
  expect(dialog.getByText('status:failed')).toBeVisible();
  const button = dialog.getByRole('button', { name: 'Retry 1,204 runs' });
  expect(button).toBeDisabled();
  await user.type(dialog.getByLabelText(/Type .*1204/), '1204');
  await user.click(button);
  await waitFor(() => expect(sent).toEqual([{ of: 'runs', action: 'retry', filter: 'status:failed' }]));
});

test('where there are too many to be counted, those that are ticked are offered alone', async () => {
  const { counted } = show({ matching: null });
  await waitFor(() => expect(counted).toHaveLength(1));
  expect(screen.getByText('2 selected')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Select all/ })).toBeNull();
});

test('failures are acknowledged at their tasks, with one note', async () => {
  const { user, sent, press } = show();
  const dialog = await press('Acknowledge …');
  expect(dialog.getByText(/acknowledged at the task of the run/)).toBeVisible();
  await user.type(dialog.getByLabelText('Note'), 'The host moves.');
  await user.click(dialog.getByRole('button', { name: 'Acknowledge 2 runs' }));
  const expected = { of: 'runs', action: 'acknowledge', note: 'The host moves.', ids: ['a', 'b'] };
  await waitFor(() => expect(sent).toEqual([expected]));
});

test('who may only look can start nothing', async () => {
  show({ role: 'viewer' });
  const button = await screen.findByRole('button', { name: 'Retry' });
  await waitFor(() => expect(button).toHaveAttribute('title'));
  expect(button).toBeDisabled();
});

test('its own page leads to the runs that matched, and to those that refused', async () => {
  const { container } = renderPage(<BulkOperationView id={operation.id} />, { handlers: [followed] });
  expect(await screen.findByRole('heading', { name: 'Retry 2 runs' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'status:failed' })).toHaveAttribute(
    'href',
    '/runs?filter=status%3Afailed',
  );
  const { runId = '' } = operation.errors[0]!;
  expect(screen.getByRole('link', { name: runId })).toHaveAttribute('href', `/runs/${runId}`);
  expect(await violationsOf(container)).toEqual([]);
});
