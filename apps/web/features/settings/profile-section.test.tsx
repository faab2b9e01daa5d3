import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import type { Caller } from '@/features/session/session.api';
import { Header } from '@/features/shell/header';
import { ShortcutsProvider } from '@/features/shell/shortcuts';
import { on, problem } from '@/testing/api-server';
import { callerOf, renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { ProfileSection } from './profile-section';

const page = (
  <ShortcutsProvider>
    <Header place={{ workspace: 'Carillon', environment: null, grafanaUrl: null, hasGraphiql: false }} />
    <ProfileSection />
  </ShortcutsProvider>
);

/** An API that keeps the name. */
const openProfile = (overrides: Partial<Caller> = {}) => {
  let caller: Caller = { ...callerOf('viewer'), ...overrides };
  const asked: unknown[] = [];
  const rendered = renderPage(page, {
    path: '/settings',
    handlers: [
      on('GET', '/api/auth/me', () => caller),
      on('PATCH', '/api/auth/me', ({ body }) => {
        asked.push(body);
        return (caller = { ...caller, ...body });
      }),
    ],
  });
  return { ...rendered, asked };
};

test('a name is chosen, and stands in the menu at once', async () => {
  const { user, asked } = openProfile();
  const field = await screen.findByLabelText('Name');
  expect(screen.getByRole('button', { name: 'viewer@example.com, viewer' })).toBeVisible();
  const save = screen.getByRole('button', { name: 'Change the name' });
  expect(save).toBeDisabled();
  await user.type(field, ' Ada Lovelace');
  await user.click(save);
  expect(await screen.findByRole('button', { name: 'Ada Lovelace, viewer' })).toBeVisible();
  await waitFor(() => expect(screen.getByText('You are called Ada Lovelace now.')).toBeVisible());
  expect(screen.getByText('viewer@example.com')).toBeVisible();
  expect(asked).toEqual([{ displayName: 'Ada Lovelace' }]);
});

test('an empty field is one’s address again', async () => {
  const { user, asked } = openProfile({ displayName: 'Ada' });
  const field = await screen.findByLabelText('Name');
  expect(field).toHaveValue('Ada');
  await user.clear(field);
  await user.click(screen.getByRole('button', { name: 'Change the name' }));
  expect(await screen.findByRole('button', { name: 'viewer@example.com, viewer' })).toBeVisible();
  expect(asked).toEqual([{ displayName: null }]);
});

test('a name that is refused stays, with what is wrong beside it', async () => {
  const fieldErrors = [{ path: 'displayName', message: 'must be a name of your own' }];
  const { user, container } = renderPage(<ProfileSection />, {
    handlers: [on('PATCH', '/api/auth/me', problem(400, 'request.invalid', { fieldErrors }))],
  });
  const field = await screen.findByLabelText('Name');
  await user.type(field, 'Carillon{Enter}');
  await waitFor(() => expect(field).toHaveAccessibleDescription(/must be a name of your own/));
  expect(field).toHaveValue('Carillon');
  expect(await violationsOf(container)).toEqual([]);
});

test('this machine has no name to choose', async () => {
  openProfile({ kind: 'machine', name: 'this machine', userId: null });
  expect(await screen.findByText('This machine')).toBeVisible();
  expect(screen.queryByLabelText('Name')).toBeNull();
});
