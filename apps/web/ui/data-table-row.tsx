'use client';

import type { KeyboardEvent, MouseEvent } from 'react';
import { memo, useRef } from 'react';
import { TimesAreStops } from '@/features/time/time';
import { classNames } from './class-names';
import type { Column, GoTo } from './data-table';
import type { Selection } from './data-table-selection';
import { AfterMoment, Skeleton } from './states';

interface DataRowProps<Row> {
  row: Row;
  rowKey: string;
  /** What is ticked of it. */
  tick: string;
  /** From 0. */
  index: number;
  height: number;
  columns: readonly Column<Row>[];
  labelOf: (row: Row) => string;
  selection: Selection | undefined;
  isSelected: boolean;
  isActive: boolean;
  /** The ticks that a range with Shift may hold: those of its group. */
  range: readonly string[];
  goTo: GoTo;
  onOpen: ((row: Row) => void) | undefined;
  onLink: ((row: Row) => void) | undefined;
}

function PlainDataRow<Row>(props: DataRowProps<Row>) {
  const { row, rowKey, tick, index, height, columns, selection, isSelected, isActive, goTo, onOpen, onLink } =
    props;
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    // What is inside the row has its own Enter.
    if (event.target !== event.currentTarget || event.key !== 'Enter') return;
    event.preventDefault();
    onOpen?.(row);
  };
  const onClick = (event: MouseEvent<HTMLTableRowElement>): void => {
    const isElsewhere =
      event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (onLink === undefined || isElsewhere || !isOwnLink(event.target)) return;
    // Before the link itself hears of it.
    event.preventDefault();
    onLink(row);
  };
  return (
    <tr
      data-row-key={rowKey}
      aria-rowindex={index + 2}
      aria-selected={selection === undefined ? undefined : isSelected}
      aria-current={isActive || undefined}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onClickCapture={onClick}
      onFocus={() => goTo(rowKey, tick)}
      style={{ height }}
      className="border-line hover:bg-sunken/60 aria-selected:bg-accent-soft aria-[current]:shadow-[inset_3px_0_0_var(--accent)] scroll-mt-10 border-b -outline-offset-2 last:border-b-0"
    >
      {selection !== undefined && (
        <td className="px-0 text-center">
          <RowCheckbox {...props} selection={selection} />
        </td>
      )}
      {columns.map(({ id, cell, align, isRowHeader = false }) => {
        const Cell = isRowHeader ? 'th' : 'td';
        return (
          <Cell
            key={id}
            scope={isRowHeader ? 'row' : undefined}
            className={classNames(
              'overflow-hidden px-2 py-0 align-middle font-normal contain-content',
              align === 'end' && 'text-right',
            )}
          >
            <TimesAreStops value={isActive}>{cell(row)}</TimesAreStops>
          </Cell>
        );
      })}
    </tr>
  );
}

const isOwnLink = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[data-opens-row]') !== null;

/** Drawn again only when something of this row changes, however often the list does. */
export const DataRow = memo(PlainDataRow) as typeof PlainDataRow;

/** Ticks one row, or with Shift all from the one ticked last. */
export function RowCheckbox<Row>({
  row,
  tick,
  labelOf,
  selection,
  isSelected,
  range,
}: Pick<DataRowProps<Row>, 'row' | 'tick' | 'labelOf' | 'isSelected' | 'range'> & {
  selection: Selection;
}) {
  const isRange = useRef(false);
  return (
    <input
      type="checkbox"
      aria-label={`Select ${labelOf(row)}`}
      checked={isSelected}
      onClick={({ shiftKey }) => {
        isRange.current = shiftKey;
      }}
      onChange={() => selection.toggle(tick, isRange.current ? range : undefined)}
      className="accent-accent size-4 align-middle"
    />
  );
}

/** As many rows as fill the eye, of the height that they will have. */
export function SkeletonRows({
  columns,
  height,
  rows = 10,
}: {
  columns: number;
  height: number;
  rows?: number;
}) {
  return Array.from({ length: rows }, (_, row) => (
    <tr key={row} aria-hidden style={{ height }} className="border-line border-b last:border-b-0">
      {Array.from({ length: columns }, (_cell, cell) => (
        <td key={cell} className="px-3">
          <AfterMoment>
            <Skeleton className="h-4" />
          </AfterMoment>
        </td>
      ))}
    </tr>
  ));
}
