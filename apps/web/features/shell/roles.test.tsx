import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { usePathname } from 'next/navigation';
import { sessionApi } from '@/features/session/session.api';
import { NewTask } from '@/features/task-wizard/new-task';
import { renderPage } from '@/testing/render';
import { PageProblem } from './page-problem';
import { QueueBoardLink } from './queue-board-link';
import { ShortcutsProvider } from './shortcuts';

const Address = () => <p>At {usePathname()}</p>;

test('a viewer is told before the wizard that it is not for them', async () => {
  renderPage(<NewTask />, { path: '/tasks/new', role: 'viewer' });
  expect(await screen.findByText('This takes the role operator')).toBeVisible();
  expect(screen.getByRole('heading', { level: 1, name: 'New task' })).toBeVisible();
  expect(screen.queryByLabelText('Name')).toBeNull();
});

test('the key for a new task is nobody’s who may not make one', async () => {
  const page = (
    <ShortcutsProvider>
      <Address />
      <QueueBoardLink className="" />
    </ShortcutsProvider>
  );
  const viewer = renderPage(page, { path: '/runs', role: 'viewer' });
  await waitFor(() =>
    expect(sessionApi.endpoints.caller.select()(viewer.store.getState()).data?.role).toBe('viewer'),
  );
  await viewer.user.keyboard('n');
  expect(screen.getByText('At /runs')).toBeVisible();
  expect(screen.queryByText('Queue board')).toBeNull();
  viewer.unmount();
  const admin = renderPage(page, { path: '/runs' });
  expect(await screen.findByText('Queue board')).toBeVisible();
  await admin.user.keyboard('n');
  expect(await screen.findByText('At /tasks/new')).toBeVisible();
});

test('a page that has failed has a heading, and leads on', () => {
  renderPage(<PageProblem error={new Error('It broke.')} onRetry={() => undefined} />);
  expect(screen.getByRole('heading', { level: 1, name: 'This page has failed' })).toBeVisible();
  expect(screen.getByText('It broke.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Show it again' })).toBeVisible();
});
