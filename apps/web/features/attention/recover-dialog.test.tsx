import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { on } from '../../testing/api-server';
import { renderPage } from '../../testing/render';
import type { BulkOperation } from './failures.api';
import { RecoverDialog } from './recover-dialog';

const operation: BulkOperation = {
  id: '0193b6a0-0000-7000-8000-000000000001',
  of: 'tasks',
  action: 'retry',
  filter: null,
  failures: { since: '2026-11-22T10:00:00.000Z', statuses: ['failed', 'abandoned'] },
  changes: null,
  note: null,
  cancelRuns: false,
  total: 3,
  done: 3,
  failed: 0,
  errors: [],
  bulkStatus: 'completed',
  createdBy: 'admin',
  createdAt: '2026-11-23T10:00:00.000Z',
  finishedAt: '2026-11-23T10:00:01.000Z',
};

/** The window, over so many tasks with so many runs; what was counted and what was started is kept. */
function show(tasks: number, { runs = tasks, repeatedTasks = 0, ended = operation } = {}) {
  const counted: string[] = [];
  const started: unknown[] = [];
  const page = renderPage(<RecoverDialog window="24h" onClose={() => undefined} />, {
    handlers: [
      on('GET', '/api/bulk-operations/recoverable', ({ query }) => {
        counted.push(`${query.get('window')} ${query.get('statuses')}`);
        return { tasks, runs, repeatedTasks };
      }),
      on('POST', '/api/bulk-operations', ({ body }) => {
        started.push(body);
        return ended;
      }),
      on('GET', '/api/bulk-operations/{id}', ended),
    ],
  });
  return { ...page, counted, started };
}

test('a recovery says how many tasks and duplicates there are, and acts on what it has counted', async () => {
  const { user, counted, started } = show(3, { runs: 8, repeatedTasks: 2 });
  expect(
    await screen.findByText(
      '3 failed tasks, with 8 runs of the last 24 hours that ended as failed or abandoned.',
    ),
  ).toBeVisible();
  expect(screen.getByText(/^5 duplicates: 2 tasks have several such runs/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Retry 3 tasks' }));
  await screen.findByText('Done: 3 of 3 tasks are tried again.');
  expect(counted).toEqual(['24h failed,abandoned']);
  const failures = { window: '24h', statuses: ['failed', 'abandoned'] };
  expect(started).toEqual([{ action: 'retry', failures }]);
});

test('the runs of one end alone are counted and recovered, and of none nothing', async () => {
  const { user, counted, started } = show(1);
  await screen.findByText('No duplicates: each task has one such run.');
  await user.click(screen.getByRole('checkbox', { name: /^Failed/ }));
  await screen.findByText('1 failed task, with 1 run of the last 24 hours that ended as abandoned.');
  expect(counted).toEqual(['24h failed,abandoned', '24h abandoned']);
  await user.click(await screen.findByRole('button', { name: 'Retry 1 task' }));
  await waitFor(() =>
    expect(started).toEqual([{ action: 'retry', failures: { window: '24h', statuses: ['abandoned'] } }]),
  );
});

test('with no end chosen there is nothing to start', async () => {
  const { user } = show(2);
  await screen.findByRole('button', { name: 'Retry 2 tasks' });
  await user.click(screen.getByRole('checkbox', { name: /^Failed/ }));
  await user.click(screen.getByRole('checkbox', { name: /^Abandoned/ }));
  expect(screen.getByText('Choose which runs are tried again.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Retry 0 tasks' })).toBeDisabled();
});

test('more than 20 tasks are recovered only by who has typed how many', async () => {
  const { user } = show(21);
  const button = await screen.findByRole('button', { name: 'Retry 21 tasks' });
  expect(button).toBeDisabled();
  await user.type(screen.getByLabelText('Type 21 to go on'), '21');
  expect(button).toBeEnabled();
});

test('nothing that failed: nothing to start', async () => {
  show(0);
  expect(await screen.findByText(/^Of the tasks that are failed now, none has a run/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Retry 0 tasks' })).toBeDisabled();
});

test('a task that refused says why, and what can be done', async () => {
  const refused = {
    taskId: operation.id,
    code: 'task.archived',
    message: 'It is archived.',
    hint: 'Take it back.',
  };
  const { user } = show(1, { ended: { ...operation, done: 2, failed: 1, errors: [refused] } });
  await user.click(await screen.findByRole('button', { name: 'Retry 1 task' }));
  expect(await screen.findByText(/It is archived\. Take it back\./)).toBeVisible();
});
