import { expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { on, problem } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { UsersSection } from './users-section';

const invitation = {
  id: '0193b6a0-0000-7000-8000-000000000001',
  email: 'kim@example.com',
  role: 'operator' as const,
  inviterName: 'ada@example.com',
  state: 'open' as const,
  expiresAt: '2026-11-30T12:00:00.000Z',
  usedAt: null,
  revokedAt: null,
  createdAt: '2026-11-23T12:00:00.000Z',
};
const nobody = { items: [], nextCursor: null };

test('an invitation shows its link once, with the address of the page before it', async () => {
  let sent: unknown;
  const { user } = renderPage(<UsersSection />, {
    handlers: [
      on('GET', '/api/users', nobody),
      on('GET', '/api/invitations', nobody),
      on('POST', '/api/invitations', ({ body }) => {
        sent = body;
        return { ...invitation, link: '/join#token=secret' };
      }),
    ],
  });
  await user.click((await screen.findAllByRole('button', { name: 'Invite …' }))[0]!);
  const dialog = await screen.findByRole('dialog', { name: 'Invite somebody' });
  await user.type(within(dialog).getByLabelText('E-mail address'), 'kim@example.com');
  await user.selectOptions(within(dialog).getByLabelText('Role'), 'operator');
  await user.click(within(dialog).getByRole('button', { name: 'Make the link' }));
  expect(await screen.findByText(`${window.location.origin}/join#token=secret`)).toBeVisible();
  expect(sent).toEqual({ email: 'kim@example.com', role: 'operator', validDays: 7 });
  await user.click(screen.getByRole('button', { name: 'I have copied it' }));
  expect(screen.queryByText(/token=secret/)).toBeNull();
});

test('an address that has an account is refused in the dialog', async () => {
  const taken = problem(409, 'user.conflict', { detail: 'Somebody has this email address already.' });
  const { user } = renderPage(<UsersSection />, {
    handlers: [
      on('GET', '/api/users', nobody),
      on('GET', '/api/invitations', nobody),
      on('POST', '/api/invitations', taken),
    ],
  });
  await user.click((await screen.findAllByRole('button', { name: 'Invite …' }))[0]!);
  await user.type(await screen.findByLabelText('E-mail address'), 'kim@example.com{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('Somebody has this email address already.');
});

test('an open invitation is revoked after a question', async () => {
  const revoked: string[] = [];
  const { user, container } = renderPage(<UsersSection />, {
    handlers: [
      on('GET', '/api/users', nobody),
      on('GET', '/api/invitations', () => ({ ...nobody, items: revoked.length === 0 ? [invitation] : [] })),
      on('DELETE', '/api/invitations/{id}', ({ params }) => void revoked.push(params.id!) as never),
    ],
  });
  expect(await screen.findByRole('rowheader', { name: /kim@example.com/ })).toBeVisible();
  expect(await violationsOf(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: /Revoke/ }));
  await user.click(await screen.findByRole('button', { name: 'Revoke 1 invitation' }));
  expect(await screen.findByText('No invitation is open')).toBeVisible();
  expect(revoked).toEqual([invitation.id]);
});
