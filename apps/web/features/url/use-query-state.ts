'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';
import type { AddressValues } from './address';
import { addressWith, settleAddress } from './address';

/** The page's state in its address: what is filtered, sorted, opened. Back and a copied link bring it again. */
export interface QueryState {
  get: (name: string) => string | null;
  /**
   * Null and '' take a value away.
   *
   * @param how `push` makes a step that Back undoes; default `replace`
   */
  set: (values: AddressValues, how?: 'push' | 'replace') => void;
  /** The same at once: for what the server draws nothing of. */
  put: (values: AddressValues, how?: 'push' | 'replace') => void;
}

export function useQueryState(): QueryState {
  const router = useRouter();
  const params = useSearchParams();
  const get = useCallback((name: string) => params.get(name), [params]);
  const set = useCallback<QueryState['set']>(
    (values, how = 'replace') => {
      // What is in the address now, which may be newer than what was rendered.
      settleAddress();
      router[how](addressWith(values), { scroll: false });
    },
    [router],
  );
  const put = useCallback<QueryState['put']>((values, how = 'replace') => {
    settleAddress();
    window.history[how === 'push' ? 'pushState' : 'replaceState'](null, '', addressWith(values));
  }, []);
  return { get, set, put };
}
