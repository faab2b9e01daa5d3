'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import type { UIEvent } from 'react';
import { createContext, useEffect, useRef, useState } from 'react';
import { classNames } from './class-names';
import type { TableParts } from './data-table';
import { GroupLine, groupName } from './data-table-group';
import { DataTableHead } from './data-table-head';
import { sectionsOf } from './data-table-lines';
import { DataRow, SkeletonRows } from './data-table-row';

/** Fewer rows than this are simply all drawn. */
const virtualFrom = 30;
/** Rows drawn beyond those in sight: more of them once somebody is at the list, and may scroll. */
const overscans = { untouched: 1, used: 8 };
const heights = { comfortable: 52, compact: 36 };
const headHeight = 37;
const groupHeight = 40;

/** Whether rows fly past: what a cell would ask for is not worth it before they rest. */
export const RowsFlyPast = createContext(false);

/** The table itself, in a box of its own that scrolls both ways under a head that stays. */
export function DataTableGrid<Row>(parts: TableParts<Row>) {
  const { lines, groups, columns, selection, density, isLoading = false, caption, className } = parts;
  const box = useRef<HTMLDivElement>(null);
  const [isUsed, setUsed] = useState(false);
  const { items, before, after, isScrolling } = useDrawnRows(parts, box, isUsed);
  const hold = useHoldHandlers(parts);
  const known = knownCount(parts);
  const width = columns.reduce((sum, column) => sum + column.width, selection === undefined ? 0 : 36);
  return (
    <div
      ref={box}
      data-scrolls
      role="region"
      aria-label={caption}
      tabIndex={0}
      onPointerEnter={() => setUsed(true)}
      onFocus={() => setUsed(true)}
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
        // Between two groups the pointer leaves a body, not the table.
        {...(groups !== undefined && hold.body)}
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
        {isLoading && (
          <tbody>
            <SkeletonRows columns={columns.length + (selection ? 1 : 0)} height={heights[density]} />
          </tbody>
        )}
        <RowsFlyPast value={isScrolling}>
          {groups === undefined ? (
            <tbody {...hold.body}>
              <Gap height={before} />
              <Lines parts={parts} items={items} />
              <Gap height={after} />
            </tbody>
          ) : (
            <>
              <GapBody height={before} />
              {sectionsOf(lines, groups, items).map(({ group, items: own }) => (
                <tbody key={group.key} aria-label={groupName(group, parts.noun)}>
                  <Lines parts={parts} items={own} />
                </tbody>
              ))}
              <GapBody height={after} />
            </>
          )}
        </RowsFlyPast>
      </table>
    </div>
  );
}

/** The lines at these places, as rows of the table. */
function Lines<Row>({ parts, items }: { parts: TableParts<Row>; items: readonly number[] }) {
  const { lines, density, columns, labelOf, selection, activeKey, goTo, onOpen, onLink } = parts;
  return items.map((index) => {
    const line = lines[index]!;
    if (line.kind !== 'row')
      return <GroupLine key={line.key} parts={parts} line={line} index={index} height={groupHeight} />;
    const { key, tick, row, range } = line;
    return (
      <DataRow
        key={key}
        row={row}
        rowKey={key}
        tick={tick}
        range={range}
        index={index}
        height={heights[density]}
        columns={columns}
        labelOf={labelOf}
        selection={selection}
        isSelected={selection?.keys.has(tick) === true}
        isActive={activeKey === key}
        goTo={goTo}
        onOpen={onOpen}
        onLink={onLink}
      />
    );
  });
}

/** All lines that there are, drawn or not; null: not known. */
function knownCount<Row>({ lines, groups, total, hasMore }: TableParts<Row>): number | null {
  if (groups !== undefined) return groups.list.some((group) => group.hasMore) ? null : lines.length;
  return total ?? (hasMore === true ? null : lines.length);
}

function GapBody({ height }: { height: number }) {
  return height > 0 ? (
    <tbody aria-hidden>
      <Gap height={height} />
    </tbody>
  ) : null;
}

function Gap({ height }: { height: number }) {
  return height > 0 ? (
    <tr aria-hidden>
      <td style={{ height, padding: 0 }} />
    </tr>
  ) : null;
}

/** Which rows are drawn, with the height of those before and after them; follows the row where the keyboard is. */
function useDrawnRows<Row>(
  parts: TableParts<Row>,
  box: { readonly current: HTMLDivElement | null },
  isUsed: boolean,
) {
  const { lines, density, activeKey, hasMore = false, isLoadingMore = false, onMore } = parts;
  const isVirtual = lines.length >= virtualFrom;
  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler is not used here.
  const virtualizer = useVirtualizer({
    count: lines.length,
    enabled: isVirtual,
    getScrollElement: () => box.current,
    estimateSize: (index) => (lines[index]?.kind === 'row' ? heights[density] : groupHeight),
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: isUsed ? overscans.used : overscans.untouched,
    scrollPaddingStart: headHeight,
    // Until the box is measured.
    initialRect: { width: 1_000, height: heightLeft() },
  });
  // Of groups, a line may become one of another height.
  const shape = parts.groups === undefined ? null : lines;
  useEffect(() => virtualizer.measure(), [virtualizer, density, shape]);
  const virtual = virtualizer.getVirtualItems();
  const last = virtual.at(-1)?.index ?? 0;
  const mayRead = hasMore && !isLoadingMore;
  useEffect(() => {
    if (isVirtual && mayRead && last >= lines.length - 15) void onMore?.();
  }, [isVirtual, mayRead, last, lines.length, onMore]);
  useReadAtEnd(box, mayRead && !isVirtual, onMore);

  const at = activeKey === null ? -1 : lines.findIndex(({ key }) => key === activeKey);
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
    // Who writes meanwhile goes on.
    if (row.contains(document.activeElement) || document.activeElement?.matches('[data-filter-box]')) return;
    row.focus({ preventScroll: isVirtual });
  });

  if (!isVirtual) return { items: lines.map((_, index) => index), before: 0, after: 0, isScrolling: false };
  return {
    items: virtual.map(({ index }) => index),
    before: virtual[0]?.start ?? 0,
    after: virtualizer.getTotalSize() - (virtual.at(-1)?.end ?? 0),
    isScrolling: virtualizer.isScrolling,
  };
}

/** About what the box may fill, as its style says; 600 where there is no window. */
function heightLeft(): number {
  return typeof window === 'undefined' ? 600 : window.innerHeight - 256;
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
