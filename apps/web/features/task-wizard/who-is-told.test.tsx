import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { AlertChannel } from '@/features/alerts/alert-channels.api';
import { on, problem } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { WhoIsTold } from './who-is-told';

const channelOf = (name: string, overrides: Partial<AlertChannel>): AlertChannel => ({
  ...{ id: name, name, kind: 'chat', address: 'https://chat.example.com/…', enabled: true, version: 1 },
  ...{ events: ['task.failed'], taskFilter: null, signingSecretId: null, quietHours: null },
  ...{ groupSeconds: 60, lateAfterSeconds: 900 },
  ...{ createdAt: '2026-11-01T00:00:00.000Z', updatedAt: '2026-11-01T00:00:00.000Z' },
  ...overrides,
});
const show = (answer: Parameters<typeof on<'GET', '/api/alert-channels'>>[2]) =>
  renderPage(<WhoIsTold />, { handlers: [on('GET', '/api/alert-channels', answer)] });

test('the channels that are on are named, with what they hear of and of which tasks', async () => {
  const items = [
    channelOf('on call', { events: ['task.failed', 'run.late'] }),
    channelOf('billing', { kind: 'email', taskFilter: 'tag:billing' }),
    channelOf('switched off', { enabled: false }),
  ];
  const { container } = show({ items, nextCursor: null });
  const lines = (await screen.findAllByRole('listitem')).map(({ textContent }) => textContent);
  expect(lines).toEqual([
    'on call Chat · Failures, Late runs after 15 minutes · of all tasks',
    'billing E-mail · Failures · of tag:billing',
  ]);
  expect(await violationsOf(container)).toEqual([]);
});

test('that nobody is told is not said while it is not known', async () => {
  const page = show(problem(500, 'internal', { detail: 'The database is away.' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The database is away.');
  expect(screen.queryByText(/^Nobody/)).toBeNull();
  page.unmount();
  show({ items: [], nextCursor: null });
  expect(await screen.findByText(/^Nobody/)).toBeVisible();
});
