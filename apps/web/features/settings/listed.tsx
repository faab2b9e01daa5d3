'use client';

import type { ReactNode } from 'react';
import { Answered } from '@/ui/answered';
import { LoadingRows } from '@/ui/states';
import { LoadMore } from './load-more';

interface Pages<Row> {
  data?: { pages: readonly { items: readonly Row[] }[] } | undefined;
  error?: unknown;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

export interface ListedProps<Row> {
  query: Pages<Row>;
  /** What the things are called, as in "More keys". */
  what: string;
  /** In place of none. */
  empty: ReactNode;
  children: (rows: readonly Row[]) => ReactNode;
}

/** A list in whichever state it is: being read, refused, empty, out of date, or there. */
export function Listed<Row>({ query, what, empty, children }: ListedProps<Row>) {
  return (
    <Answered query={query} loading={<LoadingRows rows={4} />}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        return (
          <>
            {rows.length === 0 ? empty : children(rows)}
            <LoadMore query={query} what={what} />
          </>
        );
      }}
    </Answered>
  );
}
