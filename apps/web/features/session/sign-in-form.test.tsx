import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { on, problem } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { SignInForm } from './sign-in-form';

const accepted = on('POST', '/api/auth/login', ({ body }) => {
  expect(body).toEqual({ email: 'ada@example.com', password: 'correct horse battery' });
  return {} as never;
});
const refused = on(
  'POST',
  '/api/auth/login',
  problem(401, 'auth.wrong_credentials', { detail: 'No such pair.' }),
);

async function signIn(path: string) {
  const page = renderPage(<SignInForm />, { path, handlers: [accepted] });
  await page.user.type(screen.getByLabelText('E-mail address'), 'ada@example.com');
  await page.user.type(screen.getByLabelText('Password'), 'correct horse battery');
  await page.user.click(screen.getByRole('button', { name: 'Sign in' }));
}

test('a refusal is shown and takes the focus, and what was written stays', async () => {
  const { user, container } = renderPage(<SignInForm />, { path: '/sign-in', handlers: [refused] });
  await user.type(screen.getByLabelText('E-mail address'), 'ada@example.com');
  await user.type(screen.getByLabelText('Password'), 'wrong{Enter}');
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('No such pair.');
  expect(alert).toHaveFocus();
  expect(screen.getByLabelText('E-mail address')).toHaveValue('ada@example.com');
  expect(await violationsOf(container)).toEqual([]);
});

test('whoever signs in comes to the page that was asked for', async () => {
  await signIn('/sign-in?next=%2Ftasks%3Fstatus%3Dfailed');
  await waitFor(() => expect(window.location.pathname + window.location.search).toBe('/tasks?status=failed'));
});

test.each(['https://evil.example/', '//evil.example/', '/\\evil.example/', 'tasks'])(
  'a next page that is not ours is not gone to: %s',
  async (next) => {
    await signIn(`/sign-in?next=${encodeURIComponent(next)}`);
    await waitFor(() => expect(window.location.href).toBe('http://localhost/'));
  },
);

test('the password can be shown', async () => {
  const { user } = renderPage(<SignInForm />, { path: '/sign-in' });
  expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'password');
  await user.click(screen.getByRole('button', { name: 'Show the password' }));
  expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'text');
});
