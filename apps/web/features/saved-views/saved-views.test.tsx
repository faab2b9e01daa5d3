import { describe, expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import type { Role } from '@/features/session/use-role';
import { preferenceChanged } from '@/features/preferences/preferences.slice';
import { SideNavigation } from '@/features/shell/side-navigation';
import { on, problem } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
import { exampleQueue } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { SavedViews } from './saved-views';
import type { NewSavedView, SavedView } from './saved-views.api';
import { SavedViewsSection } from './saved-views-section';

const viewOf = (name: string, overrides: Partial<SavedView> = {}): SavedView => ({
  id: `0193b6a0-0000-7000-8000-${name.length.toString().padStart(12, '0')}`,
  page: '/tasks',
  name,
  query: 'group=tag',
  isShared: false,
  ownerName: 'ada@example.com',
  isOwn: true,
  version: 1,
  createdAt: '2026-11-23T12:00:00.000Z',
  updatedAt: '2026-11-23T12:00:00.000Z',
  ...overrides,
});

/** A server that keeps these views, and what it was asked to keep. */
function keeping(views: SavedView[], refuse: (asked: NewSavedView) => Response | null = () => null) {
  const kept: NewSavedView[] = [];
  const handlers = [
    on('GET', '/api/saved-views', () => ({ items: views, nextCursor: null })),
    on('POST', '/api/saved-views', ({ body }) => {
      const refusal = refuse(body);
      if (refusal !== null) return refusal;
      kept.push(body);
      return viewOf(body.name);
    }),
    on('GET', '/api/tasks', { items: [], nextCursor: null, total: 0 }),
    on('GET', '/api/queue/status', exampleQueue()),
  ];
  return { kept, handlers };
}

test('what a list shows is kept under a name, for oneself or for everybody', async () => {
  const { kept, handlers } = keeping([]);
  const { user } = renderPage(<SavedViews path="/tasks" query="group=tag" />, { path: '/tasks', handlers });
  await user.click(screen.getByRole('button', { name: 'Views' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Keep this view …' }));
  await user.type(await screen.findByLabelText('Name'), ' By tag ');
  await user.click(screen.getByRole('checkbox', { name: /^Share it with everybody/ }));
  await user.click(screen.getByRole('button', { name: 'Keep the view' }));
  expect(await screen.findByText('Everybody sees the view By tag now.')).toBeVisible();
  expect(kept).toEqual([{ page: '/tasks', name: 'By tag', query: 'group=tag', isShared: true }]);
});

test.each<[Role, boolean]>([
  ['viewer', false],
  ['operator', true],
])('a %s may share: %s', async (role, mayShare) => {
  const { handlers } = keeping([viewOf('Mine')]);
  renderPage(<SavedViewsSection />, { role, handlers });
  const share = await screen.findByRole('switch', { name: 'Share Mine with everybody' });
  expect(share.hasAttribute('disabled')).toBe(!mayShare);
});

test('of what others share, one sees whose it is; only administrators change it', async () => {
  const shared = viewOf('Theirs', { isOwn: false, isShared: true, ownerName: 'kim@example.com' });
  const { handlers } = keeping([viewOf('Mine too'), shared]);
  const { container, unmount } = renderPage(<SavedViewsSection />, { role: 'operator', handlers });
  expect(await screen.findByRole('button', { name: 'Actions for Mine too' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Actions for Theirs' })).toBeNull();
  expect(screen.getByRole('row', { name: /Theirs/ })).toHaveTextContent('kim@example.com');
  expect(await violationsOf(container)).toEqual([]);
  unmount();
  renderPage(<SavedViewsSection />, { role: 'admin', handlers: keeping([shared]).handlers });
  expect(await screen.findByRole('button', { name: 'Actions for Theirs' })).toBeVisible();
});

test('views stand in the navigation under their page, and the one that is shown says so', async () => {
  const { handlers } = keeping([viewOf('By tag'), viewOf('Slow', { page: '/runs', query: 'filter=took' })]);
  renderPage(<SideNavigation />, { path: '/tasks?group=tag', handlers });
  const list = await screen.findByRole('list', { name: 'Saved views of tasks', hidden: true });
  const link = within(list).getByRole('link', { name: 'By tag', hidden: true });
  expect(link).toHaveAttribute('href', '/tasks?group=tag');
  expect(link).toHaveAttribute('aria-current', 'true');
  expect(within(list).queryByText('Slow')).toBeNull();
});

test('views of the browser are taken over once, and those that cannot be stay', async () => {
  const { kept, handlers } = keeping([], ({ name }) =>
    name === 'Taken'
      ? problem(409, 'saved_view.conflict')
      : name === 'Not now'
        ? problem(403, 'auth.forbidden')
        : null,
  );
  const { store } = renderPage(<SideNavigation />, { path: '/tasks', handlers });
  const stored = ['Old', 'Taken', 'Not now'].map((name) => ({
    path: '/tasks',
    name,
    query: 'sort=taskName',
  }));
  store.dispatch(preferenceChanged({ savedViews: stored }));
  await waitFor(() => expect(store.getState().preferences.savedViews).toEqual([stored[2]]), {
    timeout: 8_000,
  });
  expect(kept.map(({ name }) => name)).toEqual(['Old', 'Taken (this browser)']);
});

describe('the section of saved views', () => {
  testDrawnStates({
    of: ['GET', '/api/saved-views'],
    draw: (answer) => renderPage(<SavedViewsSection />, { handlers: [answer] }),
    empty: [{ items: [], nextCursor: null }, 'No view is kept'],
    filled: [{ items: [viewOf('By tag')], nextCursor: null }, 'By tag'],
  });
});
