import { expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { on } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import type { User, UserChange } from './users.api';
import { UsersSection } from './users-section';

const person = (number: number, more: Partial<User>): User => ({
  id: `0193b6a0-0000-7000-8000-00000000000${number}`,
  email: `person-${number}@example.com`,
  displayName: null,
  role: 'viewer',
  disabledAt: null,
  isLinked: false,
  version: 1,
  createdAt: '2026-11-23T12:00:00.000Z',
  updatedAt: '2026-11-23T12:00:00.000Z',
  ...more,
});

/** The users section before these users, and what was asked of the API. */
function showUsers(...users: User[]) {
  const changes: { id: string; change: UserChange }[] = [];
  const shown = renderPage(<UsersSection />, {
    handlers: [
      on('GET', '/api/invitations', { items: [], nextCursor: null }),
      on('GET', '/api/users', () => ({ items: users, nextCursor: null })),
      on('PATCH', '/api/users/{id}', ({ params, body: change }) => {
        const user = users.find(({ id }) => id === params.id)!;
        changes.push({ id: user.id, change });
        if (change.role !== undefined) user.role = change.role;
        if (change.unlink === true) user.isLinked = false;
        if (change.disabled === false) user.disabledAt = null;
        if (change.disabled === true) user.disabledAt = '2026-11-30T12:00:00.000Z';
        return user;
      }),
    ],
  });
  return { ...shown, changes };
}

test('somebody who signs in with a provider is unlinked after a question, and nobody else can be', async () => {
  const linked = person(1, { isLinked: true });
  const { user, changes } = showUsers(linked, person(2, {}));
  await user.click(await screen.findByRole('button', { name: 'Actions for person-2@example.com' }));
  expect(await screen.findByRole('menuitem', { name: 'Set a new password' })).toBeVisible();
  expect(screen.queryByRole('menuitem', { name: 'Unlink from the provider' })).toBeNull();
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'Actions for person-1@example.com' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Unlink from the provider' }));
  const dialog = await screen.findByRole('dialog', {
    name: 'Unlink person-1@example.com from the provider?',
  });
  expect(dialog).toHaveTextContent('Every session of theirs ends at once.');
  expect(changes).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Unlink 1 user' }));
  expect(await screen.findByText('person-1@example.com is unlinked.')).toBeVisible();
  expect(changes).toEqual([{ id: linked.id, change: { unlink: true } }]);
});

test('a role is changed after a question that names both', async () => {
  const { user, changes } = showUsers(person(1, {}));
  await user.selectOptions(await screen.findByLabelText('Role of person-1@example.com'), 'admin');
  const dialog = await screen.findByRole('dialog', { name: 'Make person-1@example.com an admin?' });
  expect(dialog).toHaveTextContent('Now: viewer.');
  await user.click(within(dialog).getByRole('button', { name: 'Change the role' }));
  expect(await screen.findByText('person-1@example.com is admin now.')).toBeVisible();
  expect(changes).toEqual([{ id: expect.any(String), change: { role: 'admin' } }]);
});

test('somebody is disabled after a question, and enabled without one', async () => {
  const { user, changes } = showUsers(person(1, {}));
  const choose = async (item: string) => {
    await user.click(await screen.findByRole('button', { name: 'Actions for person-1@example.com' }));
    await user.click(await screen.findByRole('menuitem', { name: item }));
  };
  await choose('Disable');
  await user.click(await screen.findByRole('button', { name: 'Disable 1 user' }));
  expect(await screen.findByText('Disabled', { selector: 'td *' })).toBeVisible();
  await choose('Enable');
  expect(await screen.findByText('Active')).toBeVisible();
  expect(changes.map(({ change }) => change)).toEqual([{ disabled: true }, { disabled: false }]);
});
