import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { on, problem } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { JoinForm } from './join-form';

const path = '/join#token=a-token';
const held = on('POST', '/api/auth/invitation', ({ body }) => {
  expect(body).toEqual({ token: 'a-token' });
  return {
    email: 'kim@example.com',
    role: 'operator' as const,
    inviterName: 'ada@example.com',
    expiresAt: '2026-11-30T12:00:00.000Z',
  };
});

test('whoever opens the link sees who invites them, chooses a password and is in', async () => {
  let sent: unknown;
  const join = on('POST', '/api/auth/join', ({ body }) => {
    sent = body;
    return {} as never;
  });
  const { user, container } = renderPage(<JoinForm />, { path, handlers: [held, join] });
  expect(await screen.findByText(/You are invited by ada@example.com as operator/)).toBeVisible();
  expect(screen.getByLabelText('E-mail address')).toHaveValue('kim@example.com');
  expect(await violationsOf(container)).toEqual([]);
  await user.type(screen.getByLabelText('Password'), 'correct horse battery{Enter}');
  await waitFor(() => expect(window.location.pathname).toBe('/'));
  expect(sent).toEqual({ token: 'a-token', password: 'correct horse battery' });
});

test('a password that is refused is told at its field', async () => {
  const fault = { path: 'password', message: 'must have 12 to 128 characters' };
  const join = on('POST', '/api/auth/join', problem(400, 'request.invalid', { fieldErrors: [fault] }));
  const { user } = renderPage(<JoinForm />, { path, handlers: [held, join] });
  await user.type(await screen.findByLabelText('Password'), 'short{Enter}');
  expect(await screen.findByText('must have 12 to 128 characters')).toBeVisible();
  expect(screen.getByLabelText('Password')).toBeInvalid();
});

test('a link that opens nothing says why, and leads to the sign-in', async () => {
  const ended = problem(409, 'invitation.ended', {
    detail: 'The invitation has expired.',
    hint: 'Ask again.',
  });
  renderPage(<JoinForm />, { path, handlers: [on('POST', '/api/auth/invitation', ended)] });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The invitation has expired. Ask again.'.slice(0, 27),
  );
  expect(screen.getByRole('link', { name: 'Go to the sign-in' })).toHaveAttribute('href', '/sign-in');
});

test('a link without a token is not complete, and nothing is asked', async () => {
  renderPage(<JoinForm />, { path: '/join' });
  expect(await screen.findByRole('alert')).toHaveTextContent('The link is not complete.');
});
