import { describe, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { UsersSection } from '@/features/users/users-section';
import { AuditSection } from '@/features/audit/audit-section';
import { SecretsSection } from '@/features/secrets/secrets-section';
import { on } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
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
  const preview = on('GET', '/api/cleanup/old', ({ query }) => ({
    ...{ days: Number(query.get('olderThanDays')), tables: 56, runs: 2_000, attempts: 1_000_000 },
    heldDays: 1,
  }));
  const { user } = renderPage(<RetentionSection />, { handlers: [old, preview] });
  const days = await screen.findByLabelText('Delete days older than');
  await user.clear(days);
  await user.type(days, '14');
  expect(
    await screen.findByText(
      '14 days would go: 2,000 runs with 1,000,000 attempts or more, in 56 tables. 1 day with an open run stays.',
    ),
  ).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Delete runs older than 14 days' }));
  const dialog = await screen.findByRole('dialog');
  const confirm = within(dialog).getByRole('button', { name: 'Delete old runs' });
  expect(confirm).toBeDisabled();
  await user.type(within(dialog).getByLabelText('Type 14 to go on'), '14');
  await user.click(confirm);
  expect(await screen.findByText('2 days of runs, attempts and history deleted.')).toBeVisible();
  expect(asked).toEqual({ olderThanDays: 14 });
});

const madeAt = '2026-11-01T00:00:00.000Z';

describe('the section of users', () => {
  const ada = {
    ...{
      id: '0193b6a0-0000-7000-8000-00000000000a',
      email: 'ada@example.com',
      role: 'admin',
      disabledAt: null,
      isLinked: false,
    },
    ...{ lastSignInAt: null, version: 1, createdAt: madeAt, updatedAt: madeAt },
  };
  testDrawnStates({
    of: ['GET', '/api/users'],
    draw: (answer) =>
      renderPage(<UsersSection />, {
        handlers: [answer, on('GET', '/api/invitations', { items: [], nextCursor: null })],
      }),
    empty: [{ items: [], nextCursor: null }, 'There is no user yet'],
    filled: [{ items: [ada as never], nextCursor: null }, 'ada@example.com'],
  });
});

describe('the audit log', () => {
  const entry = {
    ...{ id: '1', createdAt: madeAt, actor: 'ada@example.com', actorId: null, action: 'createTask' },
    ...{ subjectType: 'task', subjectId: 'a', ip: '127.0.0.1', userAgent: 'x', requestId: 'r', details: {} },
  };
  testDrawnStates({
    of: ['GET', '/api/audit'],
    draw: (answer) => renderPage(<AuditSection />, { handlers: [answer] }),
    empty: [{ items: [], nextCursor: null }, 'Nothing has been done yet'],
    filled: [{ items: [entry as never], nextCursor: null }, 'ada@example.com'],
  });
});

describe('the section of secrets', () => {
  const secret = { name: 'billing_token', version: 1, createdAt: madeAt, updatedAt: madeAt };
  testDrawnStates({
    of: ['GET', '/api/secrets'],
    draw: (answer) => renderPage(<SecretsSection />, { handlers: [answer] }),
    empty: [{ items: [], nextCursor: null }, 'There is no secret yet'],
    filled: [{ items: [secret as never], nextCursor: null }, 'billing_token'],
  });
});
