'use client';

import { useCallback, useMemo, useRef, useState } from 'react';

/** Which rows of a table are ticked, by their keys. */
export interface Selection {
  keys: ReadonlySet<string>;
  /** @param order the keys as they are drawn; given: from the row ticked last up to this one */
  toggle: (key: string, order?: readonly string[]) => void;
  setAll: (keys: readonly string[]) => void;
  clear: () => void;
}

export function useSelection(): Selection {
  const [keys, setKeys] = useState<ReadonlySet<string>>(() => new Set<string>());
  const anchor = useRef<string | null>(null);
  const toggle = useCallback((key: string, order?: readonly string[]) => {
    const from = order === undefined || anchor.current === null ? -1 : order.indexOf(anchor.current);
    anchor.current = key;
    setKeys((now) => {
      const next = new Set(now);
      if (order !== undefined && from !== -1) {
        const to = order.indexOf(key);
        for (const each of order.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(each);
      } else if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const setAll = useCallback((all: readonly string[]) => setKeys(new Set(all)), []);
  const clear = useCallback(() => {
    anchor.current = null;
    setKeys(new Set());
  }, []);
  return useMemo(() => ({ keys, toggle, setAll, clear }), [keys, toggle, setAll, clear]);
}
