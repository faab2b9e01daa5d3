'use client';

import { useCallback, useState } from 'react';
import { noteInAddress } from './address';
import { useQueryState } from './use-query-state';

/** Where one is in a list, as the table takes it: it lives in the address of the page. */
export interface ActiveRow {
  /** The key of the row; null: one is at none. */
  row: string | null;
  onRow: (key: string | null) => void;
}

/** For an address that lists other things than before: one is at none of them. */
export const noRow = { row: null, panel: null };

export function useActiveRow(): ActiveRow {
  const { get } = useQueryState();
  const asked = get('row');
  const [{ row, of }, setState] = useState({ row: asked, of: asked });
  // A link, Back, or a filter that has taken it away.
  if (asked !== of) setState({ row: asked, of: asked });
  const onRow = useCallback((key: string | null) => {
    setState((now) => ({ ...now, row: key }));
    noteInAddress({ row: key });
  }, []);
  return { row, onRow };
}
