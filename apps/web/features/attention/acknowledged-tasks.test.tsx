import { describe, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import type { Task } from '@/features/tasks/tasks.api';
import { on, problem } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
import { renderPage } from '@/testing/render';
import { AcknowledgedTasks } from './acknowledged-tasks';
import { FailureGroups } from './failure-groups';

const idOf = (at: number): string => `0193b6a0-0000-7000-8000-${String(at).padStart(12, '0')}`;
const at = '2026-11-23T10:00:00.000Z';
const failedTask = (number: number) => ({
  ...{ id: idOf(number), taskName: `Task ${number}`, taskStatus: 'failed' as const },
  ...{ count: 1, lastRunId: idOf(100 + number) },
});
const group = {
  ...{ fingerprint: '0123456789abcdef', errorCode: 'status_503', httpStatus: 503, host: 'a.test' },
  ...{ message: 'busy', explanation: null, count: 3, abandoned: 0, firstSeenAt: at, lastSeenAt: at },
  ...{ taskCount: 3, tasks: [failedTask(1), failedTask(2)] },
};

test('an acknowledged failure tells who knows of it and what was said, and can be withdrawn', async () => {
  const acknowledgement = { by: 'ann@example.com', at, note: 'The host moves.' };
  let items = [{ id: idOf(1), taskName: 'Task 1', taskStatus: 'failed', acknowledgement } as Task];
  const asked: string[] = [];
  const { user } = renderPage(<AcknowledgedTasks />, {
    handlers: [
      on('GET', '/api/tasks', ({ query }) => {
        asked.push(query.get('filter')!);
        return { items, nextCursor: null, total: items.length };
      }),
      on('DELETE', '/api/tasks/{id}/acknowledge', () => {
        const [task] = items;
        items = [];
        return { ...task!, acknowledgement: null };
      }),
    ],
  });
  expect(await screen.findByText('The host moves.')).toBeVisible();
  expect(screen.getByText(/ann@example.com/)).toBeVisible();
  const withdraw = screen.getByRole('button', { name: 'Withdraw the acknowledgement of Task 1' });
  await waitFor(() => expect(withdraw).toBeEnabled());
  await user.click(withdraw);
  expect(await screen.findByText('Nothing is acknowledged')).toBeVisible();
  expect(asked[0]).toBe('status:failed acknowledged:yes');
});

test('a group is acknowledged with all of its tasks that have failed, listed or not', async () => {
  const sent: unknown[] = [];
  const healed = { ...failedTask(4), taskStatus: 'ready' as const };
  const tasks = [failedTask(1), failedTask(2), failedTask(3), healed];
  const { user } = renderPage(<FailureGroups window="24h" />, {
    handlers: [
      on('GET', '/api/statistics/failures', ({ query }) => ({
        groups: [query.get('fingerprint') === group.fingerprint ? { ...group, tasks } : group],
        count: 3,
        truncated: false,
      })),
      on('POST', '/api/bulk-operations', ({ body }) => {
        sent.push(body);
        return problem(409, 'task.state_conflict', { detail: 'Not now.' });
      }),
    ],
  });
  const open = await screen.findByRole('button', { name: 'Acknowledge all …' });
  await waitFor(() => expect(open).toBeEnabled());
  await user.click(open);
  const send = await screen.findByRole('button', { name: 'Acknowledge 3 tasks' });
  await user.type(screen.getByLabelText('Note'), ' The host moves. ');
  await user.click(send);
  const ids = [idOf(1), idOf(2), idOf(3)];
  await waitFor(() => expect(sent).toEqual([{ action: 'acknowledge', ids, note: 'The host moves.' }]));
  expect(await screen.findByText('Not now.')).toBeVisible();
});

describe('failures by their error', () => {
  testDrawnStates({
    of: ['GET', '/api/statistics/failures'],
    draw: (answer) => renderPage(<FailureGroups window="24h" />, { handlers: [answer] }),
    empty: [{ window: '24h', items: [], groups: [] } as never, 'Nothing has failed'],
    filled: [{ window: '24h', items: [group], groups: [group] } as never, 'busy'],
  });
});

describe('failures that somebody knows of', () => {
  const acknowledgement = { by: 'ann@example.com', at, note: 'The host moves.' };
  const known = { id: idOf(1), taskName: 'Task 1', taskStatus: 'failed', acknowledgement } as Task;
  testDrawnStates({
    of: ['GET', '/api/tasks'],
    draw: (answer) => renderPage(<AcknowledgedTasks />, { handlers: [answer] }),
    empty: [{ items: [], nextCursor: null, total: 0 }, 'Nothing is acknowledged'],
    filled: [{ items: [known], nextCursor: null, total: 1 }, 'The host moves.'],
  });
});
