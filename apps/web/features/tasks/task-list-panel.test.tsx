import { afterEach, describe, expect, test } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import { api } from '@/api/api';
import { ShortcutsProvider } from '@/features/shell/shortcuts';
import { on, problem } from '@/testing/api-server';
import { exampleQueue, exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { TaskList } from './task-list';
import type { Task } from './tasks.api';

const idOf = (at: number): string => `0193b6a0-0000-7000-8000-${String(at).padStart(12, '0')}`;
const three = [1, 2, 3].map((at) => exampleTask({ id: idOf(at), taskName: `Task ${at}` }));
const answered = (task: Task): Task => ({ ...task, taskSchedule: null, nextRunAt: null });

/** The list, with keys, in a window that has room for a panel unless it is said to be narrower. */
function show({ path = '/tasks', narrow = false } = {}) {
  const asked: string[] = [];
  let isGone = false;
  window.matchMedia = mediaOf(narrow ? 1279 : 1920);
  const { user, container, store, unmount } = renderPage(
    <ShortcutsProvider>
      <TaskList />
    </ShortcutsProvider>,
    {
      path,
      handlers: [
        on('GET', '/api/tasks', () => ({ items: three.map(answered), nextCursor: null, total: 3 })),
        on('GET', '/api/tasks/{id}', ({ params }) => {
          asked.push(params.id!);
          const task = three.find(({ id }) => id === params.id);
          return isGone || task === undefined ? problem(404, 'task.not_found') : answered(task);
        }),
        on('GET', '/api/statistics/task-facets', {
          total: 3,
          facets: { status: [], lane: [], tag: [], host: [], priority: [], method: [] },
        }),
        on('GET', '/api/statistics/recent-runs', { items: [] }),
        on('GET', '/api/queue/status', exampleQueue()),
        on('GET', '/api/blackouts', { items: [], nextCursor: null }),
      ],
    },
  );
  return { user, container, store, unmount, asked, remove: () => void (isGone = true) };
}

const matchMedia = window.matchMedia.bind(window);
const mediaOf = (width: number) => (query: string) => {
  const most = Number(/max-width: (\d+)px/.exec(query)?.[1] ?? -1);
  return { ...matchMedia(query), matches: width <= most };
};
afterEach(() => {
  window.matchMedia = matchMedia;
});

const row = (name: string): Promise<HTMLElement> => screen.findByRole('row', { name: new RegExp(name) });
const panel = (name: string): Promise<HTMLElement> => screen.findByRole('complementary', { name });
const isClosed = () => waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
const path = (): string => window.location.pathname;
const inAddress = (name: string): string | null => new URLSearchParams(window.location.search).get(name);

describe('beside the list of tasks', () => {
  test('Enter opens the row where one is, and Enter at its heading the whole page', async () => {
    const { user, container } = show();
    await row('Task 1');
    await user.keyboard('j{Enter}');
    const shown = await panel('Task 1');
    const heading = within(within(shown).getByRole('heading', { name: 'Task 1' })).getByRole('link');
    await waitFor(() => expect(heading).toHaveFocus());
    expect(heading).toHaveAttribute('href', `/tasks/${idOf(1)}`);
    expect(await within(shown).findByRole('heading', { name: 'Why is it not running?' })).toBeVisible();
    expect(within(shown).getByRole('button', { name: 'Run now' })).toBeEnabled();
    expect([inAddress('row'), inAddress('panel')]).toEqual([idOf(1), 'open']);
    expect(await violationsOf(container)).toEqual([]);
  });

  test('what is open follows the row, Escape closes it, and the focus is at the row again', async () => {
    const { user, asked } = show();
    await row('Task 1');
    await user.keyboard('j{Enter}');
    await panel('Task 1');
    await user.keyboard('jj');
    await panel('Task 3');
    expect(await row('Task 3')).toHaveFocus();
    await waitFor(() => expect(asked).toContain(idOf(3)));
    expect(asked).not.toContain(idOf(2));
    await user.keyboard('o');
    await waitFor(() => expect(screen.getByRole('complementary')).toContainElement(focused()));
    await user.keyboard('{Escape}');
    await isClosed();
    expect(await row('Task 3')).toHaveFocus();
    expect([inAddress('row'), inAddress('panel')]).toEqual([idOf(3), null]);
    await user.keyboard('{Enter}');
    await panel('Task 3');
    await user.keyboard('kj{Enter}');
    await waitFor(() => expect(path()).toBe(`/tasks/${idOf(3)}`));
  });

  test('a click on a name opens it there, and Back closes it', async () => {
    const { user } = show();
    await user.click(await screen.findByRole('link', { name: 'Task 2' }));
    await panel('Task 2');
    await user.click(within(await row('Task 1')).getByRole('link', { name: 'Task 1' }));
    await panel('Task 1');
    expect(path()).toBe('/tasks');
    window.history.back();
    await isClosed();
    expect(path()).toBe('/tasks');
  });

  test('a link to it opens it without taking the focus away from the row, and what is gone says so', async () => {
    const { remove, store, user } = show({ path: `/tasks?row=${idOf(2)}&panel=open` });
    const shown = await panel('Task 2');
    await waitFor(async () => expect(await row('Task 2')).toHaveFocus());
    remove();
    act(() => void store.dispatch(api.util.invalidateTags([{ type: 'Task', id: idOf(2) }])));
    expect(await within(shown).findByText('There is no such task')).toBeVisible();
    await user.click(within(shown).getByRole('button', { name: 'Close (Esc)' }));
    await isClosed();
  });

  test('has no room below 1280 pixels: the name leads to the page, and Enter too', async () => {
    const { user, unmount } = show({ narrow: true, path: `/tasks?row=${idOf(2)}&panel=open` });
    await user.click(await screen.findByRole('link', { name: 'Task 2' }));
    expect(screen.queryByRole('complementary')).toBeNull();
    expect(path()).toBe(`/tasks/${idOf(2)}`);
    unmount();
    const { user: other } = show({ narrow: true });
    await row('Task 1');
    await other.keyboard('j{Enter}');
    await waitFor(() => expect(path()).toBe(`/tasks/${idOf(1)}`));
  });
});

function focused(): HTMLElement {
  return document.activeElement as HTMLElement;
}
