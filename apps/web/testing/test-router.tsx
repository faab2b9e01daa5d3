import type { AppRouterInstance } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import {
  PathnameContext,
  PathParamsContext,
  SearchParamsContext,
} from 'next/dist/shared/lib/hooks-client-context.shared-runtime';
import type { NextRouter } from 'next/dist/shared/lib/router/router';
import { RouterContext } from 'next/dist/shared/lib/router-context.shared-runtime';
import type { ReactNode } from 'react';
import { useEffect, useMemo, useState } from 'react';

/**
 * Next's own contexts, fed with the address of the document: `useRouter`, `useSearchParams`, `usePathname`,
 * `useParams` and links work as in the browser, except that no other page is loaded.
 */
export function TestRouter({ params, children }: { params: Record<string, string>; children: ReactNode }) {
  const [address, setAddress] = useState(readAddress);
  const router = useMemo<AppRouterInstance>(() => {
    const go = (how: 'pushState' | 'replaceState') => (href: string) => {
      window.history[how](null, '', href);
      setAddress(readAddress());
    };
    return {
      push: go('pushState'),
      replace: go('replaceState'),
      back: () => window.history.back(),
      forward: () => window.history.forward(),
      refresh: () => undefined,
      prefetch: () => Promise.resolve(),
    } as unknown as AppRouterInstance;
  }, []);
  useEffect(() => {
    const { history } = window;
    const onHistory = (how: 'pushState' | 'replaceState'): void => {
      history[how] = (...step) => {
        History.prototype[how].apply(history, step);
        setAddress(readAddress());
      };
    };
    onHistory('pushState');
    onHistory('replaceState');
    return () => {
      // Those of the prototype are there again.
      Reflect.deleteProperty(history, 'pushState');
      Reflect.deleteProperty(history, 'replaceState');
    };
  }, []);
  useEffect(() => {
    const onBack = (): void => setAddress(readAddress());
    window.addEventListener('popstate', onBack);
    return () => window.removeEventListener('popstate', onBack);
  }, []);
  const { path, search } = address;
  const query = useMemo(() => new URLSearchParams(search), [search]);
  return (
    <RouterContext value={router as unknown as NextRouter}>
      <AppRouterContext value={router}>
        <PathnameContext value={path}>
          <SearchParamsContext value={query}>
            <PathParamsContext value={params}>{children}</PathParamsContext>
          </SearchParamsContext>
        </PathnameContext>
      </AppRouterContext>
    </RouterContext>
  );
}

const readAddress = () => ({ path: window.location.pathname, search: window.location.search });
