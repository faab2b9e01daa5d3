import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { on } from '../../testing/api-server';
import { renderPage } from '../../testing/render';
import { RecoverDialog } from './recover-dialog';

const counted = (total: number) => on('GET', '/api/tasks', { items: [], nextCursor: null, total });

test('a recovery counts its tasks, and acts on what it has counted', async () => {
  const asked: unknown[] = [];
  const operation = {
    id: '0193b6a0-0000-7000-8000-000000000001',
    action: 'retry' as const,
    filter: 'status:failed updated:<24h',
    changes: null,
    note: null,
    cancelRuns: false,
    total: 3,
    done: 3,
    failed: 0,
    errors: [],
    bulkStatus: 'completed' as const,
    createdBy: 'admin',
    createdAt: '2026-11-23T10:00:00.000Z',
    finishedAt: '2026-11-23T10:00:01.000Z',
  };
  const start = on('POST', '/api/bulk-operations', ({ body }) => {
    asked.push(body);
    return operation;
  });
  const handlers = [counted(3), start, on('GET', '/api/bulk-operations/{id}', operation)];
  const { user } = renderPage(<RecoverDialog window="24h" onClose={() => undefined} />, { handlers });
  await user.click(await screen.findByRole('button', { name: 'Retry 3 tasks' }));
  await screen.findByText('Done: 3 of 3 tasks are tried again.');
  expect(asked).toEqual([{ action: 'retry', filter: 'status:failed updated:<24h' }]);
});

test('more than 20 tasks are recovered only by who has typed how many', async () => {
  const { user } = renderPage(<RecoverDialog window="24h" onClose={() => undefined} />, {
    handlers: [counted(21)],
  });
  const button = await screen.findByRole('button', { name: 'Retry 21 tasks' });
  expect(button).toHaveProperty('disabled', true);
  await user.type(screen.getByLabelText('Type 21 to go on'), '21');
  expect(button).toHaveProperty('disabled', false);
});

test('nothing that failed: nothing to start', async () => {
  renderPage(<RecoverDialog window="1h" onClose={() => undefined} />, { handlers: [counted(0)] });
  expect(await screen.findByRole('button', { name: 'Retry 0 tasks' })).toHaveProperty('disabled', true);
});
