import { describe, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { UsersSection } from '@/features/users/users-section';
import { AuditSection } from '@/features/audit/audit-section';
import { on } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { OutboundSection } from './outbound-section';
import { RetentionSection } from './retention-section';
import { SettingsNavigation } from './settings-navigation';

describe('a section above one’s role', () => {
  test.each([
    ['users', UsersSection],
    ['the audit log', AuditSection],
    ['the outbound policy', OutboundSection],
    ['clean-up', RetentionSection],
  ])('says of %s which role it takes, and asks the API for nothing', async (_, Section) => {
    // An unexpected request fails the test.
    renderPage(<Section />, { role: 'operator' });
    expect(await screen.findByText('This takes the role admin')).toBeVisible();
    expect(screen.getByText(/Yours is operator/)).toBeVisible();
    expect(screen.queryAllByRole('button')).toEqual([]);
  });

  test('is marked in the list of sections, which names where one is', async () => {
    renderPage(<SettingsNavigation />, { role: 'viewer', path: '/settings/api-keys' });
    const list = screen.getByRole('navigation', { name: 'Settings' });
    const users = within(list).getByRole('link', { name: /Users and roles/ });
    expect(await within(users).findByLabelText('closed to you')).toBeInTheDocument();
    const current = within(list).getByRole('link', { name: 'API keys' });
    expect(current).toHaveAttribute('aria-current', 'page');
    expect(within(current).queryByLabelText('closed to you')).toBeNull();
  });

  test('opens to whom it is open', async () => {
    const users = on('GET', '/api/users', { items: [], nextCursor: null });
    renderPage(<UsersSection />, { role: 'admin', handlers: [users] });
    expect(await screen.findByText('There is no user yet')).toBeVisible();
  });
});

test('old runs are deleted only after their age was typed, and what went is told', async () => {
  let asked: unknown;
  const old = on('POST', '/api/cleanup/old', ({ body }) => {
    asked = body;
    return { dropped: ['task_runs_20261101', 'task_logs_20261101', 'task_runs_20261102'] };
  });
  const { user } = renderPage(<RetentionSection />, { handlers: [old] });
  const days = await screen.findByLabelText('Delete days older than');
  await user.clear(days);
  await user.type(days, '14');
  await user.click(screen.getByRole('button', { name: 'Delete runs older than 14 days' }));
  const dialog = await screen.findByRole('dialog');
  const confirm = within(dialog).getByRole('button', { name: 'Delete old runs' });
  expect(confirm).toBeDisabled();
  await user.type(within(dialog).getByLabelText('Type 14 to go on'), '14');
  await user.click(confirm);
  expect(await screen.findByText('2 days of runs, attempts and history deleted.')).toBeVisible();
  expect(asked).toEqual({ olderThanDays: 14 });
});
