import { describe, expect, test } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { laneHref } from '@/features/lanes/lanes-link';
import { ShortcutsProvider } from '@/features/shell/shortcuts';
import { on, problem } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
import { exampleRun } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { TaskList } from './task-list';
import type { Task } from './tasks.api';

const idOf = (at: number): string => `0193b6a0-0000-7000-8000-${String(at).padStart(12, '0')}`;
const taskOf = (at: number, overrides: Partial<Task> = {}): Task =>
  ({
    id: idOf(at),
    taskName: `Task ${at}`,
    taskType: 'webhook',
    taskSchedule: '*/5 * * * *',
    timeZone: 'UTC',
    runAt: null,
    webhookUrl: 'https://api.example.com/hook',
    httpMethod: 'POST',
    priority: 'normal',
    lane: null,
    tags: [],
    taskStatus: 'ready',
    activeRuns: 0,
    nextRunAt: '2026-11-23T12:00:00.000Z',
    pausedUntil: null,
    pauseReason: null,
    acknowledgement: null,
    archivedAt: null,
    version: 1,
    createdAt: '2026-11-01T12:00:00.000Z',
    updatedAt: '2026-11-01T12:00:00.000Z',
    ...overrides,
  }) as Task;

const counts = { status: [], lane: [], tag: [], host: [], priority: [], method: [] };

/** The list with these tasks; what the list was asked for is kept. */
function show(
  tasks: Task[],
  {
    path = '/tasks',
    role = 'admin' as const,
    handlers = [] as never[],
    around = (list: ReactNode): ReactNode => list,
  } = {},
) {
  const asked: URLSearchParams[] = [];
  const page = renderPage(around(<TaskList />), {
    path,
    role,
    handlers: [
      ...handlers,
      on('GET', '/api/tasks', ({ query }) => {
        asked.push(query);
        return { items: tasks, nextCursor: null, total: tasks.length };
      }),
      on('GET', '/api/statistics/task-facets', { total: tasks.length, facets: counts }),
      on('GET', '/api/statistics/recent-runs', ({ query }) => ({
        items: query
          .get('taskIds')!
          .split(',')
          .map((taskId) => ({ taskId, runs: [], successRate: null })),
      })),
      on('POST', '/api/schedules/describe', { descriptions: ['Every 5 minutes'] }),
    ],
  });
  return { ...page, asked };
}

const three = [taskOf(1), taskOf(2), taskOf(3)];

/** With the keys of a page around it. */
function showWithKeys(path: string) {
  const page = show(three, { path, around: (list) => <ShortcutsProvider>{list}</ShortcutsProvider> });
  const inAddress = (name: string): string | null => new URLSearchParams(window.location.search).get(name);
  return { ...page, inAddress };
}
const rowOf = (name: string): Promise<HTMLElement> => screen.findByRole('row', { name: new RegExp(name) });

describe('where one is in the list of tasks', () => {
  test('is in its address, and Back to it or a link to it leads there again', async () => {
    const { user, inAddress, unmount } = showWithKeys('/tasks?status=ready');
    await rowOf('Task 1');
    expect(inAddress('row')).toBeNull();
    await user.keyboard('jj');
    expect(await rowOf('Task 2')).toHaveFocus();
    await waitFor(() => expect(inAddress('row')).toBe(idOf(2)));
    expect(inAddress('status')).toBe('ready');
    const link = window.location.search;
    unmount();
    showWithKeys(`/tasks${link}`);
    const again = await rowOf('Task 2');
    await waitFor(() => expect(again).toHaveFocus());
    expect(again).toHaveAttribute('aria-current', 'true');
  });

  test('is the row that something in it was clicked in', async () => {
    const { user, inAddress } = showWithKeys('/tasks');
    await user.click(await screen.findByRole('checkbox', { name: 'Select Task 3' }));
    await waitFor(() => expect(inAddress('row')).toBe(idOf(3)));
  });

  test('is nowhere once the list shows other tasks, and is no view to keep', async () => {
    const { user, inAddress } = showWithKeys(`/tasks?row=${idOf(2)}&clock=utc`);
    expect(await rowOf('Task 2')).toHaveAttribute('aria-current', 'true');
    await user.click(screen.getByRole('button', { name: 'Views' }));
    const keep = await screen.findByRole('menuitem', { name: /^Keep this view/ });
    expect(keep).toHaveAttribute('aria-disabled', 'true');
    await user.keyboard('{Escape}');
    await user.type(screen.getByRole('textbox', { name: 'Filter tasks' }), 'tag:none{Enter}');
    await waitFor(() => expect(inAddress('filter')).toBe('tag:none'));
    expect(inAddress('row')).toBeNull();
    await waitFor(async () => expect(await rowOf('Task 2')).not.toHaveAttribute('aria-current'));
  });
});

describe('the list of tasks', () => {
  test('tells of each task, its schedule in words', async () => {
    show(three);
    expect(await screen.findByRole('rowheader', { name: /Task 2/ })).toBeVisible();
    expect(await screen.findAllByText('Every 5 minutes')).toHaveLength(3);
    expect(await screen.findAllByText('Never run')).toHaveLength(3);
    expect(screen.getByRole('table', { name: 'Tasks' })).toHaveAttribute('aria-rowcount', '4');
    expect(screen.getByTestId('create-task')).toHaveAttribute('href', '/tasks/new');
  });

  test('leads from the lane of a task to that lane', async () => {
    show([taskOf(1, { lane: 'billing & co' })]);
    const link = await screen.findByRole('link', { name: 'billing & co' });
    expect(link).toHaveAttribute('href', laneHref('billing & co'));
  });

  test('is sorted by status, what fails first, and by last run, the latest first', async () => {
    const { user, asked } = show(three);
    const head = (name: string) => screen.findByRole('columnheader', { name });
    await user.click(within(await head('Status')).getByRole('button'));
    await waitFor(() => expect(asked.at(-1)!.get('sort')).toBe('taskStatus'));
    expect(await head('Status')).toHaveAttribute('aria-sort', 'ascending');
    await user.click(within(await head('Last run')).getByRole('button'));
    await waitFor(() => expect(asked.at(-1)!.get('sort')).toBe('-lastRunAt'));
  });

  test.each([
    ['Schedule', 'taskSchedule'],
    ['Target', 'host'],
    ['Lane', 'lane'],
    ['Next run', 'nextRunAt'],
  ])('is sorted by %s', async (name, sort) => {
    const { user, asked } = show(three);
    const head = () => screen.findByRole('columnheader', { name });
    await user.click(within(await head()).getByRole('button'));
    await waitFor(() => expect(asked.at(-1)!.get('sort')).toBe(sort));
    expect(await head()).toHaveAttribute('aria-sort', 'ascending');
  });

  test('says nothing of an order where there is none: figures of runs are not sorted by', async () => {
    show(three);
    for (const name of ['Last 20 runs', 'Success of 20', 'On']) {
      const head = await screen.findByRole('columnheader', { name });
      expect(within(head).queryByRole('button')).toBeNull();
      expect(head).not.toHaveAttribute('aria-sort');
    }
  });

  test('shows the terms of the filter as chips; taking one away asks without it', async () => {
    const { user, asked } = show(three, { path: '/tasks?filter=tag%3Abilling+invoice&status=failed' });
    const chips = await screen.findByRole('list', { name: 'Terms of the filter' });
    expect(within(chips).getAllByRole('listitem')).toHaveLength(3);
    await user.click(within(chips).getByRole('button', { name: 'Remove tag:billing' }));
    await waitFor(() => expect(asked.at(-1)!.get('filter')).toBe('invoice status:failed'));
    expect(new URLSearchParams(window.location.search).get('filter')).toBe('invoice status:failed');
    expect(screen.getByRole('textbox', { name: 'Filter tasks' })).toHaveValue('invoice status:failed');
  });

  test('shows what the server has against a filter at the box', async () => {
    const fault = { path: 'filter', message: 'has no field colour (at character 1)' };
    const refusal = problem(400, 'request.invalid', { fieldErrors: [fault] });
    show([], {
      path: '/tasks?filter=colour%3Ared',
      handlers: [on('GET', '/api/tasks', refusal)] as never[],
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('no field colour');
    expect(screen.getByRole('textbox', { name: 'Filter tasks' })).toBeInvalid();
  });

  test('says what belongs there when there is no task, and what hides them when there is a filter', async () => {
    const { unmount } = show([]);
    expect(await screen.findByText('No task yet')).toBeVisible();
    unmount();
    show([], { path: '/tasks?filter=tag%3Anone' });
    expect(await screen.findByText('No task matches the filter')).toBeVisible();
  });

  test('a range is selected with Shift, and what is selected is acted on together', async () => {
    let sent: unknown;
    const operation = {
      id: idOf(99),
      of: 'tasks',
      action: 'pause',
      filter: null,
      changes: null,
      total: 3,
      done: 3,
      failed: 0,
    };
    const ended = { ...operation, errors: [], bulkStatus: 'completed', createdBy: 'x' } as const;
    const times = { createdAt: '2026-11-23T12:00:00.000Z', finishedAt: '2026-11-23T12:00:01.000Z' };
    const started = on('POST', '/api/bulk-operations', ({ body }) => {
      sent = body;
      return { ...ended, ...times } as never;
    });
    const followed = on('GET', '/api/bulk-operations/{id}', { ...ended, ...times } as never);
    const { user } = show(three, { handlers: [started, followed] as never[] });
    await user.click(await screen.findByRole('checkbox', { name: 'Select Task 1' }));
    await user.keyboard('{Shift>}');
    await user.click(screen.getByRole('checkbox', { name: 'Select Task 3' }));
    await user.keyboard('{/Shift}');
    expect(screen.getByRole('checkbox', { name: 'Select Task 2' })).toBeChecked();
    const bar = screen.getByRole('region', { name: 'With the selected tasks' });
    await user.click(within(bar).getByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(sent).toEqual({ action: 'pause', ids: [idOf(1), idOf(2), idOf(3)] }));
    expect(await screen.findByText('Paused: 3 tasks')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Hide' }));
  });

  test('open runs are cancelled once that is confirmed; more than twenty by who has typed how many', async () => {
    const cancelled: string[] = [];
    const cancel = on('POST', '/api/tasks/{id}/cancel', ({ params }) => {
      cancelled.push(params.id!);
      return {} as never;
    });
    const tasks = [taskOf(1, { activeRuns: 2 }), taskOf(2, { activeRuns: 21 })];
    const { user } = show(tasks, { handlers: [cancel] as never[] });
    const ask = async (name: string) => {
      await user.click(await screen.findByRole('button', { name: `Actions of ${name}` }));
      await user.click(await screen.findByRole('menuitem', { name: 'Cancel open runs …' }));
      return within(await screen.findByRole('dialog'));
    };
    const few = await ask('Task 1');
    expect(cancelled).toEqual([]);
    await user.click(few.getByRole('button', { name: 'Cancel 2 runs' }));
    await waitFor(() => expect(cancelled).toEqual([idOf(1)]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const many = await ask('Task 2');
    expect(many.getByRole('button', { name: 'Cancel 21 runs' })).toBeDisabled();
    await user.type(many.getByLabelText('Type 21 to go on'), '21');
    await user.click(many.getByRole('button', { name: 'Cancel 21 runs' }));
    await waitFor(() => expect(cancelled).toEqual([idOf(1), idOf(2)]));
  });

  test('shows the last error in a column of its own to who asks for it, and success leads to its runs', async () => {
    const failed = exampleRun({ runStatus: 'failed', error: 'The host is gone.' });
    const recent = on('GET', '/api/statistics/recent-runs', {
      items: [{ taskId: idOf(1), runs: [failed], successRate: 0.5 }],
    });
    const { user } = show([taskOf(1)], { handlers: [recent] as never[] });
    const success = await screen.findByRole('link', { name: '50.0 %' });
    expect(success).toHaveAttribute('href', `/tasks/${idOf(1)}?tab=runs&status=completed,failed,abandoned`);
    expect(screen.queryByRole('link', { name: 'The host is gone.' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Columns and rows' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Last error' }));
    const error = await screen.findByRole('link', { name: 'The host is gone.' });
    expect(error).toHaveAttribute('href', `/runs/${failed.id}`);
  });

  test('the switch is turned at once, and back when the server refuses', async () => {
    let refuse!: () => void;
    const refused = new Promise<void>((resolve) => {
      refuse = resolve;
    });
    const pause = on('POST', '/api/tasks/{id}/pause', async () => {
      await refused;
      return problem(409, 'task.state_conflict', { detail: 'The task is completed.' });
    });
    const { user } = show([taskOf(1)], { handlers: [pause] as never[] });
    const toggle = await screen.findByRole('switch', { name: 'Task 1 runs by itself' });
    await waitFor(() => expect(toggle).toBeEnabled());
    await waitFor(() => expect(screen.getByRole('switch')).not.toHaveAttribute('data-disabled'));
    expect(toggle).toBeChecked();
    await user.click(toggle);
    await waitFor(() => expect(toggle).not.toBeChecked());
    expect(screen.getByTestId('task-status')).toHaveTextContent('Paused');
    refuse();
    await waitFor(() => expect(toggle).toBeChecked());
    expect(await screen.findByText('The task is completed.')).toBeVisible();
  });

  describe('a name in its place', () => {
    /** Renames Task 1 by its menu; what was sent is kept, and answered one after the other. */
    async function rename(...answers: (Task | Response)[]) {
      const sent: unknown[] = [];
      const tasks = [taskOf(1), taskOf(2)];
      const update = on('PATCH', '/api/tasks/{id}', ({ params, body, headers }) => {
        sent.push([params.id, body, headers.get('if-match')]);
        const answer = answers[sent.length - 1]!;
        if (!(answer instanceof Response)) tasks[0] = answer;
        return answer;
      });
      const { user } = show(tasks, { handlers: [update] as never[] });
      const menu = await screen.findByRole('button', { name: 'Actions of Task 1' });
      await user.click(menu);
      await user.click(await screen.findByRole('menuitem', { name: 'Rename' }));
      const field = await screen.findByRole('textbox', { name: 'New name of Task 1' });
      await waitFor(() => expect(field).toHaveFocus());
      return { user, field, sent };
    }

    test('is saved by Enter over the version that one saw', async () => {
      const { user, field, sent } = await rename(taskOf(1, { taskName: 'Invoices', version: 2 }));
      await user.clear(field);
      await user.type(field, 'Invoices{Enter}');
      expect(await screen.findByRole('link', { name: 'Invoices' })).toBeVisible();
      expect(sent).toEqual([[idOf(1), { taskName: 'Invoices' }, '"1"']]);
      expect(screen.queryByRole('textbox', { name: /New name/ })).toBeNull();
      expect(screen.getByRole('row', { name: /Invoices/ })).toHaveFocus();
    });

    test('stays as it was with Escape, and an unchanged one is not sent', async () => {
      const { user, field, sent } = await rename();
      await user.type(field, ' or not{Escape}');
      expect(screen.getByRole('link', { name: 'Task 1' })).toBeVisible();
      act(() => screen.getByRole('link', { name: 'Task 1' }).focus());
      await user.keyboard('{F2}');
      const again = await screen.findByRole('textbox', { name: 'New name of Task 1' });
      expect(again).toHaveValue('Task 1');
      await user.type(again, '{Enter}');
      expect(screen.queryByRole('textbox', { name: /New name/ })).toBeNull();
      expect(sent).toEqual([]);
    });

    test('that is refused is kept in the field, with the reason', async () => {
      const fault = { path: 'taskName', message: 'must not be longer than 200 characters' };
      const tooLong = problem(400, 'request.invalid', { fieldErrors: [fault] });
      const renamed = taskOf(1, { taskName: 'Task 12', version: 4 });
      const { user, field, sent } = await rename(tooLong, problem(412, 'task.version_conflict'), renamed);
      await user.type(field, '{End}2{Enter}');
      expect(await screen.findByRole('alert')).toHaveTextContent('The name must not be longer');
      expect(field).toHaveValue('Task 12');
      expect(field).toBeInvalid();
      await user.type(field, '{Enter}');
      await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('Somebody has changed'));
      await user.type(field, '{Enter}');
      expect(await screen.findByRole('link', { name: 'Task 12' })).toBeVisible();
      expect(sent).toHaveLength(3);
    });

    test('is shown at once, and is back in its field when the server refuses it', async () => {
      let answer!: (refusal: Response) => void;
      const refused = new Promise<Response>((resolve) => {
        answer = resolve;
      });
      const update = on('PATCH', '/api/tasks/{id}', () => refused);
      const { user } = show([taskOf(1)], { handlers: [update] as never[] });
      const link = await screen.findByRole('link', { name: 'Task 1' });
      act(() => link.focus());
      await user.keyboard('{F2}');
      const field = await screen.findByRole('textbox', { name: 'New name of Task 1' });
      await user.clear(field);
      await user.type(field, 'Invoices{Enter}');
      expect(await screen.findByText('Invoices')).toBeVisible();
      await waitFor(() => expect(field).not.toBeVisible());
      expect(await screen.findByRole('switch', { name: 'Invoices runs by itself' })).toBeVisible();
      answer(problem(409, 'task.state_conflict', { detail: 'Not now.' }));
      expect(await screen.findByRole('alert')).toHaveTextContent('Not now.');
      expect(field).toBeVisible();
      expect(field).toHaveValue('Invoices');
      await waitFor(() => expect(field).toHaveFocus());
      expect(await screen.findByRole('switch', { name: 'Task 1 runs by itself' })).toBeVisible();
    });

    test('is not for who may only look', async () => {
      const { user } = show([taskOf(1)], { role: 'viewer' as never });
      await user.click(await screen.findByRole('button', { name: 'Actions of Task 1' }));
      await screen.findByRole('menuitem', { name: 'Copy link' });
      expect(screen.queryByRole('menuitem', { name: 'Rename' })).toBeNull();
    });
  });
});

describe('the states of the list of tasks', () => {
  testDrawnStates({
    of: ['GET', '/api/tasks'],
    draw: (answer) => show([], { handlers: [answer] as never[] }),
    empty: [{ items: [], nextCursor: null, total: 0 }, 'No task yet'],
    filled: [{ items: three, nextCursor: null, total: 3 }, 'Task 2'],
  });
});
