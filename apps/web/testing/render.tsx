import type { RenderResult } from '@testing-library/react';
import { render } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import userEvent from '@testing-library/user-event';
import type { HttpHandler } from 'msw';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { Provider } from 'react-redux';
import type { Caller } from '@/features/session/session.api';
import { sessionApi } from '@/features/session/session.api';
import type { Role } from '@/features/session/use-role';
import type { Store } from '@/store';
import { createStore } from '@/store';
import { Toasts } from '@/ui/toasts';
import { on, server } from './api-server';
import { TestRouter } from './test-router';

export interface PageOptions {
  /** The address of the page: `/tasks?status=failed`. Default `/`. */
  path?: string;
  /** The parts of the path that the route names: `{ id: task.id }`. */
  params?: Record<string, string>;
  /** Who looks at it. Default admin. */
  role?: Role;
  /** What the API answers; of two for one operation the first holds, and they come before who one is. */
  handlers?: HttpHandler[];
}

export interface RenderedPage extends RenderResult {
  user: UserEvent;
  store: Store;
}

/** Shows a page or a part of one with everything real around it but the API, whose answers are given. */
export function renderPage(ui: ReactNode, options: PageOptions = {}): RenderedPage {
  const { path = '/', params = {}, role = 'admin', handlers = [] } = options;
  window.history.replaceState(null, '', path);
  server.use(
    ...handlers,
    on('GET', '/api/auth/me', callerOf(role)),
    on('GET', '/api/auth/setup', setUp),
    on('GET', '/api/saved-views', noViews),
  );
  const store = createStore();
  // As the session's gate does around every page.
  void store.dispatch(sessionApi.endpoints.caller.initiate());
  const user = userEvent.setup({ delay: null });
  const page = render(
    <Provider store={store}>
      <ThemeProvider attribute="data-theme" defaultTheme="light" scriptProps={notRun}>
        <TestRouter params={params}>{ui}</TestRouter>
        <Toasts />
      </ThemeProvider>
    </Provider>,
  );
  return { ...page, user, store };
}

/** The theme is set before the first paint by a script, which React would complain of here. */
const notRun = { type: 'application/json' };
const setUp = { isOpen: false, needsToken: false, provider: null };
const noViews = { items: [], nextCursor: null };

export const callerOf = (role: Role): Caller => ({
  kind: 'user',
  id: '0193b6a0-0000-7000-8000-00000000000a',
  name: `${role}@example.com`,
  displayName: null,
  userId: '0193b6a0-0000-7000-8000-00000000000a',
  role,
  scopes: null,
  expiresAt: null,
  hasPassword: true,
  provider: null,
});
