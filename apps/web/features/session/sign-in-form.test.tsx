import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
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

describe('a provider to sign in with', () => {
  const offered = on('GET', '/api/auth/setup', {
    isOpen: false,
    needsToken: false,
    provider: 'Our house',
  });

  test('has no button where there is none', async () => {
    renderPage(<SignInForm />, { path: '/sign-in' });
    await screen.findByRole('button', { name: 'Sign in' });
    expect(screen.queryByText('or')).toBeNull();
  });

  test('has one that leads there and to the page that was asked for, and shows that it is on its way', async () => {
    const { user, container } = renderPage(<SignInForm />, {
      path: '/sign-in?next=%2Ftasks%3Fstatus%3Dfailed',
      handlers: [offered],
    });
    const link = await screen.findByRole('link', { name: 'Our house' });
    expect(link).toHaveAttribute('href', '/api/auth/oidc/start?next=%2Ftasks%3Fstatus%3Dfailed');
    expect(await violationsOf(container)).toEqual([]);
    // Nothing is there to go to.
    link.addEventListener('click', (event) => event.preventDefault());
    await user.click(link);
    expect(link).toHaveAttribute('aria-busy', 'true');
    fireEvent(window, new Event('pageshow'));
    expect(link).not.toHaveAttribute('aria-busy');
  });

  test('a foreign page is not handed on to it', async () => {
    renderPage(<SignInForm />, { path: '/sign-in?next=%2F%2Fevil.example', handlers: [offered] });
    expect(await screen.findByRole('link', { name: 'Our house' })).toHaveAttribute(
      'href',
      '/api/auth/oidc/start',
    );
  });

  test('says why it has led somebody back, until a password is refused', async () => {
    const { user } = renderPage(<SignInForm />, {
      path: '/sign-in?refused=sign_in.no_account',
      handlers: [offered, refused],
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('There is no account here that you may use.');
    expect(alert).toHaveFocus();
    await user.type(screen.getByLabelText('E-mail address'), 'ada@example.com');
    await user.type(screen.getByLabelText('Password'), 'wrong{Enter}');
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('No such pair.'));
  });

  test.each(['constructor', '<b>Your account is blocked, call 555</b>', ''])(
    'repeats nothing of what stands in the address: %p',
    async (code) => {
      renderPage(<SignInForm />, { path: `/sign-in?refused=${encodeURIComponent(code)}` });
      const alert = await screen.findByRole('alert');
      expect(alert.textContent).toBe('You could not be signed in.Try again.');
    },
  );
});
