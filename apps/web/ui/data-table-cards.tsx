'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { classNames } from './class-names';
import type { TableParts } from './data-table';
import { RowCheckbox } from './data-table-row';
import { LoadingRows } from './states';

type CardParts<Row> = TableParts<Row> & { renderCard: (row: Row) => ReactNode };

const guessedHeight = 120;

/** The rows as cards, one under the other, scrolled with the page. */
export function DataTableCards<Row>(parts: CardParts<Row>) {
  const { rows, order, caption, hold, isLoading = false } = parts;
  const list = useRef<HTMLUListElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    const top = list.current?.getBoundingClientRect().top ?? 0;
    setScrollMargin(top + window.scrollY);
  }, []);
  useEffect(() => {
    const onScroll = (): void => hold('scroll', window.scrollY > scrollMargin);
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => window.removeEventListener('scroll', onScroll);
  }, [hold, scrollMargin]);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => guessedHeight,
    getItemKey: (index) => order[index] ?? index,
    overscan: 6,
    scrollMargin,
    initialRect: { width: 375, height: 800 },
  });
  if (isLoading) return <LoadingRows />;
  return (
    <ul
      ref={list}
      aria-label={caption}
      className="relative w-full"
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ index, start }) => (
        <li
          key={order[index]}
          ref={virtualizer.measureElement}
          data-index={index}
          aria-setsize={parts.hasMore === true ? -1 : rows.length}
          aria-posinset={index + 1}
          className="border-line absolute top-0 left-0 w-full border-b"
          style={{ transform: `translateY(${start - scrollMargin}px)` }}
        >
          <CardRow {...parts} row={rows[index]!} rowKey={order[index]!} />
        </li>
      ))}
    </ul>
  );
}

function CardRow<Row>(props: CardParts<Row> & { row: Row; rowKey: string }) {
  const { row, rowKey, selection, labelOf, order, renderCard } = props;
  const isSelected = selection?.keys.has(rowKey) === true;
  return (
    <div className={classNames('flex gap-3 px-3 py-3', isSelected && 'bg-accent-soft')}>
      {selection !== undefined && (
        <span className="flex h-6 items-center">
          <RowCheckbox {...{ row, rowKey, labelOf, selection, isSelected, order }} />
        </span>
      )}
      <div className="min-w-0 flex-1">{renderCard(row)}</div>
    </div>
  );
}
