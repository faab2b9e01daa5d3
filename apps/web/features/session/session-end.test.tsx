import { expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import type { AnswerOf } from '@/api/api';
import { api } from '@/api/api';
import { useSecretChoicesQuery } from '@/features/task-wizard/task-wizard.api';
import { on, problem, server } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { SessionEnd } from './session-end';
import { SessionGate } from './session-gate';
import { sessionApi } from './session.api';

const refusal = problem(401, 'auth.required', { detail: 'Sign in.' });

function Draft() {
  const [text, setText] = useState('');
  return <input aria-label="Draft" value={text} onChange={(event) => setText(event.target.value)} />;
}

const secretOf = (name: string) => ({ name }) as AnswerOf<'GET', '/api/secrets'>['items'][number];

/** Something of the settings. */
function Secrets() {
  const { data } = useSecretChoicesQuery();
  return <p>{data?.items.map(({ name }) => name)}</p>;
}

/** The front door lies outside of what the gate guards. */
function Guarded() {
  return usePathname() === '/tasks' && page;
}

const page = (
  <SessionGate>
    <Draft />
    <SessionEnd />
  </SessionGate>
);

test('a session that ends is taken up again over the page, and what was written stays', async () => {
  const ui = (
    <>
      <Guarded />
      <Secrets />
    </>
  );
  const { user, store } = renderPage(ui, {
    ...{ path: '/tasks', role: 'operator' },
    handlers: [on('GET', '/api/secrets', { items: [secretOf('old')], nextCursor: null })],
  });
  expect(await screen.findByText('old')).toBeVisible();
  await user.type(await screen.findByLabelText('Draft'), 'half a thought');
  server.use(
    on('GET', '/api/auth/me', refusal),
    on('POST', '/api/auth/refresh', refusal),
    on('GET', '/api/secrets', refusal),
  );
  store.dispatch(api.util.invalidateTags(['Session', 'Secret']));
  const dialog = await screen.findByRole('dialog', { name: 'Your session has ended' });
  expect(within(dialog).getByLabelText('E-mail address')).toHaveValue('operator@example.com');
  expect(await violationsOf(dialog)).toEqual([]);
  expect(window.location.pathname).toBe('/tasks');

  server.use(on('POST', '/api/auth/login', problem(401, 'auth.required', { detail: 'It is wrong.' })));
  await user.type(within(dialog).getByLabelText('Password'), 'wrong{Enter}');
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('It is wrong.');

  server.resetHandlers();
  server.use(
    on('POST', '/api/auth/login', {} as never),
    on('GET', '/api/auth/me', { name: 'operator@example.com', kind: 'user', role: 'operator' } as never),
    on('GET', '/api/auth/setup', { isOpen: false, needsToken: false, provider: null }),
    on('GET', '/api/secrets', { items: [secretOf('new')], nextCursor: null }),
  );
  await user.click(within(dialog).getByRole('button', { name: 'Sign in' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByLabelText('Draft')).toHaveValue('half a thought');
  expect(await screen.findByText('new')).toBeVisible();
});

test('whoever signs in with a provider comes back from its tab, and what was written stays', async () => {
  const provided = { isOpen: false, needsToken: false, provider: 'Our house' };
  const { user, store } = renderPage(<Guarded />, {
    path: '/tasks',
    handlers: [on('GET', '/api/auth/setup', provided)],
  });
  await user.type(await screen.findByLabelText('Draft'), 'half a thought');
  server.use(on('GET', '/api/auth/me', refusal), on('POST', '/api/auth/refresh', refusal));
  store.dispatch(api.util.invalidateTags(['Session']));
  const dialog = await screen.findByRole('dialog', { name: 'Your session has ended' });
  const link = within(dialog).getByRole('link', { name: 'Our house' });
  expect([link.getAttribute('href'), link.getAttribute('target')]).toEqual([
    '/api/auth/oidc/start',
    '_blank',
  ]);
  server.use(on('GET', '/api/auth/me', { name: 'admin@example.com', kind: 'user', role: 'admin' } as never));
  await waitFor(() => {
    fireEvent.focus(window);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
  expect(screen.getByLabelText('Draft')).toHaveValue('half a thought');
});

test('whoever was never let in is led to the sign-in page, and from there back', async () => {
  renderPage(<Guarded />, { path: '/tasks?status=failed', handlers: [on('GET', '/api/auth/me', refusal)] });
  await waitFor(() =>
    expect(window.location.pathname + window.location.search).toBe(
      '/sign-in?next=%2Ftasks%3Fstatus%3Dfailed',
    ),
  );
  expect(screen.queryByLabelText('Draft')).toBeNull();
});

test('while there is no user, every page leads to the first administrator', async () => {
  renderPage(<Guarded />, {
    path: '/tasks',
    handlers: [on('GET', '/api/auth/setup', { isOpen: true, needsToken: true, provider: null })],
  });
  await waitFor(() => expect(window.location.pathname).toBe('/setup'));
});

test('a wrong set-up token or password of somebody who is known ends no session', async () => {
  const { store } = renderPage(page, { path: '/tasks' });
  await screen.findByLabelText('Draft');
  server.use(on('POST', '/api/auth/setup', refusal), on('POST', '/api/auth/login', refusal));
  const wrong = { email: 'a@example.com', password: 'wrong' };
  await store.dispatch(sessionApi.endpoints.setUp.initiate(wrong));
  await store.dispatch(sessionApi.endpoints.signIn.initiate(wrong));
  expect(store.getState().session.hasEnded).toBe(false);
});
