import { describe, expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { ShortcutsProvider } from '@/features/shell/shortcuts';
import { on } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { taskGroups } from './task-groups';
import { TaskList } from './task-list';
import type { Task } from './tasks.api';

const idOf = (at: number): string => `0193b6a0-0000-7000-8000-${String(at).padStart(12, '0')}`;
const taskOf = (at: number, tags: string[]): Task =>
  ({
    id: idOf(at),
    taskName: `Task ${at}`,
    taskType: 'webhook',
    taskSchedule: null,
    timeZone: 'UTC',
    runAt: null,
    webhookUrl: 'https://api.example.com/hook',
    httpMethod: 'POST',
    priority: 'normal',
    lane: null,
    tags,
    taskStatus: 'ready',
    activeRuns: 0,
    nextRunAt: null,
    pausedUntil: null,
    pauseReason: null,
    version: 1,
    createdAt: '2026-11-01T12:00:00.000Z',
    updatedAt: '2026-11-01T12:00:00.000Z',
  }) as Task;

const noFacets = { status: [], lane: [], tag: [], host: [], priority: [], method: [] };
const tasks = [taskOf(1, ['billing']), taskOf(2, ['billing', 'ops']), taskOf(3, ['ops']), taskOf(4, [])];

/** Of the filters that groups have. */
const tasksOf = (filter: string): Task[] => {
  if (filter.includes('-tag:')) return tasks.filter(({ tags }) => tags.length === 0);
  const tag = /tag:(\w+)/.exec(filter)?.[1];
  return tag === undefined ? tasks : tasks.filter(({ tags }) => tags.includes(tag));
};

function show(path = '/tasks?group=tag') {
  const asked: URLSearchParams[] = [];
  const page = renderPage(
    <ShortcutsProvider>
      <TaskList />
    </ShortcutsProvider>,
    {
      path,
      handlers: [
        on('GET', '/api/tasks', ({ query }) => {
          asked.push(query);
          const items = tasksOf(query.get('filter') ?? '');
          return { items, nextCursor: null, total: items.length };
        }),
        on('GET', '/api/statistics/task-facets', ({ query }) => ({
          total: tasksOf(query.get('filter') ?? '').length,
          facets: {
            ...noFacets,
            tag: [
              { value: 'ops', count: 2 },
              { value: 'billing', count: 2 },
            ],
          },
        })),
        on('GET', '/api/statistics/recent-runs', ({ query }) => ({
          items: query
            .get('taskIds')!
            .split(',')
            .map((taskId) => ({ taskId, runs: [], successRate: null })),
        })),
      ],
    },
  );
  return { ...page, asked };
}

const group = (name: string) => screen.findByRole('rowgroup', { name });
/** Where a key leads is drawn with the whole table. */
const patience = { timeout: 8_000 };
const rowsOf = (element: HTMLElement): string[] =>
  within(element)
    .queryAllByRole('link', { name: /^Task/ })
    .map(({ textContent }) => textContent);

describe('the list of tasks in groups', () => {
  test('has a head with its count for each tag, and a task with several stands under each', async () => {
    const { container } = show();
    const billing = await group('billing, 2 tasks');
    await waitFor(() => expect(rowsOf(billing)).toEqual(['Task 1', 'Task 2']));
    await waitFor(async () => expect(rowsOf(await group('ops, 2 tasks'))).toEqual(['Task 2', 'Task 3']));
    await waitFor(async () => expect(rowsOf(await group('Without a tag, 1 task'))).toEqual(['Task 4']));
    expect(screen.getByText(/3 groups by tag, 4 tasks/)).toBeInTheDocument();
    expect(await violationsOf(container)).toEqual([]);
  });

  test('a group is folded and opened by mouse and by keyboard', async () => {
    const { user } = show();
    const billing = await group('billing, 2 tasks');
    const head = within(billing).getByRole('button', { name: /billing/ });
    await waitFor(() => expect(rowsOf(billing)).toHaveLength(2));
    await user.click(head);
    expect(head).toHaveAttribute('aria-expanded', 'false');
    await waitFor(() => expect(rowsOf(billing)).toEqual([]));
    await user.keyboard('j');
    await waitFor(
      async () => expect(within(await group('ops, 2 tasks')).getAllByRole('row')[0]).toHaveFocus(),
      patience,
    );
    await user.keyboard('k');
    await waitFor(() => expect(within(billing).getByRole('row')).toHaveFocus(), patience);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(rowsOf(billing)).toEqual(['Task 1', 'Task 2']));
    await user.keyboard('{ArrowLeft}');
    await waitFor(() => expect(rowsOf(billing)).toEqual([]));
  });

  test('a tick is the task’s, wherever it stands; a range stays within its group', async () => {
    const { user } = show();
    const ops = await group('ops, 2 tasks');
    await waitFor(() => expect(rowsOf(ops)).toHaveLength(2));
    await waitFor(() => expect(screen.getAllByRole('checkbox', { name: 'Select Task 2' })).toHaveLength(2));
    await user.click(within(ops).getByRole('checkbox', { name: 'Select Task 2' }));
    for (const box of screen.getAllByRole('checkbox', { name: 'Select Task 2' })) expect(box).toBeChecked();
    await user.keyboard('{Shift>}');
    await user.click(within(ops).getByRole('checkbox', { name: 'Select Task 3' }));
    await user.keyboard('{/Shift}');
    expect(screen.getByRole('checkbox', { name: 'Select Task 1' })).not.toBeChecked();
    expect(screen.getAllByText('2 selected')).not.toEqual([]);
  });

  test('is sorted within its groups, and the address keeps the group', async () => {
    const { user, asked } = show('/tasks');
    await screen.findByRole('link', { name: 'Task 1' });
    await user.selectOptions(screen.getByLabelText('Group by'), 'Tag');
    await group('billing, 2 tasks');
    expect(window.location.search).toBe('?group=tag');
    await user.click(screen.getByRole('button', { name: 'Name' }));
    await waitFor(() =>
      expect(
        asked.filter((query) => query.get('sort') === 'taskName').map((query) => query.get('filter')),
      ).toEqual(expect.arrayContaining(['tag:billing', 'tag:ops', '-tag:billing,ops'])),
    );
    await user.selectOptions(screen.getByLabelText('Group by'), 'None');
    await waitFor(() => expect(screen.queryByRole('rowgroup', { name: /billing/ })).toBeNull());
  });
});

describe('the groups of a filter', () => {
  test('hosts are told apart without their ports', () => {
    const host = [
      { value: 'a.example', count: 2 },
      { value: 'a.example:8443', count: 1 },
    ];
    expect(taskGroups('status:failed', 'host', { ...noFacets, host })).toEqual([
      { key: 'host a.example', label: 'a.example', filter: 'status:failed host:a.example', count: 3 },
      { key: '', label: 'Without a host', filter: 'status:failed -host:a.example', count: null },
    ]);
  });

  test('what has no group of its own is in the last one, whose filter is no longer than the server takes', () => {
    const tag = Array.from({ length: 30 }, (_, at) => ({ value: `${'x'.repeat(98)}${at}`, count: 1 }));
    const groups = taskGroups('', 'tag', { ...noFacets, tag });
    const rest = groups.at(-1)!;
    expect(groups.length).toBeLessThan(30);
    expect(rest.label).toBe('Others, and without a tag');
    expect(rest.filter.length).toBeLessThanOrEqual(2_000);
  });
});
