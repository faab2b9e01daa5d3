'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/** The page's state in its address: what is filtered, sorted, opened. Back and a copied link bring it again. */
export interface QueryState {
  get: (name: string) => string | null;
  /**
   * Null and '' take a value away.
   *
   * @param how `push` makes a step that Back undoes; default `replace`
   */
  set: (values: Record<string, string | null>, how?: 'push' | 'replace') => void;
}

export function useQueryState(): QueryState {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const get = useCallback((name: string) => params.get(name), [params]);
  const set = useCallback<QueryState['set']>(
    (values, how = 'replace') => {
      // What is in the address now, which may be newer than what was rendered.
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(values)) {
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
      }
      const query = next.toString();
      router[how](query === '' ? path : `${path}?${query}`, { scroll: false });
    },
    [router, path],
  );
  return { get, set };
}
