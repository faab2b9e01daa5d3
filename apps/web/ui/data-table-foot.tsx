'use client';

import { ArrowUp } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { formatCount, formatNumber } from '@/features/time/format-time';
import { Button } from './button';
import type { TableParts } from './data-table';

/** Over the first rows, so that nothing is pushed down: what came meanwhile. */
export function FreshRows(props: { count: number; noun: string; onShow: () => void }) {
  const { count, noun, onShow } = props;
  if (count === 0) return null;
  return (
    <div className="pointer-events-none sticky top-14 z-20 flex h-0 justify-center" role="status">
      <button
        type="button"
        onClick={() => {
          window.scrollTo({ top: 0 });
          onShow();
        }}
        className="bg-accent text-accent-ink shadow-float pointer-events-auto mt-11 flex h-7 items-center gap-1.5 rounded-full px-3 text-xs font-medium"
      >
        <ArrowUp size={12} aria-hidden />
        {`${formatCount(count, `new ${noun}`)} – show`}
      </button>
    </div>
  );
}

/** How many rows are there, how many are ticked, and the way to more of them. */
export function DataTableFoot<Row>(parts: TableParts<Row>) {
  const {
    lines,
    groups,
    noun,
    selection,
    isLoading = false,
    hasMore = false,
    isLoadingMore = false,
    onMore,
  } = parts;
  const total = parts.total ?? null;
  const end = useRef<HTMLDivElement>(null);
  const mayRead = hasMore && !isLoadingMore && !isLoading;
  useEffect(() => {
    const element = end.current;
    if (!mayRead || element === null || typeof IntersectionObserver === 'undefined') return undefined;
    // Where the rows scroll in their own box, the box asks for more (data-table-grid.tsx).
    const box = element.parentElement?.querySelector('[data-scrolls]');
    if (box) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting === true && void onMore?.(),
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [mayRead, onMore, lines.length]);
  const shown = groups === undefined ? lines.length : (total ?? parts.order.length);
  const all = groups === undefined && total !== null && total >= shown ? total : null;
  const ticked = selection?.keys.size ?? 0;
  return (
    <div
      ref={end}
      className="border-line text-ink-soft flex min-h-10 items-center gap-3 border-t px-4 text-xs"
    >
      <span className="tabular">
        {isLoading ? (
          <span role="status" aria-label={`Loading the ${noun}s`}>
            Reading …
          </span>
        ) : (
          [
            all === null ? formatCount(shown, noun) : `${formatNumber(shown)} of ${formatCount(all, noun)}`,
            all === null && hasMore ? ' so far' : '',
            groups === undefined ? '' : ` in ${formatCount(groups.list.length, 'group')}`,
          ].join('')
        )}
      </span>
      <span role="status" className="tabular">
        {ticked > 0 && `${formatNumber(ticked)}${all === null ? '' : ` of ${formatNumber(all)}`} selected`}
      </span>
      {hasMore && (
        <Button
          look="quiet"
          className="ml-auto h-7 text-xs"
          busy={isLoadingMore}
          onClick={() => void onMore?.()}
        >
          Show more
        </Button>
      )}
    </div>
  );
}
