'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { classNames } from './class-names';
import type { TableParts } from './data-table';
import { GroupButton, GroupMore } from './data-table-group';
import type { Line } from './data-table-lines';
import { RowCheckbox } from './data-table-row';
import { LoadingRows } from './states';

type CardParts<Row> = TableParts<Row> & { renderCard: (row: Row) => ReactNode };

const guessedHeight = 120;
const headHeight = 44;

/** The rows as cards, one under the other, scrolled with the page. */
export function DataTableCards<Row>(parts: CardParts<Row>) {
  const { lines, caption, hold, isLoading = false } = parts;
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
    count: lines.length,
    estimateSize: (index) => (lines[index]?.kind === 'row' ? guessedHeight : headHeight),
    getItemKey: (index) => lines[index]?.key ?? index,
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
          key={lines[index]!.key}
          ref={virtualizer.measureElement}
          data-index={index}
          aria-setsize={parts.hasMore === true ? -1 : lines.length}
          aria-posinset={index + 1}
          className="border-line absolute top-0 left-0 w-full border-b"
          style={{ transform: `translateY(${start - scrollMargin}px)` }}
        >
          <CardLine {...parts} line={lines[index]!} />
        </li>
      ))}
    </ul>
  );
}

function CardLine<Row>(props: CardParts<Row> & { line: Line<Row> }) {
  const { line, noun, groups, selection, labelOf, renderCard } = props;
  if (line.kind !== 'row') {
    const { kind, group } = line;
    return kind === 'head' ? (
      <div className="bg-sunken px-1.5 py-1">
        <GroupButton group={group} noun={noun} onToggle={() => groups?.toggle(group.key)} />
      </div>
    ) : (
      <div className="px-3 py-1.5">
        <GroupMore group={group} />
      </div>
    );
  }
  const { row, tick, range } = line;
  const isSelected = selection?.keys.has(tick) === true;
  return (
    <div className={classNames('flex gap-3 px-3 py-3', isSelected && 'bg-accent-soft')}>
      {selection !== undefined && (
        <span className="flex h-6 items-center">
          <RowCheckbox {...{ row, tick, labelOf, selection, isSelected, range }} />
        </span>
      )}
      <div className="min-w-0 flex-1">{renderCard(row)}</div>
    </div>
  );
}
