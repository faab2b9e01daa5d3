'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import type { UIEvent } from 'react';
import { createContext, useEffect, useRef } from 'react';
import { classNames } from './class-names';
import type { TableParts } from './data-table';
import { DataTableHead } from './data-table-head';
import { DataRow, SkeletonRows } from './data-table-row';

/** Fewer rows than this are simply all drawn. */
const virtualFrom = 30;
const heights = { comfortable: 52, compact: 36 };
const headHeight = 37;

/** Whether rows fly past: what a cell would ask for is not worth it before they rest. */
export const RowsFlyPast = createContext(false);

/** The table itself, in a box of its own that scrolls both ways under a head that stays. */
export function DataTableGrid<Row>(parts: TableParts<Row>) {
  const { rows, order, columns, selection, density, isLoading = false, caption, className } = parts;
  const box = useRef<HTMLDivElement>(null);
  const { items, before, after, isScrolling } = useDrawnRows(parts, box);
  const hold = useHoldHandlers(parts);
  const known = parts.total ?? (parts.hasMore === true ? null : rows.length);
  const width = columns.reduce((sum, column) => sum + column.width, selection === undefined ? 0 : 36);
  return (
    <div
      ref={box}
      data-scrolls
      role="region"
      aria-label={caption}
      tabIndex={0}
      onScroll={hold.onScroll}
      className={classNames(
        'max-h-[calc(100dvh-16rem)] min-h-72 overflow-auto overscroll-x-contain contain-content',
        className,
      )}
    >
      <table
        aria-rowcount={known === null ? -1 : known + 1}
        aria-busy={isLoading}
        className="w-full table-fixed border-collapse text-left"
        style={{ minWidth: width }}
      >
        <caption className="sr-only">{caption}</caption>
        <colgroup>
          {selection !== undefined && <col style={{ width: 36 }} />}
          {columns.map(({ id, width: px, grow = false }) => (
            <col key={id} style={grow ? undefined : { width: px }} />
          ))}
        </colgroup>
        <DataTableHead {...parts} />
        <tbody {...hold.body}>
          {isLoading && (
            <SkeletonRows columns={columns.length + (selection ? 1 : 0)} height={heights[density]} />
          )}
          <Gap height={before} />
          <RowsFlyPast value={isScrolling}>
            {items.map((index) => (
              <DataRow
                key={order[index]}
                row={rows[index]!}
                rowKey={order[index]!}
                index={index}
                height={heights[density]}
                columns={columns}
                labelOf={parts.labelOf}
                selection={selection}
                isSelected={selection?.keys.has(order[index]!) === true}
                isActive={parts.activeKey === order[index]}
                order={order}
                onActive={parts.setActiveKey}
                onOpen={parts.onOpen}
              />
            ))}
          </RowsFlyPast>
          <Gap height={after} />
        </tbody>
      </table>
    </div>
  );
}

function Gap({ height }: { height: number }) {
  return height > 0 ? (
    <tr aria-hidden>
      <td style={{ height, padding: 0 }} />
    </tr>
  ) : null;
}

/** Which rows are drawn, with the height of those before and after them; follows the row where the keyboard is. */
function useDrawnRows<Row>(parts: TableParts<Row>, box: { readonly current: HTMLDivElement | null }) {
  const { rows, order, density, activeKey, hasMore = false, isLoadingMore = false, onMore } = parts;
  const isVirtual = rows.length >= virtualFrom;
  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler is not used here.
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: isVirtual,
    getScrollElement: () => box.current,
    estimateSize: () => heights[density],
    overscan: 8,
    scrollPaddingStart: headHeight,
    initialRect: { width: 1_000, height: 800 },
  });
  useEffect(() => virtualizer.measure(), [virtualizer, density]);
  const virtual = virtualizer.getVirtualItems();
  const last = virtual.at(-1)?.index ?? 0;
  const mayRead = hasMore && !isLoadingMore;
  useEffect(() => {
    if (isVirtual && mayRead && last >= rows.length - 15) void onMore?.();
  }, [isVirtual, mayRead, last, rows.length, onMore]);
  useReadAtEnd(box, mayRead && !isVirtual, onMore);

  const at = activeKey === null ? -1 : order.indexOf(activeKey);
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    wanted.current = activeKey;
    if (isVirtual && at !== -1) virtualizer.scrollToIndex(at, { align: 'auto' });
    // Only when another row is meant, not when rows come and go.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above.
  }, [activeKey]);
  useEffect(() => {
    if (wanted.current === null) return;
    const drawn = box.current?.querySelectorAll<HTMLElement>('[data-row-key]') ?? [];
    const row = [...drawn].find(({ dataset }) => dataset.rowKey === wanted.current);
    if (!row) return;
    wanted.current = null;
    if (row.contains(document.activeElement)) return;
    row.focus({ preventScroll: isVirtual });
  });

  if (!isVirtual) return { items: rows.map((_, index) => index), before: 0, after: 0, isScrolling: false };
  return {
    items: virtual.map(({ index }) => index),
    before: virtual[0]?.start ?? 0,
    after: virtualizer.getTotalSize() - (virtual.at(-1)?.end ?? 0),
    isScrolling: virtualizer.isScrolling,
  };
}

/** Of a list that is drawn whole: asks for more when its end comes into sight. */
function useReadAtEnd(
  box: { readonly current: HTMLDivElement | null },
  isOn: boolean,
  onMore: (() => unknown) | undefined,
): void {
  useEffect(() => {
    const element = box.current;
    if (!isOn || element === null) return undefined;
    const look = (): void => {
      if (element.scrollTop + element.clientHeight >= element.scrollHeight - 400 && element.scrollTop > 0) {
        void onMore?.();
      }
    };
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [box, isOn, onMore]);
}

function useHoldHandlers<Row>({ hold }: TableParts<Row>) {
  return {
    onScroll: ({ currentTarget }: UIEvent<HTMLElement>) => hold('scroll', currentTarget.scrollTop > 8),
    body: {
      onPointerEnter: () => hold('pointer', true),
      onPointerLeave: () => hold('pointer', false),
      onFocus: ({ target }: { target: Element }) => hold('focus', target.matches(':focus-visible')),
      onBlur: () => hold('focus', false),
    },
  };
}
