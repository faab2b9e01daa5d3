'use client';

import { useState } from 'react';

interface Pages<Row> {
  pages: readonly { items: readonly Row[] }[];
}

/** What RTK Query's hook of an infinite query by cursor answers, as far as a table needs it. */
export interface CursorQuery<Row> {
  data?: Pages<Row> | undefined;
  currentData?: Pages<Row> | undefined;
  isFetchingNextPage: boolean;
  hasNextPage: boolean;
  fetchNextPage: () => unknown;
}

const noRows: readonly never[] = [];

/**
 * The rows of all pages read so far, in the form in which DataTable takes them.
 *
 * @param of what is asked for, as text; until its answer is there, the rows of the one before stay
 */
export function useCursorRows<Row>(query: CursorQuery<Row>, of: string) {
  const pages = query.currentData ?? query.data;
  const [read, setRead] = useState<{ pages: Pages<Row> | undefined; of: string; rows: readonly Row[] }>({
    pages: undefined,
    of,
    rows: noRows,
  });
  let now = read;
  const isCurrent = query.currentData !== undefined;
  if (pages !== read.pages || (isCurrent && of !== read.of)) {
    const rows = pages === undefined ? noRows : pages.pages.flatMap(({ items }) => items);
    now = { pages, of: isCurrent ? of : read.of, rows };
    setRead(now);
  }
  return {
    rows: now.rows,
    of: now.of,
    isLoading: pages === undefined,
    /** Another answer is on its way: what is shown belongs to the question before. */
    isChanging: pages !== undefined && !isCurrent,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    onMore: query.fetchNextPage,
  };
}
