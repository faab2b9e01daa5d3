'use client';

import { useMemo } from 'react';
import type { SavedView } from './saved-views.api';
import { useSavedViewPagesInfiniteQuery } from './saved-views.api';

/** The lists of which views are kept. */
export type ViewedPage = SavedView['page'];

/** Where a view leads. */
export function hrefOf({ page, query }: Pick<SavedView, 'page' | 'query'>): string {
  return query === '' ? page : `${page}?${query}`;
}

/** The name of a view, with whose it is where it is not one's own. */
export function labelOf({ name, isOwn, ownerName }: SavedView): string {
  return isOwn ? name : `${name} (${ownerName})`;
}

/** One's own views of a list, and those that others share. */
export function useSavedViews(page: ViewedPage): readonly SavedView[] {
  const { data } = useSavedViewPagesInfiniteQuery();
  return useMemo(
    () => (data?.pages ?? []).flatMap(({ items }) => items).filter((view) => view.page === page),
    [data, page],
  );
}
