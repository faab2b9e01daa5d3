import { describe, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { on, problem } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
import { exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { HistoryTab } from './history-tab';

const task = exampleTask({ version: 3 });
const entry = (id: string, action: string, details: Record<string, unknown>) => ({
  ...{ id, action, details, actor: 'ada@example.com' },
  createdAt: '2026-11-23T10:00:00.000Z',
});
const history = on('GET', '/api/tasks/{id}/history', {
  items: [
    entry('3', 'updateTask', { maxRetry: 9, before: { maxRetry: 7 } }),
    entry('2', 'pauseTask', { reason: 'lunch' }),
    entry('1', 'createTask', { maxRetry: 7 }),
  ],
  nextCursor: null,
});

test('earlier settings are restored once it was asked, by the version that is seen, and what was done is told', async () => {
  const asked: unknown[] = [];
  const restore = on('POST', '/api/tasks/{id}/restore', ({ body, headers }) => {
    asked.push(body, headers.get('if-match'));
    return { task, restored: ['maxRetry'], unknown: ['jsonPayload'] };
  });
  const { user, container } = renderPage(<HistoryTab task={task} />, { handlers: [history, restore] });
  // Neither of the newest, which holds already, nor of what sets nothing.
  const buttons = await screen.findAllByRole('button', { name: /^Restore the settings of/ });
  expect(buttons).toHaveLength(1);
  expect(await violationsOf(container)).toEqual([]);
  await user.click(buttons[0]!);
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent(/Secrets, which its history masks.*stay as they are now/);
  await user.click(within(dialog).getByRole('button', { name: 'Restore the settings' }));
  expect(await screen.findByText('Restored: maxRetry. Not on record, so left: jsonPayload.')).toBeVisible();
  expect(asked).toEqual([{ historyId: '1' }, '"3"']);
});

test('what has changed meanwhile is not overwritten, which is told', async () => {
  const conflict = on(
    'POST',
    '/api/tasks/{id}/restore',
    problem(412, 'task.version_conflict', { detail: 'The task has version 4 by now, not 3.' }),
  );
  const { user } = renderPage(<HistoryTab task={task} />, { handlers: [history, conflict] });
  await user.click(await screen.findByRole('button', { name: /^Restore the settings of/ }));
  await user.click(await screen.findByRole('button', { name: 'Restore the settings' }));
  expect(await screen.findByText(/The task has version 4 by now/)).toBeVisible();
});

test('viewers restore nothing', async () => {
  renderPage(<HistoryTab task={task} />, { handlers: [history], role: 'viewer' });
  expect(await screen.findByText('Paused')).toBeVisible();
  expect(screen.queryByRole('button', { name: /Restore/ })).toBeNull();
});

describe('the history of a task', () => {
  testDrawnStates({
    of: ['GET', '/api/tasks/{id}/history'],
    draw: (answer) => renderPage(<HistoryTab task={task} />, { handlers: [answer] }),
    empty: [{ items: [], nextCursor: null }, 'Nothing is on record'],
    filled: [{ items: [entry('1', 'createTask', { maxRetry: 7 })], nextCursor: null }, /ada@example.com/],
  });
});
