import { afterEach, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import type { HttpHandler } from 'msw';
import { api } from '@/api/api';
import { on, problem, server } from '@/testing/api-server';
import { createStore } from '@/store';
import { renderPage } from '@/testing/render';
import { SessionEnd } from './session-end';
import type { Caller } from './session.api';
import { sessionApi } from './session.api';
import { SessionGate } from './session-gate';

const refusal = problem(401, 'auth.required', { detail: 'Sign in.' });
const dayMs = 24 * 3_600_000;

const page = (
  <SessionGate>
    <p>inside</p>
    <SessionEnd />
  </SessionGate>
);

/** An API that knows its caller again once the session was renewed, and how often that was asked for. */
function renewing(isKnown: boolean, expiresInMs = 14 * dayMs): { asked: number; handlers: HttpHandler[] } {
  const state = { asked: 0, isKnown, expiresInMs, handlers: [] as HttpHandler[] };
  const caller = (): Caller => ({
    ...{ kind: 'user', id: 'a', name: 'a@example.com', displayName: null, userId: null },
    ...{ role: 'admin', scopes: null, hasPassword: true, provider: null },
    expiresAt: new Date(Date.now() + state.expiresInMs).toISOString(),
  });
  state.handlers = [
    on('GET', '/api/auth/me', () => (state.isKnown ? caller() : refusal)),
    on('GET', '/api/auth/sessions', () =>
      state.isKnown ? { items: [], nextCursor: null } : refusal.clone(),
    ),
    on('POST', '/api/auth/refresh', ({ headers }) => {
      expect(headers.get('content-type')).toContain('application/json');
      state.asked += 1;
      Object.assign(state, { isKnown: true, expiresInMs: 14 * dayMs });
      const user = { id: '0193b6a0-0000-7000-8000-00000000000a', email: 'a@b.c', role: 'admin' as const };
      return { accessToken: 'unused', expiresAt: new Date().toISOString(), user };
    }),
  ];
  return state;
}

const extraApi = api.injectEndpoints({
  endpoints: (build) => ({
    probe: build.query<unknown, number>({ query: () => ({ method: 'GET', path: '/api/auth/sessions' }) }),
  }),
});

afterEach(() => server.events.removeAllListeners());

test('requests that are refused together renew the session once, and are repeated; nobody is asked for a password', async () => {
  const { store } = renderPage(page);
  await screen.findByText('inside');
  const state = renewing(false);
  server.use(...state.handlers);
  const answers = await Promise.all(
    [1, 2, 3].map((number) => store.dispatch(extraApi.endpoints.probe.initiate(number))),
  );
  expect(answers.map(({ data }) => data)).toEqual(answers.map(() => ({ items: [], nextCursor: null })));
  expect(state.asked).toBe(1);
  const { hasEnded, renewedAt } = store.getState().session;
  expect([hasEnded, typeof renewedAt]).toEqual([false, 'number']);
});

test('only a renewal that is refused ends the session', async () => {
  const { store } = renderPage(page);
  await screen.findByText('inside');
  server.use(
    on('GET', '/api/auth/sessions', refusal),
    on('POST', '/api/auth/refresh', problem(401, 'auth.required', { detail: 'It has ended.' })),
  );
  await store.dispatch(extraApi.endpoints.probe.initiate(1));
  expect(store.getState().session.hasEnded).toBe(true);
  expect(await screen.findByRole('dialog', { name: 'Your session has ended' })).toBeVisible();
});

test('a renewal that nobody answers is asked for again, and is no end of the session', async () => {
  const { store } = renderPage(page);
  await screen.findByText('inside');
  let asked = 0;
  server.use(
    on('GET', '/api/auth/sessions', refusal),
    on('POST', '/api/auth/refresh', () => {
      asked += 1;
      return Response.error();
    }),
  );
  const { error } = await store.dispatch(extraApi.endpoints.probe.initiate(1));
  expect([asked, error]).toMatchObject([3, { status: 0, code: 'network.offline' }]);
  expect(store.getState().session.hasEnded).toBe(false);
});

test('a wrong password, and a page on which nobody was known, renew nothing', async () => {
  const { store } = renderPage(page);
  await screen.findByText('inside');
  const state = renewing(false);
  server.use(on('POST', '/api/auth/login', refusal), ...state.handlers);
  await store.dispatch(sessionApi.endpoints.signIn.initiate({ email: 'a@b.c', password: 'wrong' }));
  const unknown = createStore();
  server.use(...state.handlers);
  await unknown.dispatch(extraApi.endpoints.probe.initiate(1));
  expect(state.asked).toBe(0);
});

test('a session of which less than a week is left is renewed before it ends, once', async () => {
  const state = renewing(true, 6 * dayMs);
  renderPage(page, { handlers: state.handlers });
  await screen.findByText('inside');
  await waitFor(() => expect(state.asked).toBe(1));
});

test('a session that lasts for more than a week is left as it is', async () => {
  const state = renewing(true, 8 * dayMs);
  const { store } = renderPage(page, { handlers: state.handlers });
  await screen.findByText('inside');
  await store.dispatch(extraApi.endpoints.probe.initiate(1));
  expect(state.asked).toBe(0);
});
