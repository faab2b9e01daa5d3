import { expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { on, problem, server } from '@/testing/api-server';
import { tasksApi } from '@/features/tasks/tasks.api';
import { exampleTask } from '@/testing/examples';
import type { Role } from '@/features/session/use-role';
import { renderPage } from '@/testing/render';
import { BulkBar } from './bulk-bar';
import { changesInWords } from './bulk-words';

const operation = {
  id: '0193b6a0-0000-7000-8000-000000000001',
  of: 'tasks' as const,
  action: 'change' as const,
  filter: null,
  failures: null,
  changes: null,
  note: null,
  cancelRuns: false,
  total: 2,
  done: 2,
  failed: 0,
  errors: [],
  bulkStatus: 'completed' as const,
  createdBy: 'admin',
  createdAt: '2026-11-23T10:00:00.000Z',
  finishedAt: '2026-11-23T10:00:01.000Z',
};
const lane = { name: 'billing', concurrencyLimit: 1 };
const lanes = on('GET', '/api/lanes', { items: [lane], nextCursor: null } as never);
const followed = on('GET', '/api/bulk-operations/{id}', operation);

interface Shown {
  matching?: number;
  filter?: string;
  answer?: typeof operation | Response;
  role?: Role;
}

/** The bar over two ticked tasks of so many that match; what was sent is kept. */
function show({ matching = 2, filter = '', answer = operation, role = 'admin' }: Shown = {}) {
  const sent: unknown[] = [];
  let isCleared = false;
  const start = on('POST', '/api/bulk-operations', ({ body }) => {
    sent.push(body);
    return answer;
  });
  const page = renderPage(
    <BulkBar
      ids={new Set(['a', 'b'])}
      filter={filter}
      matching={matching}
      onClear={() => {
        isCleared = true;
      }}
    />,
    { role, handlers: [start, lanes, followed] },
  );
  const openDialog = async (name = 'Change …') => {
    const button = await screen.findByRole('button', { name });
    await waitFor(() => expect(button).toBeEnabled());
    await page.user.click(button);
    return within(await screen.findByRole('dialog'));
  };
  return { ...page, sent, openDialog, wasCleared: () => isCleared };
}

test('a change names what it sets, and leaves the rest as it is', async () => {
  const { user, sent, openDialog, wasCleared } = show();
  const dialog = await openDialog();
  const button = dialog.getByRole('button', { name: 'Change 2 tasks' });
  expect(button).toBeDisabled();
  await user.selectOptions(dialog.getByLabelText('Priority'), 'high');
  await user.selectOptions(dialog.getByLabelText('Lane'), 'out');
  await user.type(dialog.getByLabelText('Add tags'), 'eu, nightly,');
  await user.click(button);
  const changes = { lane: null, priority: 'high', addTags: ['eu', 'nightly'] };
  await waitFor(() => expect(sent).toEqual([{ action: 'change', ids: ['a', 'b'], changes }]));
  expect(await screen.findByText('Changed: 2 tasks')).toBeVisible();
  expect(wasCleared()).toBe(true);
});

test('retries and waits are changed alone, waits in seconds', async () => {
  const { user, sent, openDialog } = show();
  const dialog = await openDialog();
  await user.type(dialog.getByLabelText('Retries at most'), '0');
  await user.selectOptions(dialog.getByLabelText('Waits between attempts'), 'All alike');
  await user.type(dialog.getByLabelText('First wait (s)'), '2.5');
  await user.click(dialog.getByRole('button', { name: 'Change 2 tasks' }));
  const changes = { maxRetry: 0, backoffStrategy: 'fixed' as const, backoffBaseMs: 2_500 };
  await waitFor(() => expect(sent).toMatchObject([{ changes }]));
  expect(changesInWords(changes)).toBe('0 retries; fixed waits; first wait 2.5 s');
});

test('a change into a lane needs the name of one', async () => {
  const { user, sent, openDialog } = show();
  const dialog = await openDialog();
  await user.selectOptions(dialog.getByLabelText('Lane'), 'into');
  const button = dialog.getByRole('button', { name: 'Change 2 tasks' });
  expect(button).toBeDisabled();
  const name = await dialog.findByRole('combobox', { name: 'Name of the lane' });
  await user.type(name, 'billing');
  await user.click(button);
  await waitFor(() => expect(sent).toMatchObject([{ changes: { lane: 'billing' } }]));
});

test('more than 20 that match are changed only by who has typed how many', async () => {
  const { user, sent, openDialog } = show({ matching: 1_204, filter: 'tag:eu' });
  await user.click(await screen.findByRole('button', { name: 'Select all 1,204 that match' }));
  const dialog = await openDialog();
  expect(dialog.getByText('tag:eu')).toBeVisible();
  await user.type(dialog.getByLabelText('Remove tags'), 'eu');
  const button = dialog.getByRole('button', { name: 'Change 1,204 tasks' });
  expect(button).toBeDisabled();
  await user.type(dialog.getByLabelText('Type 1204 to go on'), '1204');
  await user.click(button);
  const changes = { removeTags: ['eu'] };
  await waitFor(() => expect(sent).toEqual([{ action: 'change', filter: 'tag:eu', changes }]));
});

test('a tag both added and removed is told before anything is sent; a refusal stands at its field', async () => {
  const fault = { path: 'changes.addTags.0', message: 'is too long' };
  const { user, openDialog, wasCleared } = show({
    answer: problem(400, 'request.invalid', { fieldErrors: [fault] }),
  });
  const dialog = await openDialog();
  await user.type(dialog.getByLabelText('Add tags'), 'eu');
  await user.type(dialog.getByLabelText('Remove tags'), 'us, eu');
  expect(dialog.getByText('eu is to be removed as well.')).toBeVisible();
  const button = dialog.getByRole('button', { name: 'Change 2 tasks' });
  expect(button).toBeDisabled();
  await user.clear(dialog.getByLabelText('Remove tags'));
  await user.click(button);
  expect(await dialog.findByText('is too long')).toBeVisible();
  expect(dialog.getByLabelText('Add tags')).toHaveValue('eu');
  expect(wasCleared()).toBe(false);
});

test('archiving asks, and leaves open runs to refuse unless they are to be cancelled', async () => {
  const { user, sent, openDialog, wasCleared } = show();
  const dialog = await openDialog('Archive …');
  expect(sent).toEqual([]);
  expect(dialog.getByText(/Tasks that have open runs refuse/)).toBeVisible();
  await user.click(dialog.getByRole('button', { name: 'Archive 2 tasks' }));
  await waitFor(() => expect(sent).toEqual([{ action: 'archive', ids: ['a', 'b'] }]));
  await waitFor(() => expect(wasCleared()).toBe(true));
});

test('open runs are cancelled with what is archived, when that is ticked; the tasks can be taken back', async () => {
  const { user, sent, openDialog } = show({ answer: { ...operation, action: 'archive' as never } });
  const dialog = await openDialog('Archive …');
  await user.click(dialog.getByRole('checkbox', { name: /^Cancel their open runs first/ }));
  expect(dialog.getByText(/Undo does not bring the runs back/)).toBeVisible();
  await user.click(dialog.getByRole('button', { name: 'Archive 2 tasks' }));
  await waitFor(() => expect(sent).toEqual([{ action: 'archive', ids: ['a', 'b'], cancelRuns: true }]));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(sent[1]).toEqual({ action: 'unarchive', ids: ['a', 'b'] }));
});

test('more than 20 that match are archived only by who has typed how many', async () => {
  const { user, sent, openDialog } = show({ matching: 21, filter: 'tag:eu' });
  await user.click(await screen.findByRole('button', { name: 'Select all 21 that match' }));
  const dialog = await openDialog('Archive …');
  const button = dialog.getByRole('button', { name: 'Archive 21 tasks' });
  expect(button).toBeDisabled();
  await user.type(dialog.getByLabelText('Type 21 to go on'), '21{Enter}');
  await waitFor(() => expect(sent).toEqual([{ action: 'archive', filter: 'tag:eu' }]));
});

test('failures are acknowledged together, with one note', async () => {
  const { user, sent, openDialog, wasCleared } = show();
  const dialog = await openDialog('Acknowledge …');
  await user.type(dialog.getByLabelText('Note'), ' The host moves. ');
  await user.click(dialog.getByRole('button', { name: 'Acknowledge 2 tasks' }));
  const expected = { action: 'acknowledge', note: 'The host moves.', ids: ['a', 'b'] };
  await waitFor(() => expect(sent).toEqual([expected]));
  await waitFor(() => expect(wasCleared()).toBe(true));
});

test('what is archived is taken back or deleted, and nothing else', async () => {
  const { user, sent } = show({ filter: 'archived:yes' });
  const bar = within(screen.getByRole('region', { name: 'With the selected tasks' }));
  const names = bar.getAllByRole('button').map((button) => button.textContent);
  expect(names).toEqual(['Take back', 'Delete', 'Export JSON', '']);
  await waitFor(() => expect(bar.getByRole('button', { name: 'Take back' })).toBeEnabled());
  await user.click(bar.getByRole('button', { name: 'Take back' }));
  await waitFor(() => expect(sent).toEqual([{ action: 'unarchive', ids: ['a', 'b'] }]));
});

test('who may only look can start nothing', async () => {
  show({ role: 'viewer' });
  const button = await screen.findByRole('button', { name: 'Archive …' });
  await waitFor(() => expect(button).toHaveAttribute('title'));
  expect(button).toBeDisabled();
  expect(screen.getByRole('button', { name: 'Acknowledge …' })).toBeDisabled();
});

test('what is ticked is saved as JSON, as the list holds it, also by who may only look', async () => {
  const files: Blob[] = [];
  Object.assign(URL, {
    createObjectURL: (file: Blob) => {
      files.push(file);
      return 'blob:tasks';
    },
    revokeObjectURL: () => undefined,
  });
  const { user, store } = show({ role: 'viewer' });
  const tasks = ['a', 'b', 'c'].map((id) => exampleTask({ id, taskName: `Task ${id}` }));
  server.use(on('GET', '/api/tasks', { items: tasks, nextCursor: null, total: 3 }));
  await store.dispatch(tasksApi.endpoints.taskPages.initiate({}));
  await user.click(screen.getByRole('button', { name: 'Export JSON' }));
  const saved = JSON.parse(await files[0]!.text()) as { taskName: string }[];
  expect(saved.map(({ taskName }) => taskName)).toEqual(['Task a', 'Task b']);
});
