import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { on } from '@/testing/api-server';
import { exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { BadgeDialog } from './badge-dialog';

const path = `/api/badges/${'x'.repeat(43)}.svg`;
const task = exampleTask({ taskName: 'Nightly [eu]' });
const off = { path: null, createdAt: null, createdBy: null };
const made = { path, createdAt: '2026-11-23T10:00:00.000Z', createdBy: 'ada@example.com' };

test('a badge is made when it is asked for, is copied as Markdown, and taken away', async () => {
  let badge: typeof off | typeof made = off;
  const { user, baseElement } = renderPage(<BadgeDialog task={task} onClose={() => undefined} />, {
    handlers: [
      on('GET', '/api/tasks/{id}/badge', () => badge),
      on('POST', '/api/tasks/{id}/badge', () => (badge = made)),
      on('DELETE', '/api/tasks/{id}/badge', () => {
        badge = off;
        return undefined;
      }),
    ],
  });
  expect(await screen.findByText(/There is none\./)).toBeVisible();
  await user.click(await screen.findByRole('button', { name: 'Make the badge' }));
  expect(await screen.findByRole('img', { name: 'Nightly [eu]: ready' })).toHaveAttribute('src', path);
  const { origin } = window.location;
  expect(
    screen.getByText(`[![Nightly \\[eu\\]](${origin}${path})](${origin}/tasks/${task.id})`),
  ).toBeVisible();
  expect(screen.getByRole('button', { name: 'Copy Markdown' })).toBeVisible();
  expect(await violationsOf(baseElement)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Take the badge away' }));
  expect(await screen.findByText(/There is none\./)).toBeVisible();
});

test('a viewer copies it, and neither makes nor removes one', async () => {
  renderPage(<BadgeDialog task={task} onClose={() => undefined} />, {
    role: 'viewer',
    handlers: [on('GET', '/api/tasks/{id}/badge', made)],
  });
  expect(await screen.findByRole('button', { name: 'Copy Markdown' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Take the badge away' })).toBeDisabled();
});
